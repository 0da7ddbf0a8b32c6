"""Asynchronous source, made synchronous."""

import pytest

from extensions.slice.unasync import synchronous
from tests.conftest import ROOT

EXAMPLES = [
    path
    for path in sorted((ROOT / "examples").rglob("*.py"))
    if "await " in path.read_text("utf-8")
]
SHORT = """\
async def read(session: AsyncSession) -> Task:
    return await session.get(Task, 1)
"""


def test_nothing_is_awaited() -> None:
    assert synchronous(SHORT) == (
        "def read(session: Session) -> Task:\n    return session.get(Task, 1)\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("async with a as b, c:\n    pass\n", "with a as b, c:\n    pass\n"),
        ("rows = [row async for row in rows]\n", "rows = [row for row in rows]\n"),
        ("row = f(await g())\n", "row = f(g())\n"),
        ('x = "await AsyncSession"  # await\n', 'x = "await AsyncSession"  # await\n'),
        ("x: Callable[[], Awaitable[None]]\n", "x: Callable[[], None]\n"),
        (
            "@pytest_asyncio.fixture\nasync def f() -> None: ...\n",
            "@pytest.fixture\ndef f() -> None: ...\n",
        ),
    ],
)
def test_each_keyword_and_name(before: str, after: str) -> None:
    assert synchronous(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "from sqlalchemy.ext.asyncio import AsyncSession\n",
            "from sqlalchemy.orm import Session\n",
        ),
        (
            "from sqlmodel.ext.asyncio.session import AsyncSession\n",
            "from sqlmodel import Session\n",
        ),
        (
            "from httpx import ASGITransport, AsyncClient\n",
            "from httpx import ASGITransport\nfrom fastapi.testclient import TestClient\n",
        ),
        (
            "from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession\n",
            "from sqlalchemy import Engine\nfrom sqlalchemy.orm import Session\n",
        ),
        ("from a import b, c\n", "from a import b, c\n"),
    ],
)
def test_names_come_from_where_they_are(before: str, after: str) -> None:
    assert synchronous(before) == after
