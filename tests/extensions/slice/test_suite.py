"""Which tests a slice gets, and that they hold together; in projects, too."""

import ast
import builtins
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.plan.plan import Plan
from extensions.slice.slice import Slice
from tests.extensions.slice.fitted.projects import PROJECT, endpoint
from tests.extensions.slice.ours import OURS
from tests.extensions.slice.written import cases
from tests.in_process import SUFFIX, file_of, rendered

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
"""Answers that together need all there is, in services of ours."""


def suite_of(fields: Mapping[str, Any] = FIELDS, **answers: Any) -> Slice:
    """The view of an endpoint with these fields; in a project that is there, if any."""
    lists = "list" in answers.get("operations", LISTED) and "name" in fields
    searched = {"search": ["name"]} if lists else {}
    given = {"resource": "product", "fields": fields, **searched, **answers}
    package = {} if "project" in answers else {"package": "shop"}
    return Slice.of(Answers.of(given | package))


SYNCHRONOUS = {
    "orm": "sqlalchemy-sync",
    "session": {"dependency": "app.db:get_session", "type": "sqlalchemy.orm:Session"},
    "dependencies": {"declared": ["psycopg"]},
}
SERVING = {
    "client": "testclient",
    "fixtures": {"client": "http", "session": "db", "serves": True},
}
IN_PORTAL = {"tests": {"client": "testclient", "plugin": "none"}}
BELOW = {"endpoint": "nested", "parent": "app.models.shelf:Shelf"}
OF_PROJECTS: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "plain": ({}, {}),
    "owned": ({}, {"auth": "existing", "access": "owner"}),
    "nested": ({}, BELOW),
    "nested_below_owners": ({}, BELOW | {"auth": "existing", "access": "owner"}),
    "referring": (
        {},
        {"fields": {"shelf_code": "ref(Shelf)", "size": "int, unique"}},
    ),
    "referring_to_what_is_owned": (
        {},
        {
            "fields": {"shelf": "ref(Shelf)", "others": "refs(Shelf)"},
            "auth": "existing",
            "access": "owner",
        },
    ),
    "read": ({}, {"operations": LISTED, "pagination": "none"}),
    "acting": (IN_PORTAL, {"fields": FIELDS, "actions": ACTIONS}),
    "structures": (SYNCHRONOUS, {"fields": STRUCTURES}),
    "synchronous": (
        SYNCHRONOUS,
        {"auth": "existing", "access": "owner", "cache": "server"},
    ),
    "served": ({**SYNCHRONOUS, "tests": SERVING}, {"cache": "headers"}),
    "on_sqlite": ({"dependencies": {"declared": ["aiosqlite"]}}, {}),
}
"""What is found of a project, and answers."""

ALL = [*SUITES, *(f"of_projects-{name}" for name in OF_PROJECTS)]


@cache
def made(name: str) -> Slice:
    """The slice of one of them."""
    kind, _, rest = name.partition("-")
    if kind == "of_projects":
        found, answers = OF_PROJECTS[rest]
        return endpoint(found, **answers)
    return suite_of(**SUITES[name])


@cache
def sources(name: str) -> Mapping[str, str]:
    """Its modules."""
    return sources_of(made(name))


def sources_of(slice_: Slice) -> Mapping[str, str]:
    """The modules of a suite."""
    plan = Plan.of(slice_)
    templates = {name: f"{{{{ files.{name} }}}}{SUFFIX}" for name in written(slice_)}
    made = rendered(plan, *templates.values())
    return {name: made[plan.files[name]] for name in templates}


def written(slice_: Slice) -> list[str]:
    """The names of the modules that there are."""
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


# How they hold together ----------------------------------------------------------

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
GIVEN = {
    *("app", "client", "database", "document"),
    *("monkeypatch", "request", "tmp_path", "http", "db"),
}
"""Fixtures of pytest, of our services, and of the project that has some that serve."""


@pytest.mark.parametrize("name", ALL)
def test_every_name_is_known(name: str) -> None:
    there = _defined(sources(name)["examples"])

    for module, source in sources(name).items():
        assert _unbound(source) == set(), module
        if module != "examples":
            assert _asked(source) <= there, module


@pytest.mark.parametrize("name", ALL)
def test_every_fixture_is_there(name: str) -> None:
    known = _fixtures(sources(name)["test_conftest"]) | GIVEN

    for module, source in sources(name).items():
        for function in _tests(source):
            cases = {name for one in function.decorator_list for name in _cases(one)}
            asked = {one.arg for one in function.args.args}
            assert asked - cases <= known | _fixtures(source), (module, function.name)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_there_for_nothing(name: str) -> None:
    """No example and no parameter: the database is emptied after who asks for it."""
    used = _names_in(sources(name)["examples"]).union(
        *(_asked(source) for source in sources(name).values())
    )
    assert _defined(sources(name)["examples"]) <= used | ALWAYS_TYPES

    for module, source in sources(name).items():
        for function in _functions(source):
            arguments = {one.arg for one in function.args.args} - {"database"}
            inside = {name for one in function.body for name in _names_of(one)}
            ignored = {one for one in arguments - inside if one[0] != "_"}
            assert ignored == set(), (module, function.name)


def _functions(source: str) -> Iterable[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions, and those in them; no methods, whose parameters others decide."""
    for outer in ast.parse(source).body:
        if isinstance(outer, FUNCTIONS):
            yield from (one for one in ast.walk(outer) if isinstance(one, FUNCTIONS))


ALWAYS_TYPES = {"Create", "Shown"}


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


def _names_of(node: ast.AST) -> set[str]:
    return {
        one.id
        for one in ast.walk(node)
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)
    }


def _names_in(source: str) -> set[str]:
    return _names_of(ast.parse(source))


def _unbound(source: str) -> set[str]:
    """The names that nothing in a module or in Python binds."""
    nodes = [*ast.walk(ast.parse(source))]
    imported = (one for node in nodes for one in getattr(node, "names", ()))
    found = {
        (one.asname or one.name).partition(".")[0]
        for one in imported
        if isinstance(one, ast.alias)
    }
    found |= {node.name for node in nodes if hasattr(node, "name") and node.name}
    found |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    stored = (node for node in nodes if isinstance(node, ast.Name))
    found |= {node.id for node in stored if isinstance(node.ctx, ast.Store)}
    return _names_in(source) - found - {*dir(builtins)}


def _fixtures(source: str) -> set[str]:
    """What a module has functions for."""
    return {one.name for one in ast.parse(source).body if isinstance(one, FUNCTIONS)}


def _tests(source: str) -> Iterable[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.parse(source).body:
        if isinstance(node, FUNCTIONS) and node.name.startswith("test_"):
            yield node


def _cases(decorator: ast.expr) -> Iterable[str]:
    """What a decorator gives to a test."""
    match decorator:
        case ast.Call(args=[ast.Constant(value=str(name)), *_]):
            yield name
        case ast.Call(args=[ast.Tuple(elts=names), *_]):
            yield from (
                str(one.value) for one in names if isinstance(one, ast.Constant)
            )


# In projects ----------------------------------------------------------------------


def fixtures_of(slice_: Slice) -> set[str]:
    return _fixtures(file_of("test_conftest", slice_))


def test_rows_that_bodies_refer_to_are_stored_before() -> None:
    found = fixtures_of(made("of_projects-referring"))

    assert {"new_shelf", "referenced"} <= found


def test_without_fixtures_of_the_project_they_bring_their_own() -> None:
    found = fixtures_of(endpoint(auth="existing"))

    assert {"database_url", "sessions", "app", "client", "act_as", "add"} <= found


def test_with_its_fixtures_they_bring_nothing_that_it_has() -> None:
    found = fixtures_of(endpoint({**SYNCHRONOUS, "tests": SERVING}))

    assert found == {
        *("add", "shown", "as_answered"),
        *("api", "path", "new", "create"),
    }


@pytest.mark.parametrize("name", ["synchronous", "structures", "served"])
def test_a_synchronous_project_has_synchronous_tests(name: str) -> None:
    for source in sources(f"of_projects-{name}").values():
        assert "async" not in source
        assert "await" not in source


def test_synchronous_tests_reach_coroutines_through_a_portal() -> None:
    found = sources("of_projects-acting")

    assert "portal" in _fixtures(found["test_conftest"])
    assert not any("await" in found[one] for one in found if one != "test_conftest")


def test_a_project_of_sqlite_gets_a_file() -> None:
    source = sources("of_projects-on_sqlite")["test_conftest"]

    assert "database_url" not in _fixtures(source)
    assert "sqlite+aiosqlite:///" in source


def test_what_the_router_binds_is_what_tests_override() -> None:
    auth = {**PROJECT["auth"], "call": "JWTBearer()"}
    slice_ = endpoint({"auth": auth}, auth="existing")

    assert slice_.suite.overridden == "app.routes.box:authenticated"


# Lists ---------------------------------------------------------------------------

EMPTY: Mapping[str, dict[str, Any]] = {
    "cursor": {"data": [], "next_cursor": None, "has_more": False},
    "offset": {"data": [], "total": 0, "limit": 20, "offset": 0},
    "none": {"data": []},
}


@pytest.mark.parametrize("pagination", EMPTY)
def test_an_empty_page_is_as_the_design_has_it(pagination: str) -> None:
    made = suite_of({"name": "str"}, pagination=pagination)
    tests = {one.name: one for one in _tests(file_of("test_list", made))}

    match tests["test_is_empty_at_first"].body[-1]:
        case ast.Assert(test=ast.Compare(comparators=[page])):
            assert ast.literal_eval(page) == EMPTY[pagination]
        case _:
            pytest.fail("the page is compared with nothing")


def test_pages_are_tried_in_sizes_that_are_allowed() -> None:
    made = suite_of({"name": "str"}, page_size=1, page_max=2)

    assert cases("test_list", made)["test_pages_have_the_requested_size"] == [[1, 2]]
