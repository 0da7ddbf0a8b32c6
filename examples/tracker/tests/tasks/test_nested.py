"""/projects/{project_id}/tasks"""

from uuid import UUID, uuid4

import pytest
from httpx2 import AsyncClient

from tracker.database import Database
from tracker.projects.models import Project
from tracker.tasks import service

from tests.rows import insert_row, update_row
from tests.tasks import examples


@pytest.mark.parametrize(("method", "below", "body"), examples.REQUESTS)
async def test_nothing_is_found_under_an_unknown_parent(
    method: str,
    below: str,
    body: object,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    created = await create()
    path = examples.path_below(uuid4()) + below.format(id=created["id"])
    response = await api.request(method, path, json=body)
    assert response.status_code == 404


@pytest.mark.parametrize(("method", "below", "body"), examples.OF_ONE)
async def test_is_not_found_under_another_parent(
    method: str,
    below: str,
    body: object,
    api: AsyncClient,
    other_parent: UUID,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    path = examples.path_below(other_parent) + below.format(id=created["id"])
    response = await api.request(method, path, json=body)
    assert response.status_code == 404
    assert await shown(created["id"]) == created


async def test_list_holds_no_rows_of_another_parent(
    api: AsyncClient,
    other_parent: UUID,
    create: examples.Create,
) -> None:
    await create()
    response = await api.get(examples.path_below(other_parent))
    assert response.json() == {
        "data": [],
        "meta": {"total": 0, "limit": 20, "offset": 0},
    }


async def test_what_is_created_belongs_to_the_parent(create: examples.Create) -> None:
    assert (await create())["project_id"] == examples.PARENT_ID


@pytest.mark.parametrize(("method", "below", "body"), examples.REQUESTS)
async def test_nothing_is_found_under_the_parent_of_another_owner(
    method: str,
    below: str,
    body: object,
    api: AsyncClient,
    database: Database,
    create: examples.Create,
) -> None:
    id_ = UUID((await create())["id"])
    parent_id = await insert_row(database, Project.table())
    await update_row(
        database,
        service.TABLE,
        id_,
        project_id=parent_id,
    )
    path = examples.path_below(parent_id) + below.format(id=id_)
    response = await api.request(method, path, json=body)
    assert response.status_code == 404
