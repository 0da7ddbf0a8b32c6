import pytest
from httpx import AsyncClient

from tests.helpers import headers_of

PATIENT = {"name": "Ann", "insurance_number": "A-1", "born_on": "1980-02-29"}


@pytest.mark.asyncio
async def test_create_patient(client: AsyncClient):
    headers = await headers_of("reception")
    response = await client.post("/api/patients", headers=headers, json=PATIENT)
    assert response.status_code == 201
    body = response.json()
    assert (body["code"], body["message"]) == ("OK", "Created")
    assert body["data"] == {"id": body["data"]["id"], **PATIENT}


@pytest.mark.asyncio
async def test_create_patient_twice(client: AsyncClient):
    headers = await headers_of("admin")
    await client.post("/api/patients", headers=headers, json=PATIENT)
    response = await client.post("/api/patients", headers=headers, json=PATIENT)
    assert response.status_code == 409


@pytest.mark.asyncio
async def test_create_patient_without_role(client: AsyncClient):
    headers = await headers_of("doctor")
    response = await client.post("/api/patients", headers=headers, json=PATIENT)
    assert response.status_code == 403


@pytest.mark.asyncio
async def test_get_patient_list(client: AsyncClient):
    headers = await headers_of("reception")
    await client.post("/api/patients", headers=headers, json=PATIENT)
    response = await client.get("/api/patients", headers=headers)
    assert [one["name"] for one in response.json()["data"]] == ["Ann"]


@pytest.mark.asyncio
async def test_get_patient_not_found(client: AsyncClient):
    response = await client.get("/api/patients/7", headers=await headers_of())
    assert response.status_code == 404
