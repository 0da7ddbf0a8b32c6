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


def having(column: str) -> dict[str, Any]:
    """The project, with a column of shelves and most models that says whose they are."""
    [user, shelf] = PROJECT["models"]
    columns = {"code": "str", column: "int"}
    own = {**shelf, "columns": columns, "references": {column: "users.id"}}
    own |= {"fields": {column: "ref(User)"}, "required": ["code", column]}
    auth = {**PROJECT["auth"], "owner": column}
    return {**PROJECT, "auth": auth, "models": [user, own]}


OWNED: dict[str, Any] = {"auth": "existing", "access": "owner"}


@pytest.mark.parametrize("column", ["user_id", "author_id", "written_by"])
def test_a_new_model_calls_its_owner_as_the_project_does(column: str) -> None:
    made = endpoint(**OWNED, project=having(column), fields={"own": "ref(Shelf)"})

    assert made.scope.names == (column,)
    assert f"return [Box.{column} == scope.{column}]" in unwrapped(
        rendered("service", made)
    )
    assert f'"own": (Shelf, "{column}")' in rendered("service", made)
    assert f'sa.Column("{column}", ' in rendered("migration", made)


def unwrapped(code: str) -> str:
    return code.replace("col(", "").replace(") ==", " ==")


def test_the_owner_of_a_model_that_is_there_is_set_by_the_server() -> None:
    made = endpoint(
        **OWNED,
        project=having("author_id"),
        endpoint="existing_model",
        model=SHELF,
        resource="shelf",
        fields={"code": "str(8), immutable", "author_id": "ref(User)"},
        operations=["create", "list"],
    )

    assert [field.name for field in made.fields] == ["author_id", "code"]
    assert made.fields[0].by_scope
    assert "author_id" not in made.answers.filters


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


def test_a_parent_may_be_called_as_owners_are() -> None:
    auth = {**PROJECT["auth"], "owner": "user_id"}
    nested = {"endpoint": "nested", "parent": "app.models.user:User"}
    made = endpoint({"auth": auth}, **nested, auth="existing")

    assert made.scope.columns == {"user_id": "int"}
    assert "return BoxScope(user_id=user_id)" in rendered("router", made)
    assert made.path == "/users/{user_id}/boxes"
