"""What probes are told."""

import asyncio
from unittest.mock import AsyncMock

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient

from tracker import health


async def test_liveness_needs_nothing(client: AsyncClient) -> None:
    response = await client.get("/health/live")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.fixture
def checks(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> dict[str, health.Check]:
    """The checks of this test: to begin with, those of the application."""
    checks: dict[str, health.Check] = {**app.state.checks}
    overrides = app.dependency_overrides
    monkeypatch.setitem(overrides, health.get_checks, lambda: checks)
    return checks


async def fail() -> None:
    raise OSError("connection to 10.0.0.1 refused")


async def hang() -> None:
    await asyncio.sleep(60)


async def test_ready_with_a_database(
    client: AsyncClient,
    checks: dict[str, health.Check],
) -> None:
    response = await client.get("/health/ready")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "checks": dict.fromkeys(checks, "ok")}
    assert "database" in checks


async def test_not_ready_without_a_database(
    client: AsyncClient,
    checks: dict[str, health.Check],
) -> None:
    checks["database"] = fail

    response = await client.get("/health/ready")

    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"
    assert response.json()["checks"]["database"] == "unavailable"


async def test_ready_without_what_is_not_needed(
    client: AsyncClient,
    checks: dict[str, health.Check],
) -> None:
    checks["spare"] = AsyncMock(side_effect=health.Degraded)

    response = await client.get("/health/ready")

    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert response.json()["checks"]["spare"] == "degraded"


async def test_not_ready_with_what_hangs(
    client: AsyncClient,
    checks: dict[str, health.Check],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checks["hanging"] = hang
    monkeypatch.setattr(health, "TIMEOUT", 0.01)

    assert (await client.get("/health/ready")).status_code == 503


async def test_one_failure_does_not_hide_the_others(
    client: AsyncClient,
    checks: dict[str, health.Check],
) -> None:
    checks.clear()
    checks["one"] = fail
    checks["other"] = AsyncMock()

    response = await client.get("/health/ready")

    assert response.json()["checks"] == {"one": "unavailable", "other": "ok"}


async def test_everything_is_checked_at_once(
    client: AsyncClient,
    checks: dict[str, health.Check],
) -> None:
    """Each of the two waits for the other."""
    meeting = asyncio.Barrier(2)

    async def meet() -> None:
        await meeting.wait()

    checks.clear()
    checks["one"] = checks["other"] = meet

    assert (await client.get("/health/ready")).status_code == 200
