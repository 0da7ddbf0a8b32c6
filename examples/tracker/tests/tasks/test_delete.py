"""DELETE /projects/{project_id}/tasks/{id}"""

import pytest
from httpx2 import AsyncClient

from tests.tasks import examples


async def test_deletes_one_row_and_no_other(
    api: AsyncClient,
    path: str,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created, other = await create(), await create()
    response = await api.delete(f"{path}/{created['id']}")
    assert (response.status_code, response.content) == (204, b"")
    assert await shown(created["id"]) is None
    assert await shown(other["id"]) == other


async def test_is_not_found_a_second_time(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    created = await create()
    await api.delete(f"{path}/{created['id']}")
    response = await api.delete(f"{path}/{created['id']}")
    assert response.status_code == 404


@pytest.mark.parametrize(("id_", "status"), examples.NO_IDS)
async def test_unknown_id_is_not_found(
    id_: object,
    status: int,
    api: AsyncClient,
    path: str,
    create: examples.Create,
) -> None:
    await create()
    response = await api.delete(f"{path}/{id_}")
    assert response.status_code == status
