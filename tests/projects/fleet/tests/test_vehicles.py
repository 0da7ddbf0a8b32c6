from httpx2 import AsyncClient

VAN = {
    "plate": "AB-123",
    "model": "Crafter",
    "fuel": "diesel",
    "payload_kg": "1100.0",
}


async def test_health(client: AsyncClient) -> None:
    assert (await client.get("/api/health")).json() == {"status": "ok"}


async def test_add_and_get(client: AsyncClient) -> None:
    added = await client.post("/api/vehicles", json=VAN)
    assert added.status_code == 201
    found = await client.get("/api/vehicles/AB-123")
    assert found.json() == VAN


async def test_add_twice(client: AsyncClient) -> None:
    await client.post("/api/vehicles", json=VAN)
    assert (await client.post("/api/vehicles", json=VAN)).status_code == 409


async def test_list_is_ordered(client: AsyncClient) -> None:
    for plate in ("ZZ-1", "AA-1"):
        await client.post("/api/vehicles", json={**VAN, "plate": plate})
    listed = (await client.get("/api/vehicles")).json()
    assert [one["plate"] for one in listed] == ["AA-1", "ZZ-1"]


async def test_unknown(client: AsyncClient) -> None:
    assert (await client.get("/api/vehicles/NO-1")).status_code == 404


async def test_wrong_key(client: AsyncClient) -> None:
    wrong = {"X-Fleet-Key": "wrong"}
    assert (await client.get("/api/vehicles", headers=wrong)).status_code == 401
