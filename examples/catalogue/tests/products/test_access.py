"""Access control of products."""

import pytest

from tests.products import examples


@pytest.mark.parametrize("request_", examples.REQUESTS)
async def test_refuses_anonymous_callers(
    request_: str, ask: examples.Ask, act_as: examples.ActAs
) -> None:
    act_as(None)
    response = await ask(request_)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
