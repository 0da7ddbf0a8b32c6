"""Services: one text for our own and one for the sessions of projects.

`python -m tests.extensions.slice.test_service` writes the snapshots again.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.answers.field_printing import written
from extensions.slice.service import Change, CustomAction, Guard, Reference
from extensions.slice.slice import Slice
from tests.extensions.slice.fitted.projects import PROJECT, endpoint
from tests.in_process import file_of

SNAPSHOTS = Path(__file__).parent / "services"

NAMED: dict[str, Any] = {
    "auth": PROJECT["auth"] | {"roles": {"attribute": "role", "many": False}}
}
OWNED: dict[str, Any] = {"auth": "existing", "access": "owner"}
OPEN: dict[str, Any] = {**OWNED, "roles": {"bypass": ["admin"]}}
NESTED: dict[str, Any] = {"endpoint": "nested", "parent": "app.models.shelf:Shelf"}
STATE = "enum(open, done) = open"
ACTIONS: dict[str, Any] = {
    "finish": {
        "from": {"state": "open", "note": ["late", None]},
        "set": {"state": "done", "finished_on": "today"},
        "input": {"reason": "str", "note": "text?"},
    }
}
ACTED: dict[str, Any] = {
    "fields": {"state": STATE, "note": "text?", "finished_on": "date?"},
    "actions": ACTIONS,
}
SYNCHRONOUS = {
    "orm": "sqlmodel-sync",
    "session": {"dependency": "app.db:get_session"},
}


def ours(**answers: Any) -> Slice:
    return Slice.of(
        Answers.of({"resource": "box", "fields": {"name": "str"}, **answers})
    )


def conventions() -> Iterator[tuple[str, Slice]]:
    """An endpoint for each way to write services."""
    yield "ours", ours(**ACTED)
    yield (
        "ours_of_owners",
        ours(
            access="owner",
            roles={"bypass": ["admin"]},
            fields={"name": "str", "inner": "ref(self)?", "others": "refs(Box)"},
        ),
    )
    yield "session", endpoint(**ACTED, pagination="none")
    yield "session_of_parents", endpoint(NAMED, **NESTED, **OPEN, **ACTED)
    yield (
        "synchronous",
        endpoint(SYNCHRONOUS, **OWNED, fields={"shelves": "refs(Shelf)"}),
    )


@pytest.mark.parametrize(("name", "made"), [*conventions()], ids=str)
def test_services_are_written_for_what_runs_their_statements(
    name: str, made: Slice
) -> None:
    assert file_of("service", made) == snapshot(name).read_text("utf-8")


def snapshot(name: str) -> Path:
    return SNAPSHOTS / f"{name}.py.txt"


LONG: dict[str, Any] = {
    "resource": "x" * 20 + "_yyyyyyyyy",
    "fields": {"z" * 40: "str?", "state": f"enum({'a' * 40}, {'b' * 40}) = {'a' * 40}"},
    "actions": {
        "mark_as_deprecated_by_the_user": {
            "from": {"z" * 40: [None, "w" * 40], "state": ["a" * 40, "b" * 40]},
            "set": {"state": "b" * 40},
            "input": {"z" * 40: "str?", "comment": "str"},
        },
        "note": {"input": {"comment": "str"}},
    },
}
NAMES = [
    {
        "resource": "subscription_plan",
        "actions": {"mark_as_deprecated": {"input": {"note": "str?"}}},
    },
    {"resource": "customer_invoice_attachment"},
    LONG,
]


@pytest.mark.parametrize("names", NAMES, ids=lambda one: one["resource"])
@pytest.mark.parametrize("access", ["any", "owner"])
def test_no_name_makes_a_line_too_long(names: dict[str, Any], access: str) -> None:
    auth: dict[str, Any] = {"auth": "existing"} if access == "owner" else {}

    for made in (
        ours(**names, access=access),
        endpoint(**names, **auth, access=access),
    ):
        assert complaints(file_of("service", made)) == ""


def complaints(source: str) -> str:
    """What linters say of it: lines, names, arguments and docstrings."""
    chosen = "--select=E,W,F,ARG,D2,D3,D400,N,RET,SIM,UP"
    ignored = "--ignore=D203,D213"
    done = subprocess.run(
        [
            *(Path(sys.executable).parent / "ruff", "check", "--isolated", "--quiet"),
            *(
                "--output-format=concise",
                "--target-version=py311",
                chosen,
                ignored,
                "-",
            ),
        ],
        input=source,
        capture_output=True,
        check=False,
        text=True,
    )
    return done.stdout


# Facts ------------------------------------------------------------------------


def action(made: Slice) -> CustomAction:
    [found] = made.service.actions
    return found


def test_an_action_says_what_a_row_must_hold_and_what_it_sets() -> None:
    finish = action(endpoint(**ACTED))

    assert finish.guards == (
        Guard("state", ("BoxState.OPEN",), False, False, ("open",)),
        Guard("note", ('"late"',), True, False, ("late", "null")),
    )
    assert finish.changes == (
        Change("state", "BoxState.DONE"),
        Change("finished_on", "", effect="today"),
    )


def test_a_value_stands_in_a_message_within_quotes() -> None:
    guarded = {"from": {"name": 'so "late" \\'}, "set": {"name": "x"}}
    guard, *_ = action(ours(actions={"finish": guarded})).guards

    [accepted] = guard.accepted
    assert ast.literal_eval(f'"{accepted}"') == written('so "late" \\')


@pytest.mark.parametrize(
    ("inputs", "omittable", "has_defaults", "may_change_nothing"),
    [
        ({"name": "str"}, (), False, False),
        ({"name": "str", "note": "text?"}, ("note",), False, False),
        ({"name": "str = x", "note": "text?"}, ("note",), True, False),
        ({"note": "text?"}, ("note",), False, True),
        ({"reason": "str"}, (), False, True),
    ],
)
def test_what_is_not_sent_stays_as_it_is(
    inputs: dict[str, str],
    omittable: tuple[str, ...],
    has_defaults: bool,
    may_change_nothing: bool,
) -> None:
    fields = {"name": "str", "note": "text?"}
    found = action(ours(fields=fields, actions={"finish": {"input": inputs}}))

    assert found.omittable == omittable
    assert found.has_defaults is has_defaults
    assert found.may_change_nothing is may_change_nothing


READ_ONLY_LINKS = "refs(Shelf) = [], read_only"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, False),
        (OWNED, True),
        (OPEN, False),
        ({**OPEN, **NESTED}, True),
        ({**OPEN, "fields": {"shelf": "ref(Shelf)?"}}, True),
        ({**OPEN, "fields": {"shelves": "refs(Shelf)"}}, True),
        ({**OPEN, "fields": {"name": "str", "shelves": READ_ONLY_LINKS}}, False),
    ],
)
def test_create_needs_the_scope_for_more_than_the_owner(
    answers: dict[str, Any], expected: bool
) -> None:
    assert endpoint(NAMED, **answers).service.scopes_new is expected


def test_only_references_that_are_written_are_looked_up() -> None:
    fields = {"shelf": "ref(Shelf)?", "shelves": "refs(Shelf)", "owner": "ref(User)?"}
    made = endpoint(**OWNED, fields=fields)
    read_only = endpoint(**OWNED, fields=fields, operations=["list", "delete"])

    assert made.service.links == (Reference("shelves", "Shelf"),)
    assert {one.field for one in made.service.owned} == {"shelf", "shelves"}
    assert not read_only.service.refers


UNCHECKED = {"session": {**PROJECT["session"], "foreign_keys": False}}


def test_every_id_is_looked_up_where_the_database_does_not_check_it() -> None:
    fields = {"shelf": "ref(Shelf)?", "inner": "ref(self)?", "owner": "ref(User)?"}
    made = endpoint(UNCHECKED, fields=fields)
    action = {"move": {"input": {"shelf": "ref(Shelf)?"}}}
    acted = endpoint(UNCHECKED, fields=fields, operations=["read"], actions=action)

    assert {one.field for one in made.service.single} == {*fields}
    assert {one.field for one in acted.service.single} == {"shelf"}
    assert acted.service.actions[0].refers
    assert not endpoint(fields=fields).service.refers
    assert complaints(file_of("service", acted)) == ""


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for name, made in conventions():
        snapshot(name).write_text(file_of("service", made), "utf-8")
