"""What the prefixes of routers begin with, before each one's own."""

import pytest

from extensions.survey.leading import leading, parts_of


@pytest.mark.parametrize(
    ("prefixes", "names", "found"),
    [
        (["/api/v1/users", "/api/v1/items"], ["users", "items"], "/api/v1"),
        (["/v1", "/v1"], ["users", "items"], "/v1"),
        (["/users", "/items"], ["users", "items"], ""),
        (["/api/users"], ["user_router"], "/api"),
        (["/api/v1"], ["api_v1_router"], "/api/v1"),
        (["/api/articles", "/api/articles"], ["article", "comment"], "/api"),
        (["/api", "/api/items"], ["app.routes:router", "items"], "/api"),
        ([], [], ""),
    ],
)
def test_a_prefix_of_their_own_is_left_out(
    prefixes: list[str], names: list[str], found: str
) -> None:
    assert "".join(leading([parts_of(one) for one in prefixes], names)) == found
