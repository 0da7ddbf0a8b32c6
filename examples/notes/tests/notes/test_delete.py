"""DELETE /notes/{id}"""

from uuid import uuid4

from httpx2 import AsyncClient

from tests.notes import examples


async def test_what_is_deleted_is_gone(api: AsyncClient) -> None:
    path = f"{examples.PATH}/{(await examples.create(api))['id']}"
    response = await api.delete(path)
    assert response.status_code == 204
    assert response.content == b""
    assert (await api.get(path)).status_code == 404


async def test_deletes_no_other(api: AsyncClient) -> None:
    other = await examples.create(api)
    await api.delete(f"{examples.PATH}/{(await examples.create(api))['id']}")
    assert (await api.get(f"{examples.PATH}/{other['id']}")).json() == other


async def test_a_second_time_it_is_not_found(api: AsyncClient) -> None:
    path = f"{examples.PATH}/{(await examples.create(api))['id']}"
    await api.delete(path)
    response = await api.delete(path)
    assert response.status_code == 404


async def test_unknown_id_is_not_found(api: AsyncClient) -> None:
    response = await api.delete(f"{examples.PATH}/{uuid4()}")
    assert response.status_code == 404
