import pytest

SPEAKERS = "/api/v1/speakers/"
ADA = {"name": "Ada", "email": "ada@example.com", "bio": None}


@pytest.mark.asyncio
async def test_create_speaker(client, admin):
    response = await client.post(SPEAKERS, json=ADA, headers=admin)
    assert response.status_code == 201
    assert response.json()["data"]["name"] == "Ada"


@pytest.mark.asyncio
async def test_create_speaker_needs_admin(client, attendee):
    response = await client.post(SPEAKERS, json=ADA, headers=attendee)
    assert response.status_code == 403


@pytest.mark.asyncio
async def test_get_all_speakers(client, admin, attendee):
    await client.post(SPEAKERS, json=ADA, headers=admin)
    response = await client.get(SPEAKERS, headers=attendee)
    assert response.json()["message"] == "success"
    assert [one["name"] for one in response.json()["data"]] == ["Ada"]
