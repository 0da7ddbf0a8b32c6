"""Probes: is the process alive, and can it serve?"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Literal, TypeAlias, cast

import structlog
from fastapi import APIRouter, Depends, Request, Response, status
from pydantic import BaseModel

TIMEOUT = 2.0

Check: TypeAlias = Callable[[], Awaitable[None]]
"""Raises unless what it asks can be used: `Degraded` if the service does without it."""
Result: TypeAlias = Literal["ok", "degraded", "unavailable"]

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()

router = APIRouter(prefix="/health", tags=["health"])


class Degraded(Exception):
    """What does not answer is missed, and not needed."""


class Liveness(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """What the service needs to serve; unavailable as a whole if any of it is."""

    status: Literal["ok", "unavailable"]
    checks: dict[str, Result]


async def get_checks(request: Request) -> dict[str, Check]:
    """What was opened at start-up and has to answer, by its name."""
    return cast("dict[str, Check]", request.app.state.checks)


ChecksDep = Annotated[dict[str, Check], Depends(get_checks)]


@router.get("/live")
async def get_liveness() -> Liveness:
    """Tell that the process runs; restart it if this fails."""
    return Liveness()


@router.get(
    "/ready",
    responses={
        status.HTTP_503_SERVICE_UNAVAILABLE: {
            "model": Readiness,
            "description": "Something that the service needs does not answer.",
        },
    },
)
async def get_readiness(checks: ChecksDep, response: Response) -> Readiness:
    """Tell whether requests can be served; send none while this fails."""
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
