"""What the description of the API says about users."""

from typing import Any


def test_log_in_needs_no_token(document: dict[str, Any]) -> None:
    operation = document["paths"]["/auth/token"]["post"]

    assert "security" not in operation
    assert "401" in operation["responses"]


def test_who_asks_for_oneself_needs_a_token(document: dict[str, Any]) -> None:
    operation = document["paths"]["/auth/me"]["get"]

    assert operation["security"] == [{"OAuth2PasswordBearer": []}]
    assert "401" in operation["responses"]


def test_tokens_come_from_the_log_in(document: dict[str, Any]) -> None:
    scheme = document["components"]["securitySchemes"]["OAuth2PasswordBearer"]

    assert scheme["flows"]["password"]["tokenUrl"] == "auth/token"
