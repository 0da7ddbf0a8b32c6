"""GET /labels/{id}"""

import pytest
from httpx2 import AsyncClient

from tracker.errors import NotFound

from tests.labels import examples


async def test_answers_with_what_was_created(
    api: AsyncClient,
    path: str,
    create: examples.Create,
) -> None:
    created = await create()
    response = await api.get(f"{path}/{created['id']}")
    assert response.status_code == 200
    assert examples.one(response) == created


@pytest.mark.parametrize(("id_", "status"), examples.NO_IDS)
async def test_unknown_id_is_not_found(
    id_: object,
    status: int,
    api: AsyncClient,
    path: str,
    create: examples.Create,
) -> None:
    await create()
    response = await api.get(f"{path}/{id_}")
    assert response.status_code == status


async def test_tells_what_is_not_found(api: AsyncClient, path: str) -> None:
    response = await api.get(f"{path}/{examples.UNKNOWN}")
    assert response.json() == {"detail": NotFound("Label").detail}
