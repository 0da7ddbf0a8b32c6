"""Answers about projects that clients keep."""

from typing import Any

import pytest
from httpx2 import AsyncClient
from sqlalchemy import func, update

from tracker.database import Database
from tracker.projects import service

from tests.projects import examples

PATHS = ["", "/{id}"]


@pytest.fixture(params=PATHS)
async def url(request: pytest.FixtureRequest, create: examples.Create) -> str:
    """Where there is a project to read."""
    path: str = request.param
    return examples.PATH + path.format(**await create())


async def test_tells_who_may_keep_it(url: str, api: AsyncClient) -> None:
    response = await api.get(url)

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, max-age=60"
    assert response.headers.get("Vary", "") == "Authorization"


async def test_is_not_sent_again_until_it_changes(
    url: str,
    api: AsyncClient,
    database: Database,
) -> None:
    known = {"If-None-Match": (await api.get(url)).headers["ETag"]}
    same = await api.get(url, headers=known)
    await database.execute(update(service.TABLE).values(created_at=func.now()))
    changed = await api.get(url, headers=known)

    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.headers["ETag"] != known["If-None-Match"]


def test_is_documented(document: dict[str, Any]) -> None:
    route = "/projects"
    for below in ["", "/{project_id}"]:
        answers = document["paths"][route + below]["get"]["responses"]
        assert "ETag" in answers["200"]["headers"]
        assert "304" in answers


async def test_anonymous_callers_are_not_told_that_it_holds(
    url: str,
    api: AsyncClient,
    client: AsyncClient,
) -> None:
    known = {"If-None-Match": (await api.get(url)).headers["ETag"]}
    response = await client.get(url, headers=known)

    assert response.status_code == 401
    assert "ETag" not in response.headers
