"""DELETE /projects/{id}"""

from uuid import uuid4

from httpx2 import AsyncClient

from tests.projects import examples


async def test_what_is_deleted_is_gone_and_no_other(
    api: AsyncClient,
    create: examples.Create,
    exists: examples.Exists,
) -> None:
    created, other = await create(), await create()
    response = await api.delete(f"{examples.PATH}/{created['id']}")
    assert response.status_code == 204
    assert response.content == b""
    assert not await exists(created["id"])
    assert await exists(other["id"])


async def test_a_second_time_it_is_not_found(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    path = f"{examples.PATH}/{(await create())['id']}"
    await api.delete(path)
    response = await api.delete(path)
    assert response.status_code == 404


async def test_unknown_id_is_not_found(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    await create()
    response = await api.delete(f"{examples.PATH}/{uuid4()}")
    assert response.status_code == 404
