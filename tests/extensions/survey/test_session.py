"""How endpoints get at the database."""

from pathlib import Path

import pytest

from tests.extensions.survey.projects import value

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
