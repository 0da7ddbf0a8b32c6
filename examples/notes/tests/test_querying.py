"""Queries are read and described as FastAPI would, from one model."""

from collections.abc import AsyncGenerator
from enum import StrEnum
from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI, Query
from httpx2 import ASGITransport, AsyncClient
from pydantic import AwareDatetime, Field

from notes.querying import asked, described
from notes.validation import CommaSeparated, RequestModel


class Colour(StrEnum):
    """A colour."""

    RED = "red"
    BLUE = "blue"


class CarQuery(RequestModel):
    limit: Annotated[int, Field(ge=1, le=100, description="How many.")] = 20
    colour: Colour | None = None
    colour__in: CommaSeparated[Colour] | None = None
    since: AwareDatetime | None = None
    sort: CommaSeparated[Annotated[str, Field(pattern="^-?name$")]] = ("name",)
    seats: int


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI()

    @app.get("/ours", openapi_extra=described(CarQuery))
    async def ours(query: Annotated[CarQuery, Depends(asked(CarQuery))]) -> Any:
        return query.model_dump()

    @app.get("/theirs")
    async def theirs(query: Annotated[CarQuery, Query()]) -> Any:
        return query.model_dump()

    return app


@pytest.fixture
async def client(app: FastAPI) -> AsyncGenerator[AsyncClient]:
    transport = ASGITransport(app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.mark.parametrize(
    "query",
    [
        "seats=4",
        "seats=4&seats=5",
        "seats=4&limit=5&colour=red&since=2026-01-01T00:00:00Z",
        "seats=4&colour__in=red,blue&colour__in=red&sort=-name",
        "",
        "seats=",
        "seats=four&limit=0&colour=green&colour__in=red,green&since=2026",
        "seats=4&no_such=1&no_such=2",
        "seats=4&sort=&colour=",
        "seats=%ff%00&limit=1",
    ],
)
async def test_reads_what_fastapi_reads(query: str, client: AsyncClient) -> None:
    ours = await client.get(f"/ours?{query}")
    theirs = await client.get(f"/theirs?{query}")

    assert ours.status_code == theirs.status_code
    assert places(ours.json()) == places(theirs.json())


def places(answer: Any) -> Any:
    """What was read, or the problems by their kind and place."""
    problems = answer.get("detail")
    return [(one["type"], one["loc"]) for one in problems] if problems else answer


def test_describes_what_fastapi_describes(app: FastAPI) -> None:
    document = app.openapi()
    ours, theirs = (
        document["paths"][path]["get"]["parameters"] for path in ("/ours", "/theirs")
    )
    colour = document["components"]["schemas"]["Colour"]

    assert [bare(one) for one in ours] == [bare(one) for one in theirs]
    assert ours[1]["schema"]["anyOf"][0] == colour


def bare(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter without what is told in another place for choices."""
    schema = parameter["schema"]
    kept = {key: schema.get(key) for key in ("type", "minimum", "default")}
    return {**parameter, "schema": kept}
