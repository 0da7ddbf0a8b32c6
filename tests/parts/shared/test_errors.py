"""Errors, as OpenAPI describes them."""

from tests.parts.shared.executed import executed

DOCUMENTED = ("Unauthenticated", "NotFound", "Invalid")


def test_what_openapi_says_of_errors_is_for_callers() -> None:
    errors = executed("errors")
    documented = errors["responses"](*(errors[name] for name in DOCUMENTED))
    assert {status: one["description"] for status, one in documented.items()} == {
        401: "The credentials are missing, invalid or expired.",
        404: "The resource does not exist, or the caller may not see it.",
        422: "A value is not valid, or cannot be stored.",
    }
