"""Probes: is the process alive, and can it serve?"""

import asyncio
from typing import Literal

import structlog
from fastapi import APIRouter, Response, status
from pydantic import BaseModel

from notes.database import Database, DatabaseDep

TIMEOUT = 2.0

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()

router = APIRouter(prefix="/health", tags=["health"])


class Liveness(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Checks(BaseModel):
    """What the service needs to serve."""

    database: Literal["ok", "unavailable"]


class Readiness(BaseModel):
    """Unavailable as a whole if any check is."""

    status: Literal["ok", "unavailable"]
    checks: Checks


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
async def get_readiness(database: DatabaseDep, response: Response) -> Readiness:
    """Tell whether requests can be served; send none while this fails."""
    checks = Checks(database="ok" if await _answers(database) else "unavailable")
    if checks.database == "ok":
        return Readiness(status="ok", checks=checks)
    response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return Readiness(status="unavailable", checks=checks)


async def _answers(database: Database) -> bool:
    try:
        async with asyncio.timeout(TIMEOUT):
            await database.ping()
    except Exception as error:
        log.warning("Database check failed", error=repr(error))
        return False
    return True
