"""What roles allow."""

from uuid import uuid4

import pytest
from pydantic import TypeAdapter, ValidationError

from tracker.errors import Forbidden
from tracker.principals import Principal, Role

ROLE: TypeAdapter[str] = TypeAdapter(Role)


@pytest.mark.parametrize("roles", [{"admin"}, {"staff"}, {"admin", "other"}])
def test_one_of_the_roles_is_enough(roles: set[str]) -> None:
    Principal(uuid4(), frozenset(roles)).require("admin", "staff")


@pytest.mark.parametrize("roles", [set(), {"other"}, {"adm"}])
def test_without_any_of_them_it_is_forbidden(roles: set[str]) -> None:
    with pytest.raises(Forbidden):
        Principal(uuid4(), frozenset(roles)).require("admin", "staff")


@pytest.mark.parametrize("role", ["admin", "Big-Boss", "sales:read", "l2.support", "x"])
def test_a_role_is_one_word(role: str) -> None:
    assert ROLE.validate_python(role) == role


@pytest.mark.parametrize("role", ["", "a b", "a,b", "ä", "-a", "a\n", "a" * 51])
def test_anything_else_is_no_role(role: str) -> None:
    with pytest.raises(ValidationError):
        ROLE.validate_python(role)
