"""GET /projects/{id}"""

from uuid import uuid4

from httpx2 import AsyncClient

from tests.projects import examples


async def test_answers_with_what_was_created(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    created = await create()
    response = await api.get(f"{examples.PATH}/{created['id']}")
    assert response.status_code == 200
    assert examples.one(response) == created


async def test_unknown_id_is_not_found(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    await create()
    response = await api.get(f"{examples.PATH}/{uuid4()}")
    assert response.status_code == 404
    assert response.json() == {"detail": "Project not found."}


async def test_refuses_an_id_of_another_form(api: AsyncClient) -> None:
    response = await api.get(f"{examples.PATH}/1")
    assert response.status_code == 422
