"""How endpoints get at the database."""

from pathlib import Path

import pytest

from extensions.survey.survey import Survey
from tests.extensions.survey.projects import APP, value, written

ASKING = """
    from typing import Annotated
    from fastapi import Depends
    from sqlalchemy.ext.asyncio import AsyncSession
    from shop.db import {name}

    {line}
"""
SILENT = (
    "async def get_db():\n    async with made() as session:\n        yield session\n"
)
CASES = {
    "not annotated": (
        SILENT,
        ASKING.format(
            name="get_db", line="def read(db: AsyncSession = Depends(get_db)): ..."
        ),
        ("shop.db:get_db", "depends", None),
    ),
    "an alias": (
        SILENT,
        ASKING.format(
            name="get_db", line="DbDep = Annotated[AsyncSession, Depends(get_db)]"
        ),
        ("shop.db:get_db", "alias", "shop.api:DbDep"),
    ),
    "a method of an object": (
        "sessions = Sessions()\n",
        ASKING.format(
            name="sessions",
            line="DbDep = Annotated[AsyncSession, Depends(sessions.one)]",
        ),
        ("shop.db:sessions.one", "alias", "shop.api:DbDep"),
    ),
    "nothing says its type": (
        "from sqlalchemy.ext.asyncio import AsyncSession\n\n\n" + SILENT,
        "from fastapi import Depends\nfrom shop.db import get_db\n\n\n"
        "def service(db=Depends(get_db)): ...\n",
        ("shop.db:get_db", "depends", None),
    ),
    "a middleware": (
        "from sqlalchemy.ext.asyncio import async_scoped_session\n\n"
        "session = async_scoped_session(made)\n",
        "from shop.db import session\n\n\nclass DbMiddleware:\n"
        "    async def __call__(self):\n        await session.remove()\n",
        ("shop.db:session", "middleware", None),
    ),
    "a container": (
        "class Container(DeclarativeContainer):\n    pass\n",
        "from shop.db import Container\n\n\n"
        "def read(orders=Depends(Provide[Container.orders])): ...\n",
        ("shop.db:Container", "container", None),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_session(tmp_path: Path, case: str) -> None:
    database, asking, expected = CASES[case]

    session = value(
        tmp_path, "session", {"shop/db.py": database, "shop/api.py": asking}
    )

    assert (session["dependency"], session["style"], session["alias"]) == expected


ORMS = {
    "sql": "from databases import Database\nfrom sqlalchemy import Table\n",
    "sqlmodel-sync": "from sqlmodel import Session\n",
    "sqlmodel-async": "from sqlmodel import SQLModel\n"
    "from sqlmodel.ext.asyncio.session import AsyncSession\n",
    "sqlalchemy-async": "from sqlalchemy.ext.asyncio import AsyncSession\n",
}


@pytest.mark.parametrize("orm", ORMS)
def test_an_orm(tmp_path: Path, orm: str) -> None:
    assert value(tmp_path, "orm", {"shop/db.py": ORMS[orm]}) == orm


def test_migrations_do_not_tell_the_orm(tmp_path: Path) -> None:
    files = {
        "migrations/env.py": "from alembic import context\nfrom sqlalchemy import pool\n",
        "shop/db.py": "import asyncpg\n",
    }

    assert value(tmp_path, "orm", files) == "sql"


MADE = """
    from sqlalchemy.ext.asyncio import async_sessionmaker
    from sqlalchemy.orm import sessionmaker

    Async = async_sessionmaker()
    Plain = sessionmaker()


    async def get_db(){returned}:
        {body}
"""
GIVEN = {
    "what makes sessions": ("yield Async", "", (None, None)),
    "what it says to make sessions": (
        "return request.app.state.sessions",
        " -> async_sessionmaker",
        (None, None),
    ),
    "a session of a maker": (
        "async with Async() as db:\n            yield db",
        "",
        ("shop.db:get_db", "sqlalchemy.ext.asyncio:AsyncSession"),
    ),
    "a plain session of an asynchronous function": (
        "with Plain.begin() as db:\n            yield db",
        "",
        ("shop.db:get_db", "sqlalchemy.orm:Session"),
    ),
}


@pytest.mark.parametrize("case", GIVEN)
def test_what_a_dependency_gives(tmp_path: Path, case: str) -> None:
    body, returned, expected = GIVEN[case]
    api = "from shop.db import get_db, Session\n\n\ndef read(db=Depends(get_db)): ...\n"
    files = {
        "shop/db.py": MADE.format(body=body, returned=returned),
        "shop/api.py": api,
    }

    found = Survey.of(written(tmp_path, {"shop/main.py": APP, **files})).project

    assert (found["session"]["dependency"], found["session"]["type"]) == expected
    assert (found["session"]["gives"] is None) == (expected[0] is not None)
    way = "sync" if str(expected[1]).startswith("sqlalchemy.orm") else "async"
    assert found["orm"] == f"sqlalchemy-{way}"


def test_a_container_may_give_something_else(tmp_path: Path) -> None:
    container = """
        from shop.database import Database


        class Container(DeclarativeContainer):
            wiring_config = WiringConfiguration(modules=["shop.api"])
            db = providers.Singleton(Database, url="")
    """
    files = {
        "shop/database.py": "class Database: ...\n",
        "shop/container.py": container,
        "shop/api.py": "def read(db=Depends(Provide[Container.db])): ...\n",
    }

    session = value(tmp_path, "session", files)

    assert (session["style"], session["dependency"]) == ("container", None)
    assert session["gives"] == "shop.database:Database"


def test_the_modules_that_a_container_is_wired_to(tmp_path: Path) -> None:
    container = """
        class Container(DeclarativeContainer):
            wiring_config = WiringConfiguration(packages=["shop.api"])
            session = providers.Resource(get_session)
    """
    files = {
        "shop/container.py": container,
        "shop/api/a.py": "def read(db=Depends(Provide[Container.session])): ...\n",
    }

    assert value(tmp_path, "session.wired", files) == ["shop.api"]
