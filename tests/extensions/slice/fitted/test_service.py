"""Services in projects of others: functions over a session and entities."""

from typing import Any

import pytest

from extensions.slice.fitted.slice import FittedSlice
from tests.extensions.slice.fitted.projects import endpoint, rendered
from tests.extensions.slice.formatting import reformatted

STATUS = "enum(open, done) = open"
FINISH = {"from": {"status": "open"}, "set": {"status": "done"}}
NESTED = {"endpoint": "nested", "parent": "app.models.shelf:Shelf"}
OWNED: dict[str, Any] = {"auth": "existing", "access": "owner"}
ROLES = {"auth": {"attribute": "role", "many": False}}


def service(slice_: FittedSlice) -> str:
    source = rendered("service", slice_)
    assert reformatted(source) == []
    return source


def owned(**answers: Any) -> FittedSlice:
    return endpoint(**OWNED, **answers)


def test_a_plain_one_has_no_scope() -> None:
    source = service(endpoint())

    assert "first(session, Box, Box.id == box_id)" in source
    assert "scope" not in source


def test_operations_that_were_not_chosen_are_not_there() -> None:
    source = service(endpoint(operations=["list", "create"]))

    assert "async def list_boxes" in source
    assert "def get_box" not in source
    assert "NotFound" not in source


def test_a_row_that_is_changed_is_found_first() -> None:
    source = service(endpoint(operations=["delete"]))

    assert source.index("await _found(") < source.index("await session.delete(")
    assert "async def get_box(" in source


def test_a_scope_narrows_by_parent_and_owner() -> None:
    source = service(owned(**NESTED))

    assert "Box.shelf_id == scope.shelf_id" in source
    assert "Box.owner_id == scope.owner_id" in source
    assert "shelf_id: str" in source
    assert "owner_id: int" in source


def test_who_bypasses_owners_reaches_all_rows() -> None:
    found = {"auth": {**endpoint().fit.project.found["auth"], "roles": ROLES["auth"]}}
    made = endpoint(found, **OWNED, roles={"bypass": ["admin"]})

    source = service(made)

    assert "owner_id: int | None" in source
    assert "if scope.owner_id is None:\n        return []" in source
    assert "Box(**values.model_dump(), owner_id=owner_id)" in source


def test_an_action_is_one_statement_with_its_guard() -> None:
    source = service(endpoint(fields={"status": STATUS}, actions={"finish": FINISH}))

    assert "Box.status == BoxStatus.OPEN" in source
    assert ".values(status=BoxStatus.DONE)" in source
    assert "if not is_changed:" in source


def test_an_action_that_changes_nothing_by_itself_has_a_statement_too() -> None:
    made = endpoint(actions={"touch": {"input": {"reason": "str"}}})

    assert ".values(id=Box.id)" in service(made)


def test_references_to_what_has_owners_are_looked_up() -> None:
    source = service(owned(fields={"shelf": "ref(Shelf)?"}))

    assert 'References(owned={"shelf": Shelf})' in source.replace("\n    ", "")
    assert "REFERENCES.resolved(session, values.model_dump(), scope.owner_id)" in source


def test_links_are_looked_up_whoever_asks() -> None:
    source = service(endpoint(fields={"shelves": "refs(Shelf)"}))

    assert 'links={"shelves": Shelf}' in source
    assert "REFERENCES.resolved(session, values.model_dump())" in source


@pytest.mark.parametrize("orm", ["sqlmodel-async", "sqlmodel-sync"])
def test_sqlmodel_tells_columns_from_values(orm: str) -> None:
    source = rendered(
        "service",
        endpoint({"orm": orm, "session": {"dependency": "app.db:get_session"}}),
    )

    assert "col(Box.id) == box_id" in source
    assert reformatted(source) == []


def test_a_synchronous_one_awaits_nothing() -> None:
    source = service(endpoint({"orm": "sqlalchemy-sync"}))

    assert "await" not in source
    assert "from sqlalchemy.orm import Session" in source
