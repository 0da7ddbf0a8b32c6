"""What probes are told."""

import asyncio

import pytest
from httpx2 import AsyncClient

from catalogue import health
from catalogue.database import Database


async def test_liveness_needs_nothing(client: AsyncClient) -> None:
    response = await client.get("/health/live")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


async def test_ready_with_a_database(client: AsyncClient) -> None:
    response = await client.get("/health/ready")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "checks": {"database": "ok"}}


async def test_not_ready_without_a_database(
    client: AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(_database: Database) -> None:
        raise OSError("connection to 10.0.0.1 refused")

    monkeypatch.setattr(Database, "ping", fail)

    response = await client.get("/health/ready")

    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable",
        "checks": {"database": "unavailable"},
    }


async def test_not_ready_with_a_database_that_hangs(
    client: AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def hang(_database: Database) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(Database, "ping", hang)
    monkeypatch.setattr(health, "TIMEOUT", 0.01)

    assert (await client.get("/health/ready")).status_code == 503
