"""/projects/{project_id}/tasks"""

import pytest
from httpx2 import AsyncClient

from tests.tasks import examples


@pytest.mark.parametrize("request_", examples.REQUESTS)
async def test_is_not_found_under_an_unknown_parent(
    request_: str,
    ask: examples.Ask,
    create: examples.Create,
) -> None:
    created = await create()
    path = examples.path_below("ffffffff-ffff-4fff-bfff-ffffffffffff")
    response = await ask(request_, created["id"], path)
    assert response.status_code == 404


@pytest.mark.parametrize("request_", examples.OF_ONE)
async def test_is_not_found_under_another_parent(
    request_: str,
    ask: examples.Ask,
    other_parent: object,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    path = examples.path_below(other_parent)
    response = await ask(request_, created["id"], path)
    assert response.status_code == 404
    assert await shown(created["id"]) == created


async def test_list_has_no_rows_of_another_parent(
    api: AsyncClient,
    other_parent: object,
    create: examples.Create,
) -> None:
    await create()
    response = await api.get(examples.path_below(other_parent))
    assert examples.page(response) == {"data": [], "total": 0, "limit": 20, "offset": 0}


async def test_what_is_created_belongs_to_the_parent(
    parent: object, create: examples.Create
) -> None:
    created = await create()
    assert created["project_id"] == parent


@pytest.mark.parametrize("request_", examples.REQUESTS)
async def test_is_not_found_under_the_parent_of_another_owner(
    request_: str,
    ask: examples.Ask,
    alien_parent: object,
    create: examples.Create,
    change: examples.Change,
) -> None:
    created = await create()
    await change(created["id"], project_id=alien_parent)
    path = examples.path_below(alien_parent)
    response = await ask(request_, created["id"], path)
    assert response.status_code == 404
