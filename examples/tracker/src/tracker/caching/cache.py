"""Cached responses, which are valid until a table that they were read from is written.

Each table has a generation, a random mark that changes with each write to the table.
A response is cached with the generations that its tables had before it was read, and
is no longer used once one of them has changed.
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
"""Larger responses, in bytes, are not cached."""

MARK = 12
"""Bytes of a generation."""

PAUSE = 1.0
"""Seconds between attempts to reach a store that failed."""

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Found(NamedTuple):
    """A current response, if there is one, and the generations of its tables.

    Without generations nothing can be kept.
    """

    body: bytes | None
    generations: bytes | None


class Cache:
    """Keeps responses in a store, and does without it while it fails.

    Only one task tries to reach a store that failed. Tables that are written in the
    meantime get their new generations before responses from the store are used again.
    The space is the prefix of keys, for services that share a store.
    """

    def __init__(self, store: Store, space: str) -> None:
        self._store = store
        self._space = space
        self._written: set[str] = set()
        self._recovery: asyncio.Task[None] | None = None

    async def find(self, key: str, tables: Sequence[str]) -> Found:
        """Find the response with this key."""
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
        """Keep a response that was read after these generations were found."""
        if self._recovery or generations is None or len(body) > LARGEST:
            return
        try:
            value = generations + body
            await self._store.put(self._answer(key), value, seconds)
        except FAILURES as error:
            self._do_without(error)

    async def note(self, statements: Sequence[Executable]) -> None:
        """Drop all responses that were read from tables that these statements write."""
        written = {name for one in statements for name in tables_written(one)}
        if written:
            await self.drop(written)

    async def drop(self, tables: Iterable[str]) -> None:
        """Drop all responses that were read from these tables."""
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
        # An empty context: the task belongs to no request.
        self._recovery = self._recovery or asyncio.create_task(
            self._reach(),
            context=Context(),
        )

    async def _reach(self) -> None:
        """Write to the store until it has accepted this and all that it missed."""
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
    """Return the cache that the application opened at start-up."""
    return cast("Cache", request.app.state.cache)


CacheDep = Annotated[Cache, Depends(get_cache)]


@asynccontextmanager
async def open_cache(settings: CacheSettings, space: str) -> AsyncGenerator[Cache]:
    """Open the cache of the settings."""
    async with open_store(settings) as store:
        cache = Cache(store, space)
        try:
            yield cache
        finally:
            await cache.close()
