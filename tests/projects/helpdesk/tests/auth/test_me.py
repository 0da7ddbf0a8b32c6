from collections.abc import Callable
from http import HTTPStatus

import pytest
from httpx2 import AsyncClient

from helpdesk.auth.models import User


@pytest.mark.anyio
async def test_me(
    client: AsyncClient,
    agent: User,
    auth_headers: Callable[[User], dict[str, str]],
) -> None:
    response = await client.get("/auth/me", headers=auth_headers(agent))

    assert response.status_code == HTTPStatus.OK
    assert response.json()["email"] == "agent@example.com"
