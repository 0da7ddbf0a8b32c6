"""Stores of the cache: this process, Redis or Valkey."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from math import inf
from typing import NamedTuple, Protocol, cast

from cachetools import TLRUCache
from valkey.asyncio import Valkey
from valkey.asyncio.retry import Retry
from valkey.backoff import NoBackoff
from valkey.exceptions import ValkeyError

from tracker.caching.settings import CacheSettings

FAILURES = (OSError, ValkeyError)
"""Exceptions of a store. Being too slow is one of them."""

MEMORY = 64 * 1024 * 1024
"""The most bytes that this process keeps."""


class Store(Protocol):
    """Keeps bytes by name, and may forget any of them."""

    async def get(self, names: Sequence[str]) -> Sequence[bytes | None]:
        """Return the values of these names, as they are at one moment."""

    async def put(self, name: str, value: bytes, seconds: float) -> None:
        """Keep a value for some time."""

    async def set(self, values: Mapping[str, bytes]) -> None:
        """Store values together, until the space is needed."""

    async def add(self, values: Mapping[str, bytes]) -> None:
        """Keep those values whose names are new."""


class Kept(NamedTuple):
    """A value in this process, and for how long it is kept."""

    value: bytes
    seconds: float


def _end(_name: str, kept: Kept, now: float) -> float:
    return now + kept.seconds


def _size(kept: Kept) -> int:
    return len(kept.value)


class MemoryStore:
    """Keeps values in this process. The least recently used ones are evicted."""

    def __init__(self, size: int = MEMORY) -> None:
        self._kept: TLRUCache[str, Kept] = TLRUCache(size, ttu=_end, getsizeof=_size)

    async def get(self, names: Sequence[str]) -> Sequence[bytes | None]:
        found = map(self._kept.get, names)
        return [kept.value if kept else None for kept in found]

    async def put(self, name: str, value: bytes, seconds: float) -> None:
        self._kept[name] = Kept(value, seconds)

    async def set(self, values: Mapping[str, bytes]) -> None:
        for name, value in values.items():
            self._kept[name] = Kept(value, inf)

    async def add(self, values: Mapping[str, bytes]) -> None:
        for name, value in values.items():
            self._kept.setdefault(name, Kept(value, inf))


class ValkeyStore:
    """Keeps values in Redis or Valkey, which all processes of the service share."""

    def __init__(self, client: Valkey, timeout: float) -> None:
        self._client = client
        self._timeout = timeout

    async def get(self, names: Sequence[str]) -> Sequence[bytes | None]:
        async with asyncio.timeout(self._timeout):
            return cast("list[bytes | None]", await self._client.mget(names))

    async def put(self, name: str, value: bytes, seconds: float) -> None:
        async with asyncio.timeout(self._timeout):
            await self._client.set(name, value, px=int(seconds * 1000))

    async def set(self, values: Mapping[str, bytes]) -> None:
        async with asyncio.timeout(self._timeout):
            await self._client.mset(values)

    async def add(self, values: Mapping[str, bytes]) -> None:
        async with asyncio.timeout(self._timeout):
            for name, value in values.items():
                await self._client.set(name, value, nx=True)


@asynccontextmanager
async def open_store(settings: CacheSettings) -> AsyncGenerator[Store]:
    """Open the store of the settings. It connects when it is first used."""
    if not settings.cache_url:
        yield MemoryStore()
        return
    client = Valkey.from_url(
        settings.cache_url,
        socket_connect_timeout=settings.cache_timeout,
        # Retry once, for a connection that broke while it was idle.
        retry=Retry(NoBackoff(), 1),
    )
    try:
        yield ValkeyStore(client, settings.cache_timeout)
    finally:
        await client.aclose()
