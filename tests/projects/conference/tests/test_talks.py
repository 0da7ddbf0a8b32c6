import uuid

import pytest

TALKS = "/api/v1/talks/"


async def create(client, admin):
    ada = {"name": "Ada", "email": "ada@example.com"}
    response = await client.post("/api/v1/speakers/", json=ada, headers=admin)
    talk = {"title": "Engines", "speaker_uid": response.json()["data"]["uid"]}
    return await client.post(TALKS, json=talk, headers=admin)


@pytest.mark.asyncio
async def test_create_talk(client, admin):
    response = await create(client, admin)
    assert response.status_code == 201
    assert response.json()["message"] == "created"
    assert response.json()["data"]["level"] == "beginner"


@pytest.mark.asyncio
async def test_get_talk(client, admin, attendee):
    uid = (await create(client, admin)).json()["data"]["uid"]
    response = await client.get(f"{TALKS}{uid}", headers=attendee)
    assert response.json()["data"]["title"] == "Engines"


@pytest.mark.asyncio
async def test_get_talk_not_found(client, attendee):
    response = await client.get(f"{TALKS}{uuid.uuid4()}", headers=attendee)
    assert response.status_code == 404


@pytest.mark.asyncio
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nonsense"}])
async def test_unauthenticated(client, headers):
    response = await client.get(TALKS, headers=headers)
    assert response.status_code == 401
