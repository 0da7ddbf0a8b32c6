"""The slice: what templates read of the answers."""

from typing import Any

import pytest

from extensions.answers.problem import Problem
from extensions.slice.auth import WAYS
from extensions.slice.dependencies import named
from tests.extensions.slice.generated import slice_of

FIELDS = {"name": "str"}


@pytest.mark.parametrize("auth", ["jwt", "api_key"])
def test_who_calls_has_a_table(auth: str) -> None:
    made = slice_of(FIELDS, auth=auth)
    assert made.parent_revision == WAYS[auth].revision


def test_the_first_revision_of_an_open_service_follows_none() -> None:
    assert slice_of(FIELDS, auth="none").parent_revision is None


@pytest.mark.parametrize(
    ("fields", "required"),
    [({"a": "str"}, ()), ({"a": "email"}, ("email-validator",))],
)
def test_addresses_need_a_package(
    fields: dict[str, str], required: tuple[str, ...]
) -> None:
    assert slice_of(fields).type_requirements == required


def test_requirements_stand_once_in_order() -> None:
    required = [named(line) for line in slice_of(FIELDS).service_requirements]
    assert required == sorted(set(required))


def test_revision_is_always_the_same() -> None:
    assert slice_of(FIELDS).revision == "fc57e081b50c"


def test_revision_of_an_endpoint_that_comes_again_is_another() -> None:
    """The first one may have gone, and its revisions stay."""
    project = {"app": "shop.main:app", "migrations": {"heads": ["not_hexadecimal"]}}

    later = slice_of(FIELDS, project_state="existing", project=project)

    assert later.revision != slice_of(FIELDS).revision
    assert later.head == "not_hexadecimal"


REFUSED: list[tuple[dict[str, str], dict[str, Any], str]] = [
    (
        {"state": "enum(a, b), unique"},
        {},
        "fields.state: is unique, but only 2 values satisfy its options; "
        "accepted: options with at least 8 values",
    ),
    (
        {"x" * 40: "str, index"},
        {"resource": "z" * 30, "plural": "z" * 30},
        f"fields.{'x' * 40}: ix_{'z' * 30}_{'x' * 40}_id would be a name of 77 characters "
        "in the database; accepted: names with which it has at most 63",
    ),
]


@pytest.mark.parametrize(("fields", "answers", "message"), REFUSED)
def test_what_could_not_be_built_is_refused(
    fields: dict[str, str],
    answers: dict[str, Any],
    message: str,
) -> None:
    with pytest.raises(Problem) as problem:
        slice_of(fields, **answers)
    assert str(problem.value) == message
