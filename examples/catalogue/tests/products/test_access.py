"""Who may do what with products."""

import pytest

from tests.products import examples


@pytest.mark.parametrize("request_", examples.REQUESTS)
async def test_nothing_is_done_for_nobody(
    request_: str, ask: examples.Ask, act_as: examples.ActAs
) -> None:
    act_as(None)
    response = await ask(request_)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
