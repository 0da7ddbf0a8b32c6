from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.security import get_password_hash
from app.models import User


async def test_login_and_read_me(client: AsyncClient, db: AsyncSession) -> None:
    password = "four words of nonsense"
    db.add(User(email="ada@example.com", hashed_password=get_password_hash(password)))
    await db.flush()
    response = await client.post(
        "/api/v1/login/access-token",
        data={"username": "ada@example.com", "password": password},
    )
    assert response.status_code == 200
    token = response.json()["access_token"]
    response = await client.get(
        "/api/v1/users/me", headers={"Authorization": f"Bearer {token}"}
    )
    assert response.json()["email"] == "ada@example.com"


async def test_login_wrong_password(client: AsyncClient) -> None:
    response = await client.post(
        "/api/v1/login/access-token",
        data={"username": "nobody@example.com", "password": "x"},
    )
    assert response.status_code == 400
