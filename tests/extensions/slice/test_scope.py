"""Parents of nested resources."""

from typing import Any

import pytest

from extensions.answers.models import Parent
from extensions.answers.problem import Problem
from extensions.answers.project import Project
from extensions.slice.fit import Fit
from extensions.slice.scope import parent_of
from tests.extensions.slice.fitted.projects import PROJECT, endpoint, rendered

SHELF = "app.models.shelf:Shelf"


def parent(users: str = "users", **changes: Any) -> Parent:
    [user, shelf] = PROJECT["models"]
    models = [user, {**shelf, **changes}]
    return parent_of(SHELF, Fit(Project({**PROJECT, "models": models})), users)


def test_it_belongs_to_whom_it_refers_to() -> None:
    assert (parent().has_owner, parent().owner) == (True, "owner_id")


@pytest.mark.parametrize(
    ("users", "references"),
    [
        ("", {"owner_id": "users.id"}),
        ("users", {"owner_id": "companies.id"}),
        ("users", {"checked_by_id": "users.id"}),
    ],
)
def test_other_references_are_no_owners(users: str, references: dict[str, str]) -> None:
    assert not parent(users, references=references).has_owner


def test_the_owner_may_be_called_user() -> None:
    assert parent(references={"user_id": "users.id"}).owner == "user_id"


@pytest.mark.parametrize("table", ["shelf", "shelves"])
def test_several_have_a_plural_in_paths(table: str) -> None:
    assert parent(table=table).name.kebab_plural == "shelves"


def test_a_parent_has_a_key_of_one_column() -> None:
    with pytest.raises(Problem, match="has no primary key of one column"):
        parent(key=None)


def test_the_key_of_the_parent_is_a_column_of_its_type() -> None:
    made = endpoint(endpoint="nested", parent=SHELF)
    revision = rendered("migration", made)

    assert made.path == "/shelves/{shelf_id}/boxes"
    assert 'sa.Column("shelf_id", sa.String(8), nullable=False)' in revision
    assert '["shelves.code"]' in revision


def test_who_calls_only_reaches_parents_of_their_own() -> None:
    made = endpoint(endpoint="nested", parent=SHELF, auth="existing")

    assert "Shelf.owner_id == owner_id" in rendered("service", made)
