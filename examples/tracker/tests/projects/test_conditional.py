"""Cached responses: `Cache-Control`, `ETag` and `If-None-Match`."""

from typing import Any

import pytest
from httpx2 import AsyncClient
from sqlalchemy import func, update

from tracker.database import Database
from tracker.projects import service

from tests.projects import examples


@pytest.fixture(params=["", "/{id}"])
async def url(
    request: pytest.FixtureRequest, path: str, create: examples.Create
) -> str:
    """The URL of a response with a project."""
    below: str = request.param
    created = await create()
    return path + below.format(id=created["id"])


async def test_sends_cache_control(url: str, api: AsyncClient) -> None:
    response = await api.get(url)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, max-age=60"
    assert response.headers.get("Vary", "") == "Authorization"


async def test_is_not_sent_again_until_it_changes(
    url: str,
    api: AsyncClient,
    database: Database,
) -> None:
    first = await api.get(url)
    known = {"If-None-Match": first.headers["ETag"]}
    same = await api.get(url, headers=known)
    other = await api.get(url, headers={"If-None-Match": '"another"'})
    assert (same.status_code, same.content) == (304, b"")
    assert (other.status_code, other.content) == (200, first.content)
    await database.execute(update(service.TABLE).values(created_at=func.now()))
    changed = await api.get(url, headers=known)
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_openapi_describes_it(document: dict[str, Any]) -> None:
    for below in ["", "/{project_id}"]:
        route = document["paths"]["/projects" + below]
        answers = route["get"]["responses"]
        assert "ETag" in answers["200"]["headers"]
        assert "304" in answers


async def test_anonymous_callers_get_no_304(
    url: str, api: AsyncClient, act_as: examples.ActAs
) -> None:
    first = await api.get(url)
    act_as(None)
    response = await api.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert response.status_code == 401
    assert "ETag" not in response.headers
