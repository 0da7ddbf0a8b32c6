import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from academy.models.user import Account, UserRole

pytestmark = pytest.mark.anyio

COURSE = {"title": "Greek", "startsOn": "2030-09-01"}


async def test_add(client: AsyncClient, auth_headers: dict[str, str]) -> None:
    response = await client.post("/v2/courses", json=COURSE, headers=auth_headers)
    assert response.status_code == 201
    assert response.json() | {"teacherId": 0, "id": 0} == {
        "id": 0,
        "teacherId": 0,
        "title": "Greek",
        "description": None,
        "capacity": 30,
        "startsOn": "2030-09-01",
        "state": "planned",
    }


async def test_students_do_not_teach(
    client: AsyncClient,
    session: AsyncSession,
    teacher: Account,
    auth_headers: dict[str, str],
) -> None:
    teacher.role = UserRole.STUDENT
    await session.commit()
    response = await client.post("/v2/courses", json=COURSE, headers=auth_headers)
    assert response.status_code == 403


async def test_list(client: AsyncClient, auth_headers: dict[str, str]) -> None:
    await client.post("/v2/courses", json=COURSE, headers=auth_headers)
    response = await client.get("/v2/courses", headers=auth_headers)
    assert [one["title"] for one in response.json()] == ["Greek"]


async def test_unknown(client: AsyncClient, auth_headers: dict[str, str]) -> None:
    response = await client.get("/v2/courses/9", headers=auth_headers)
    assert response.status_code == 404


async def test_without_token(client: AsyncClient) -> None:
    assert (await client.get("/v2/courses")).status_code == 401


async def test_enrol(client: AsyncClient, auth_headers: dict[str, str]) -> None:
    added = await client.post("/v2/courses", json=COURSE, headers=auth_headers)
    path = f"/v2/courses/{added.json()['id']}/enrolments"
    response = await client.post(path, headers=auth_headers)
    assert response.status_code == 201


async def test_log_in(client: AsyncClient, teacher: Account) -> None:
    form = {"username": teacher.email, "password": "chalk"}
    response = await client.post("/v2/auth/token", data=form)
    assert response.json()["token_type"] == "bearer"
