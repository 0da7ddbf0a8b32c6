"""How a session is asked for, what it is, and who ends its transaction."""

from pathlib import Path
from typing import Any

import pytest

from tests.extensions.survey.projects import value

DB = """\
from collections.abc import AsyncIterator
from sqlalchemy.ext.asyncio import AsyncSession


async def get_db() -> AsyncIterator[AsyncSession]:
    async with make_session() as db:
        yield db
"""
API = """\
from fastapi import Depends
from shop.db import get_db, AsyncSession


def one(db: AsyncSession = Depends(get_db)): ...
def two(session: AsyncSession = Depends(get_db)): ...
def three(*, session: AsyncSession = Depends(get_db)): ...
"""


def session(folder: Path, db: str = DB, api: str = API, **others: str) -> Any:
    files = {f"shop/{name}.py": text for name, text in others.items()}
    return value(folder, "session", {"shop/db.py": db, "shop/api.py": api, **files})


def test_the_commonest_parameter(tmp_path: Path) -> None:
    assert session(tmp_path)["parameter"] == "session"


def test_the_parameter_of_an_alias(tmp_path: Path) -> None:
    api = "from shop.db import *\nDb = Annotated[AsyncSession, Depends(get_db)]\n\n\n"

    assert (
        session(tmp_path, api=f"{api}def one(conn: Db): ...\n")["parameter"] == "conn"
    )


TYPES = {
    "sqlalchemy.ext.asyncio:AsyncSession": "from sqlalchemy.ext.asyncio import AsyncSession",
    "sqlmodel.ext.asyncio.session:AsyncSession": (
        "from sqlmodel.ext.asyncio.session import AsyncSession"
    ),
    "sqlalchemy.orm:Session": "from sqlalchemy.orm.session import Session",
    "sqlmodel:Session": "from sqlmodel import Session",
}


@pytest.mark.parametrize("expected", TYPES)
def test_a_type_by_where_it_comes_from(tmp_path: Path, expected: str) -> None:
    name = expected.rpartition(":")[2]
    db = DB.replace("from sqlalchemy.ext.asyncio import AsyncSession", TYPES[expected])
    api = API.replace("AsyncSession", name)

    assert session(tmp_path, db.replace("AsyncSession", name), api)["type"] == expected


def test_a_type_of_the_projects_own(tmp_path: Path) -> None:
    db = f"{DB}\n\nclass OurSession(AsyncSession):\n    pass\n"
    api = API.replace("AsyncSession", "OurSession")

    assert session(tmp_path, db, api)["type"] == "sqlalchemy.ext.asyncio:AsyncSession"


def test_a_type_that_only_the_dependency_says(tmp_path: Path) -> None:
    api = "from shop.db import get_db\n\n\ndef one(db=Depends(get_db)): ...\n"

    assert session(tmp_path, api=api)["type"] == "sqlalchemy.ext.asyncio:AsyncSession"


def test_a_type_that_nothing_says(tmp_path: Path) -> None:
    db = "from sqlalchemy.ext.asyncio import async_sessionmaker\n\n\n"
    db += "async def get_db():\n    yield async_sessionmaker()()\n"
    api = "from shop.db import get_db\n\n\ndef one(db=Depends(get_db)): ...\n"

    found = session(tmp_path, f"{db}\nclass Unused(AsyncSession): ...\n", api)

    assert found["type"] == "sqlalchemy.ext.asyncio:AsyncSession"


def test_a_type_that_is_none_of_these(tmp_path: Path) -> None:
    db = "from sqlalchemy.ext.asyncio import AsyncEngine\n\n\nclass Database: ...\n"
    db += "async def get_db() -> Database: ...\n"
    api = "from shop.db import get_db, Database\n\n\n"
    api += "def one(db: Database = Depends(get_db)): ...\n"

    assert session(tmp_path, db, api)["type"] is None


ENDS = {
    "none": ("        yield db\n", False),
    "commit": ("        yield db\n        await db.commit()\n", True),
    "begin": ("        async with db.begin():\n            yield db\n", True),
    "rollback": ("        try:\n            yield db\n        finally:\n"
                 "            await db.rollback()\n", False),
}  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
def test_who_ends_the_transaction(tmp_path: Path, end: str) -> None:
    text, commits = ENDS[end]
    db = DB.replace("        yield db\n", text)

    assert session(tmp_path, db)["commits"] is commits


def test_a_transaction_may_be_ended_by_what_the_dependency_calls(
    tmp_path: Path,
) -> None:
    db = DB.replace("make_session()", "scope()")
    db += "\n\nasync def scope():\n    async with make_session.begin() as db:\n"
    db += "        yield db\n"

    assert session(tmp_path, db)["commits"] is True


def test_a_call_of_a_method(tmp_path: Path) -> None:
    db = "class Databases:\n    async def one(self) -> AsyncSession:\n"
    db += "        await db.commit()\n\n\ndatabases = Databases()\n"
    api = (
        "from shop.db import databases\nfrom sqlalchemy.ext.asyncio import AsyncSession"
    )
    api += "\n\n\ndef one(db: AsyncSession = Depends(databases.one)): ...\n"

    found = session(tmp_path, db, api)

    assert (found["call"], found["commits"]) == ("databases.one", True)


def test_a_call_with_arguments(tmp_path: Path) -> None:
    found = session(tmp_path, api=API.replace("(get_db)", "(get_db())"))

    assert found["call"] == "get_db()"


CONTAINER = """\
from dependency_injector import containers, providers
from shop.db import get_db


class Container(containers.DeclarativeContainer):
    db_session = providers.Resource(get_db)
"""
PROVIDED = """\
from sqlalchemy.ext.asyncio import AsyncSession


def one(db: AsyncSession = Depends(Provide[Container.db_session])): ...
"""


def test_a_session_that_a_container_gives(tmp_path: Path) -> None:
    found = session(tmp_path, api=PROVIDED, container=CONTAINER)

    assert found["dependency"] == "shop.container:Container"
    assert found["call"] == "Provide[Container.db_session]"
    assert found["type"] == "sqlalchemy.ext.asyncio:AsyncSession"
    assert (found["style"], found["parameter"]) == ("container", "db")


def test_services_that_a_container_gives_are_no_sessions(tmp_path: Path) -> None:
    api = "def one(orders: Orders = Depends(Provide[Container.orders])): ...\n"
    container = CONTAINER.replace("db_session", "orders")

    assert session(tmp_path, api=api, container=container)["call"] is None


@pytest.mark.parametrize(("end", "commits"), [("commit", True), ("remove", False)])
def test_a_middleware_that_ends_transactions(
    tmp_path: Path, end: str, commits: bool
) -> None:
    db = "session = async_scoped_session(made)\n"
    api = "from shop.db import session\n\n\nclass DbMiddleware:\n"
    api += f"    async def __call__(self):\n        await session.{end}()\n"

    found = session(tmp_path, db, api)

    assert found["type"] == "sqlalchemy.ext.asyncio:AsyncSession"
    assert found["commits"] is commits
