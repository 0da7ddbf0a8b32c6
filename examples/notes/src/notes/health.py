"""Health probes for liveness and readiness."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Literal, TypeAlias, cast

import structlog
from fastapi import APIRouter, Depends, Request, Response, status
from pydantic import BaseModel

TIMEOUT = 2.0

Check: TypeAlias = Callable[[], Awaitable[None]]
"""Raises unless its dependency is usable: Degraded if the service works without it."""
Result: TypeAlias = Literal["ok", "degraded", "unavailable"]

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()

router = APIRouter(prefix="/health", tags=["health"])


class Degraded(Exception):
    """The service works without a dependency that is down."""


class Liveness(BaseModel):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """The status of the service and of its dependencies."""

    status: Literal["ok", "unavailable"]
    checks: dict[str, Result]


async def get_checks(request: Request) -> dict[str, Check]:
    """Return the checks that were registered at start-up, by name."""
    return cast("dict[str, Check]", request.app.state.checks)


ChecksDep = Annotated[dict[str, Check], Depends(get_checks)]


@router.get("/live")
async def get_liveness() -> Liveness:
    """Check that the process is alive. Restart it if this fails."""
    return Liveness()


@router.get(
    "/ready",
    responses={
        status.HTTP_503_SERVICE_UNAVAILABLE: {
            "model": Readiness,
            "description": "A dependency of the service is unavailable.",
        },
    },
)
async def get_readiness(checks: ChecksDep, response: Response) -> Readiness:
    """Check that requests can be served. Send none while this fails."""
    results = await asyncio.gather(*map(_result, checks, checks.values()))
    found = dict(zip(checks, results, strict=True))
    if "unavailable" not in results:
        return Readiness(status="ok", checks=found)
    response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return Readiness(status="unavailable", checks=found)


async def _result(name: str, check: Check) -> Result:
    try:
        async with asyncio.timeout(TIMEOUT):
            await check()
    except Degraded:
        return "degraded"
    except Exception as error:
        log.warning("Check failed", check=name, error=repr(error))
        return "unavailable"
    return "ok"
