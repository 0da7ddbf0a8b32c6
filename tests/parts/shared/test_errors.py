"""Errors, as OpenAPI describes them."""

import pytest

from tests.parts.shared.executed import executed

DOCUMENTED = ("Unauthenticated", "NotFound", "Invalid")


@pytest.mark.parametrize("has_error_handlers", [True, False])
def test_what_openapi_says_of_errors_is_for_callers(has_error_handlers: bool) -> None:
    errors = executed("errors", has_error_handlers=has_error_handlers)
    documented = errors["responses"](*(errors[name] for name in DOCUMENTED))
    assert {status: one["description"] for status, one in documented.items()} == {
        401: "The credentials are missing, invalid or expired.",
        404: "The resource does not exist, or the caller may not see it.",
        422: "A value is not valid, or cannot be stored.",
    }
