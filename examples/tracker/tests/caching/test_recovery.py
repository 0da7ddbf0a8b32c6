"""A cache that is away: answers stay right, and come from it again when it is back."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence

import pytest
from structlog.testing import capture_logs

from tracker.caching import cache as module
from tracker.caching.cache import Cache, open_cache
from tracker.caching.settings import CacheSettings
from tracker.caching.stores import MemoryStore
from tracker.health import Degraded

from tests.caching.conftest import new_server
from tests.caching.test_cache import found, keep


class Unsteady(MemoryStore):
    """Keeps what it has while it cannot be reached."""

    is_away = False

    async def get(self, names: Sequence[str]) -> Sequence[bytes | None]:
        await self._answer()
        return await super().get(names)

    async def set(self, values: Mapping[str, bytes]) -> None:
        await self._answer()
        await super().set(values)

    async def _answer(self) -> None:
        await asyncio.sleep(0)
        if self.is_away:
            raise OSError("connection refused")


@pytest.fixture
def store() -> Unsteady:
    return Unsteady()


@pytest.fixture(autouse=True)
def _short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.01)


@pytest.fixture
async def cache(store: Unsteady) -> AsyncGenerator[Cache]:
    cache = Cache(store, "test")
    yield cache
    await cache.close()


async def until_it_keeps(cache: Cache) -> None:
    """Wait until something can be kept."""
    for _ in range(1000):
        if (await cache.find("key", ["books"])).generations:
            return
        await asyncio.sleep(0.01)
    pytest.fail("the cache does not come back")


async def test_nothing_is_found_and_nothing_raises(
    cache: Cache,
    store: Unsteady,
) -> None:
    await keep(cache)
    store.is_away = True

    assert await cache.find("key", ["books"]) == (None, None)
    await cache.keep("key", b"{}", None, 60)
    await cache.drop({"books"})


async def test_the_service_is_ready_without_it(
    cache: Cache,
    store: Unsteady,
) -> None:
    await cache.check()
    store.is_away = True

    with pytest.raises(Degraded):
        await cache.check()


async def test_one_line_tells_that_it_fails_and_one_that_it_is_back(
    cache: Cache,
    store: Unsteady,
) -> None:
    with capture_logs() as lines:
        store.is_away = True
        for _ in range(10):
            await found(cache)
            await asyncio.sleep(0.01)
        store.is_away = False
        await until_it_keeps(cache)

    assert [line["log_level"] for line in lines] == ["warning", "info"]


async def test_writes_meanwhile_count_when_it_is_back(
    cache: Cache,
    store: Unsteady,
) -> None:
    await keep(cache)
    store.is_away = True
    await cache.drop({"books"})
    await cache.drop({"books_tags"})
    store.is_away = False
    await until_it_keeps(cache)

    assert await found(cache) is None


async def test_what_was_not_written_is_found_again(
    cache: Cache,
    store: Unsteady,
) -> None:
    await keep(cache)
    store.is_away = True
    await cache.drop({"tags"})
    store.is_away = False
    await until_it_keeps(cache)

    assert await found(cache) == b"{}"


async def test_a_write_whose_request_is_cancelled_counts(
    cache: Cache,
    store: Unsteady,
) -> None:
    await keep(cache)
    writing = asyncio.create_task(cache.drop({"books"}))
    await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await until_it_keeps(cache)

    assert await found(cache) is None


async def test_a_server_may_be_down_at_the_start_and_go_down_again() -> None:
    server = new_server()
    settings = CacheSettings(cache_url=f"redis://127.0.0.1:{server.port}")
    server.stop()

    async with open_cache(settings, "test") as cache:
        for _ in range(2):
            await cache.drop({"books"})
            assert await found(cache) is None

            server.start()
            await until_it_keeps(cache)
            await keep(cache)
            assert await found(cache) == b"{}"

            server.stop()
