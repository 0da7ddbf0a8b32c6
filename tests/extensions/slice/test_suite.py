"""Which tests a slice gets: modules, and the parts that each is made of."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.slice.slice import Slice
from tests.conftest import ROOT
from tests.extensions.slice.formatting import reformatted, resorted
from tests.extensions.slice.generated import rendered
from tests.extensions.slice.ours import OURS

FIELDS = {
    "name": "str(20), unique",
    "stage": "enum(a, b) = a",
    "amount": "int?, min=1",
    "pin": "str(4), write_only",
    "boss": "ref(self)?",
    "friends": "refs(self)",
    "day": "date?, read_only",
    "at": "datetime?, read_only",
    "total": "computed(int) = amount * 2",
    "sizes": "list[int] = []",
}
PLAIN = {"name": "str", "by": "uuid?"}
STRUCTURES = {
    "name": "str(9)",
    "place": {"street": "str(9)"},
    "pay": {"one_of": {"cash": {}, "card": {"number": "str(9)"}}},
}
REFERENCES = {
    "name": "str",
    "main": "ref(Shelf)",
    "spare": "ref(Shelf)?, on_delete=set_null",
    "whole": "ref(Shelf)?, on_delete=cascade, unique",
    "others": "refs(Shelf)",
}
ACTIONS = {
    "close": {
        "from": {"stage": "a"},
        "set": {"stage": "b", "at": "now", "day": "today"},
        "input": {"amount": "int, min=1"},
    },
    "note": {"input": {"amount": "int?, min=1"}},
}
PARENT = {"model": "shop.shelves.models:Shelf", "table": "shelves"}
OWNED, FREE = (
    {**OURS, "app": "shop.main:create_app()", "models": [PARENT | {"columns": columns}]}
    for columns in ({"id": "uuid", "owner_id": "uuid"}, {"id": "uuid"})
)
NESTED = {"endpoint": "nested", "parent": PARENT["model"], "project_state": "existing"}
LISTED = ["list", "read"]

SUITES: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "open": {"auth": "none"},
    "only_update": {"operations": ["update"]},
    "only_delete": {"operations": ["delete"], "auth": "none"},
    "only_replace": {"operations": ["replace"], "response": "envelope"},
    "only_actions": {"operations": [], "actions": ACTIONS, "response": "envelope"},
    "read_only": {"operations": LISTED, "pagination": "offset"},
    "unpaged": {"pagination": "none", "actions": ACTIONS},
    "enveloped": {"response": "envelope", "pagination": "offset"},
    "enveloped_and_unpaged": {"response": "envelope", "pagination": "none"},
    "roles": {"access": "roles", "roles": {"delete": ["admin"], "list": ["a", "b"]}},
    "owner": {"access": "owner", "actions": ACTIONS, "auth": "api_key"},
    "overseen": {"access": "owner", "roles": {"bypass": ["admin"]}},
    "only_overseers": {
        "access": "owner",
        "roles": {"bypass": ["admin"], "delete": ["admin"], "create": ["staff"]},
    },
    "nested": NESTED | {"project": FREE},
    "nested_below_owners": NESTED | {"project": OWNED, "access": "owner"},
    "structures": {"fields": STRUCTURES},
    "references": {"fields": REFERENCES, "project": FREE, "project_state": "existing"},
    "references_to_what_is_owned": {
        "fields": REFERENCES | {"above": "ref(self)?"},
        "project": OWNED,
        "project_state": "existing",
        "access": "owner",
        "auth": "jwt",
    },
    "links_without_create": {"operations": LISTED, "auth": "none"},
    "plain_without_create": {"fields": PLAIN, "operations": LISTED, "cache": "server"},
    "signed": {"fields": PLAIN, "actions": {"take": {"set": {"by": "user"}}}},
    "kept_on_the_server": {"cache": "server", "access": "owner"},
    "kept_by_clients": {"cache": "headers"},
}
"""Answers that together need every part."""


def suite_of(fields: Mapping[str, Any] = FIELDS, **answers: Any) -> Slice:
    """The view of an endpoint with these fields; in a project that is there, if any."""
    lists = "list" in answers.get("operations", LISTED) and "name" in fields
    searched = {"search": ["name"]} if lists else {}
    given = {"resource": "product", "fields": fields, **searched, **answers}
    package = {} if "project" in answers else {"package": "shop"}
    return Slice.of(Answers.of(given | package))


def parts_of(slice_: Slice) -> Iterator[str]:
    """The parts of its tests, by their paths in the template's own room."""
    suite = slice_.suite
    names = [name for name in dir(suite) if name.startswith("of_")]
    for name in ("values", "functions", "fixtures", *names):
        value = getattr(suite, name)
        if isinstance(value, list):
            yield from (part for _, part in value)


def written(slice_: Slice) -> list[str]:
    return [name for name, is_needed in slice_.suite.modules.items() if is_needed]


# Which there are ----------------------------------------------------------------

ALWAYS = {"examples", "test_conftest"}
MODULES: list[tuple[dict[str, Any], set[str]]] = [
    ({"operations": ["list"], "auth": "none"}, {"test_list"}),
    ({"operations": ["delete"], "auth": "jwt"}, {"test_delete", "test_access"}),
    (
        {"operations": [], "actions": {"rest": {"set": {"name": "x"}}}, "auth": "none"},
        {"test_actions"},
    ),
    (
        NESTED | {"operations": ["read"], "auth": "none", "project": FREE},
        {"test_read", "test_nested"},
    ),
    (
        {"operations": ["read"], "auth": "none", "cache": "headers"},
        {"test_read", "test_conditional"},
    ),
]


@pytest.mark.parametrize(("answers", "expected"), MODULES)
def test_there_are_modules_for_what_was_chosen(
    answers: dict[str, Any], expected: set[str]
) -> None:
    assert {*written(suite_of({"name": "str"}, **answers))} - ALWAYS == expected


def test_every_part_is_needed_by_some_answers() -> None:
    needed = {
        part for answers in SUITES.values() for part in parts_of(suite_of(**answers))
    }
    there = (path.relative_to(ROOT) for path in ROOT.glob("parts/tests/*/*.jinja"))

    assert needed == {path.as_posix() for path in there}


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"name": "str"}, {"create/hidden", "update/unique", "conftest/referenced"}),
        ({"name": "str?"}, {"create/required"}),
        ({"extra": "json?"}, {"list/sorts", "list/ties", "list/search"}),
        ({"state": "enum(a), index"}, {"list/sorts", "list/ties"}),
    ],
)
def test_there_is_no_test_without_a_case(
    fields: dict[str, str], missing: set[str]
) -> None:
    parts = {*parts_of(suite_of(fields))}

    assert not parts & {f"parts/tests/{name}.jinja" for name in missing}


# What they look like -------------------------------------------------------------


@pytest.mark.parametrize("name", SUITES)
def test_a_suite_names_nothing_that_it_has_not(name: str) -> None:
    made = suite_of(**SUITES[name])
    there = _defined(rendered("examples", made))

    for module in set(written(made)) - {"examples"}:
        assert _asked(rendered(module, made)) <= there, module


def _defined(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.parse(source).body:
        match node:
            case ast.FunctionDef(name=name):
                found.add(name)
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                found.add(name)
    return found


def _asked(source: str) -> set[str]:
    """What a module uses of the examples."""
    return {
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "examples"
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", SUITES)
def test_ruff_leaves_a_suite(name: str) -> None:
    made = suite_of(**SUITES[name])

    for module in written(made):
        source = rendered(module, made)
        assert not reformatted(source) + resorted(source, "shop"), module


@pytest.mark.parametrize("name", SUITES)
def test_no_example_is_there_for_nothing(name: str) -> None:
    made = suite_of(**SUITES[name])
    sources = [rendered(module, made) for module in written(made)]
    used = {
        node.id
        for node in ast.walk(ast.parse(sources[0]))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    used = used.union(*(_asked(source) for source in sources[1:]))

    assert _defined(sources[0]) <= used | {"Create", "Exists", "Shown"}


# Lists ---------------------------------------------------------------------------

EMPTY = {
    ("cursor", "direct"): {"data": [], "next_cursor": None, "has_more": False},
    ("cursor", "envelope"): {
        "data": [],
        "meta": {"next_cursor": None, "has_more": False},
    },
    ("offset", "direct"): {"data": [], "total": 0, "limit": 20, "offset": 0},
    ("offset", "envelope"): {
        "data": [],
        "meta": {"total": 0, "limit": 20, "offset": 0},
    },
    ("none", "direct"): [],
    ("none", "envelope"): {"data": []},
}


@pytest.mark.parametrize(("pagination", "response"), EMPTY)
def test_an_empty_list_is_as_the_design_has_it(pagination: str, response: str) -> None:
    made = suite_of({"name": "str"}, pagination=pagination, response=response)

    assert ast.literal_eval(made.suite.empty_list) == EMPTY[pagination, response]


def test_pages_are_tried_in_sizes_that_are_allowed() -> None:
    made = suite_of({"name": "str"}, page_size=1, page_max=2)

    assert (made.suite.limits, made.suite.beyond_page_max) == ("[1, 2]", 3)
