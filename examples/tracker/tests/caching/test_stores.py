"""Stores behave alike, in memory and on a real Valkey."""

import asyncio
import os
import signal
from uuid import uuid4

import pytest
from valkey.asyncio import Valkey

from tracker.caching.settings import CacheSettings
from tracker.caching.stores import FAILURES, MemoryStore, Store, ValkeyStore, open_store


@pytest.fixture
def name() -> str:
    return uuid4().hex


async def test_finds_what_was_put(store: Store, name: str) -> None:
    await store.put(name, b"\0value", 60)

    assert [*await store.get([name, "another"])] == [b"\0value", None]


async def test_forgets_it_in_time(store: Store, name: str) -> None:
    await store.put(name, b"value", 0.02)
    await asyncio.sleep(0.05)

    assert [*await store.get([name])] == [None]


async def test_sets_whatever_is_there(store: Store, name: str) -> None:
    await store.put(name, b"old", 60)
    await store.set({name: b"new", f"{name}2": b"new"})

    assert [*await store.get([name, f"{name}2"])] == [b"new", b"new"]


async def test_adds_where_nothing_is(store: Store, name: str) -> None:
    await store.set({name: b"old"})
    await store.add({name: b"new", f"{name}2": b"new"})

    assert [*await store.get([name, f"{name}2"])] == [b"old", b"new"]


async def test_memory_is_bounded() -> None:
    store = MemoryStore(size=10)
    await store.put("asked for", b"12345", 60)
    await store.put("not asked for", b"12345", 60)
    await store.get(["asked for"])
    await store.put("new", b"12345", 60)

    found = await store.get(["asked for", "not asked for", "new"])
    assert [*found] == [b"12345", None, b"12345"]


@pytest.mark.parametrize("scheme", ["redis", "valkey"])
async def test_either_scheme_leads_to_the_server(
    scheme: str,
    valkey_url: str,
    name: str,
) -> None:
    url = valkey_url.replace("valkey", scheme)
    async with open_store(CacheSettings(cache_url=url)) as store:
        await store.put(name, b"value", 60)

    async with Valkey.from_url(valkey_url) as client:
        assert await client.get(name) == b"value"
        assert 59_000 < await client.pttl(name) <= 60_000


async def test_a_server_that_hangs_is_a_failure_and_mixes_nothing_up(
    valkey_url: str,
    name: str,
) -> None:
    async with Valkey.from_url(valkey_url) as client:
        patient, hasty = (
            ValkeyStore(client, timeout=60),
            ValkeyStore(client, timeout=0.05),
        )
        await patient.set({name: b"one", f"{name}2": b"two"})
        server = (await client.info("server"))["process_id"]
        os.kill(server, signal.SIGSTOP)
        try:
            with pytest.raises(FAILURES):
                await hasty.get([name])
        finally:
            os.kill(server, signal.SIGCONT)

        assert [*await patient.get([f"{name}2"])] == [b"two"]
