"""What a service sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import Engine, event


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    fetch = asyncpg.Connection.fetch

    async def noted_fetch(connection: Any, statement: str, *values: Any) -> Any:
        sent.append(statement)
        return await fetch(connection, statement, *values)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with patch.object(asyncpg.Connection, "fetch", noted_fetch):
            yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
