"""Answers count until a table that they were read from is written."""

import asyncio

from sqlalchemy import column, insert, select, table, text

from tracker.caching.cache import LARGEST, Cache
from tracker.caching.stores import Store

TABLES = ("books", "books_tags")


async def keep(cache: Cache, key: str = "key", body: bytes = b"{}") -> None:
    """Keep an answer as an endpoint does."""
    found = await cache.find(key, TABLES)
    assert found.body is None
    await cache.keep(key, body, found.generations, 60)


async def found(cache: Cache, key: str = "key") -> bytes | None:
    return (await cache.find(key, TABLES)).body


async def test_finds_what_was_kept(cache: Cache) -> None:
    await keep(cache)

    assert await found(cache) == b"{}"
    assert await found(cache, "another") is None


async def test_forgets_it_in_time(cache: Cache) -> None:
    _, generations = await cache.find("key", TABLES)
    await cache.keep("key", b"{}", generations, 0.02)
    await asyncio.sleep(0.05)

    assert await found(cache) is None


async def test_a_write_of_one_of_its_tables_drops_it(cache: Cache) -> None:
    await keep(cache)
    await cache.drop({"books_tags"})

    assert await found(cache) is None
    await keep(cache)
    assert await found(cache) == b"{}"


async def test_a_write_of_another_table_does_not(cache: Cache) -> None:
    await keep(cache)
    await cache.drop({"tags"})

    assert await found(cache) == b"{}"


async def test_a_write_between_query_and_keeping_leaves_nothing_stale(
    cache: Cache,
) -> None:
    _, generations = await cache.find("key", TABLES)
    await cache.drop({"books"})
    await cache.keep("key", b"read before the write", generations, 60)

    assert await found(cache) is None


async def test_a_forgotten_generation_brings_no_old_answer_back(store: Store) -> None:
    cache = Cache(store, "space")
    await keep(cache)
    await store.put("space:generation:books", b"", 0.001)
    await asyncio.sleep(0.01)

    assert await found(cache) is None


async def test_spaces_are_kept_apart(cache: Cache, store: Store) -> None:
    await keep(cache)
    elsewhere = Cache(store, "elsewhere")
    assert await found(elsewhere) is None

    await elsewhere.drop({"books"})
    assert await found(cache) == b"{}"


async def test_what_is_too_large_is_not_kept(cache: Cache) -> None:
    await keep(cache, "fits", b"x" * LARGEST)
    await keep(cache, "too large", b"x" * (LARGEST + 1))

    assert await found(cache, "fits")
    assert await found(cache, "too large") is None


async def test_statements_that_write_drop_it(cache: Cache) -> None:
    books = table("books", column("id"))
    await keep(cache)
    await cache.note([select(books), text("SELECT 1")])
    assert await found(cache) == b"{}"

    await cache.note([insert(books)])
    assert await found(cache) is None
