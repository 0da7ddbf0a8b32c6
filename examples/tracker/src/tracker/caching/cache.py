"""Answers and generations: what is read from a table is good until the table is written.

Every table has a generation, a random mark that each write of the table renews. An answer
is kept with the generations that its tables had before it was read, and counts for
nothing once one of them is another.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from contextvars import Context
from secrets import token_bytes
from typing import Annotated, NamedTuple, cast

import structlog
from fastapi import Depends, Request
from sqlalchemy import Executable

from tracker.caching.settings import CacheSettings
from tracker.caching.stores import FAILURES, Store, open_store
from tracker.caching.tables import tables_written
from tracker.health import Degraded

LARGEST = 1024 * 1024
"""Larger answers, in bytes, are not kept."""

MARK = 12
"""Bytes of a generation."""

PAUSE = 1.0
"""Seconds between two attempts to reach a store that failed."""

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Found(NamedTuple):
    """An answer if one is kept that still counts, and the generations of its tables.

    Without generations nothing can be kept.
    """

    body: bytes | None
    generations: bytes | None


class Cache:
    """Keeps answers in a store, and does without it while it is away.

    A store that fails is left alone, but for one task that tries to reach it. Tables
    that are written meanwhile are remembered, and get their new generations before
    anything in the store counts again. The space keeps those apart who share a store.
    """

    def __init__(self, store: Store, space: str) -> None:
        self._store = store
        self._space = space
        self._written: set[str] = set()
        self._recovery: asyncio.Task[None] | None = None

    async def find(self, key: str, tables: Sequence[str]) -> Found:
        """The answer of that key."""
        if self._recovery:
            return Found(None, None)
        names = [self._answer(key), *map(self._generation, tables)]
        try:
            kept, *marks = await self._store.get(names)
            if None in marks:
                await self._store.add({name: _mark() for name in names[1:]})
                marks = [*await self._store.get(names[1:])]
        except FAILURES as error:
            self._do_without(error)
            return Found(None, None)
        if None in marks:
            return Found(None, None)
        generations = b"".join(mark for mark in marks if mark)
        if kept and kept.startswith(generations):
            return Found(kept.removeprefix(generations), generations)
        return Found(None, generations)

    async def keep(
        self,
        key: str,
        body: bytes,
        generations: bytes | None,
        seconds: float,
    ) -> None:
        """Keep an answer that was read after these generations were found."""
        if self._recovery or generations is None or len(body) > LARGEST:
            return
        try:
            value = generations + body
            await self._store.put(self._answer(key), value, seconds)
        except FAILURES as error:
            self._do_without(error)

    async def note(self, statements: Sequence[Executable]) -> None:
        """Drop what was read from the tables that these statements write."""
        written = {name for one in statements for name in tables_written(one)}
        if written:
            await self.drop(written)

    async def drop(self, tables: Iterable[str]) -> None:
        """Drop what was read from these tables."""
        if self._recovery:
            self._written.update(tables)
            return
        try:
            await self._renew(tables)
        except FAILURES as error:
            self._written.update(tables)
            self._do_without(error)
        except asyncio.CancelledError:
            self._written.update(tables)
            self._recover()
            raise

    async def check(self) -> None:
        """Raise `Degraded` unless the store answers."""
        await self.find("", ())
        if self._recovery:
            raise Degraded

    async def close(self) -> None:
        """Stop trying to reach the store."""
        if self._recovery:
            self._recovery.cancel()
            with suppress(asyncio.CancelledError):
                await self._recovery

    async def _renew(self, tables: Iterable[str]) -> None:
        await self._store.set({self._generation(table): _mark() for table in tables})

    def _do_without(self, error: Exception) -> None:
        if not self._recovery:
            log.warning("Cache failed, doing without", error=repr(error))
        self._recover()

    def _recover(self) -> None:
        # Of no request: without the id of the one that came first.
        self._recovery = self._recovery or asyncio.create_task(
            self._reach(),
            context=Context(),
        )

    async def _reach(self) -> None:
        """Write to the store until it takes it, and all that it has missed."""
        missed = {""}
        while missed:
            try:
                await self._renew(missed)
            except FAILURES:
                self._written |= missed
                await asyncio.sleep(PAUSE)
            missed, self._written = self._written, set()
        self._recovery = None
        log.info("Cache answers")

    def _answer(self, key: str) -> str:
        return f"{self._space}:answer:{key}"

    def _generation(self, table: str) -> str:
        return f"{self._space}:generation:{table}"


def _mark() -> bytes:
    return token_bytes(MARK)


async def get_cache(request: Request) -> Cache:
    """The cache that the application opened at start-up."""
    return cast("Cache", request.app.state.cache)


CacheDep = Annotated[Cache, Depends(get_cache)]


@asynccontextmanager
async def open_cache(settings: CacheSettings, space: str) -> AsyncGenerator[Cache]:
    """The cache of the settings."""
    async with open_store(settings) as store:
        cache = Cache(store, space)
        try:
            yield cache
        finally:
            await cache.close()
