"""Who may do what with products."""

from uuid import uuid4

import pytest
from httpx2 import AsyncClient

from tests.products import examples


@pytest.mark.parametrize(("method", "below", "body"), examples.REQUESTS)
async def test_nothing_is_done_for_nobody(
    method: str,
    below: str,
    body: object,
    client: AsyncClient,
) -> None:
    path = examples.PATH + below.format(id=uuid4())
    response = await client.request(method, path, json=body)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
