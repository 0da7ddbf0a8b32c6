import pytest
from httpx import AsyncClient

from tests.helpers import headers_of


@pytest.mark.asyncio
async def test_get_me(client: AsyncClient):
    response = await client.get("/api/users/me", headers=await headers_of("doctor"))
    assert response.json()["data"]["roles"] == ["doctor"]


@pytest.mark.asyncio
async def test_get_me_without_token(client: AsyncClient):
    response = await client.get("/api/users/me")
    assert response.status_code == 401
