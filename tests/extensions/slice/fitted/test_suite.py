"""The tests that come with an endpoint: which there are, and what they stand on."""

import ast
import builtins
from collections.abc import Mapping
from typing import Any

import pytest

from extensions.slice.fitted.slice import FittedSlice
from tests.extensions.slice.fitted.projects import PROJECT, endpoint, rendered

CASES: Mapping[str, dict[str, Any]] = {
    "plain": {},
    "owned": {"auth": "existing", "access": "owner"},
    "nested": {"endpoint": "nested", "parent": "app.models.shelf:Shelf"},
    "referring": {"fields": {"shelf_code": "ref(Shelf)", "size": "int, unique"}},
    "read": {"operations": ["list", "read"], "pagination": "none"},
    "acting": {
        "fields": {"name": "str(9)", "status": "enum(on, off) = on, read_only"},
        "actions": {"stop": {"from": {"status": "on"}, "set": {"status": "off"}}},
    },
}
SYNCHRONOUS = {
    "orm": "sqlalchemy-sync",
    "session": {"dependency": "app.db:get_session", "type": "sqlalchemy.orm:Session"},
    "dependencies": {"declared": ["psycopg"]},
}
SERVING = {
    "client": "testclient",
    "fixtures": {"client": "http", "session": "db", "serves": True},
}


def names_in_tests(slice_: FittedSlice) -> set[str]:
    """The names of the tests, without what they all begin with."""
    functions = ast.walk(ast.parse(rendered("fitted_tests", slice_)))
    return {
        node.name.removeprefix("test_")
        for node in functions
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    }


def fixtures_of(slice_: FittedSlice) -> set[str]:
    """What the `conftest.py` defines."""
    module = ast.parse(rendered("fitted_conftest", slice_))
    functions = ast.FunctionDef | ast.AsyncFunctionDef
    return {node.name for node in module.body if isinstance(node, functions)}


# Its tests ----------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_every_name_is_imported_or_defined(name: str) -> None:
    for artefact in ("fitted_tests", "fitted_conftest"):
        assert unknown_names(rendered(artefact, endpoint(**CASES[name]))) == set()


def unknown_names(source: str) -> set[str]:
    """The names that nothing in a module or in Python binds."""
    names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    return read - bound(source) - {*dir(builtins)}


def bound(source: str) -> set[str]:
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
    return found | {node.id for node in stored if isinstance(node.ctx, ast.Store)}


def test_each_operation_has_tests() -> None:
    found = names_in_tests(endpoint())

    for name in ("create", "read", "update", "replace", "delete", "list"):
        assert any(one.startswith(f"{name}_") for one in found), name


def test_what_is_left_out_has_none() -> None:
    found = names_in_tests(endpoint(**CASES["read"]))

    for name in ("create", "update", "replace", "delete"):
        assert not any(one.startswith(f"{name}_") for one in found), name


def test_nobody_is_tried_where_anybody_may_call() -> None:
    assert "nothing_is_done_for_nobody" not in names_in_tests(endpoint())
    assert "nothing_is_done_for_nobody" in names_in_tests(endpoint(auth="existing"))


def test_what_others_own_is_tried_in_every_operation() -> None:
    found = names_in_tests(endpoint(**CASES["owned"]))

    assert {"is_not_found_by_others", "list_holds_no_rows_of_others"} <= found


def test_what_another_parent_has_is_tried_in_every_operation() -> None:
    found = names_in_tests(endpoint(**CASES["nested"]))

    assert "nothing_is_found_under_an_unknown_parent" in found
    assert "is_not_found_under_another_parent" in found


def test_rows_that_bodies_refer_to_are_stored_before() -> None:
    source = rendered("fitted_tests", endpoint(**CASES["referring"]))

    assert '"shelf_code": [(await new_shelf(add)).code for _ in range(2)],' in source
    assert '"shelf_code": referenced["shelf_code"][0],' in source


def test_columns_that_no_client_sets_are_changed_behind_the_api() -> None:
    assert "change" in fixtures_of(endpoint(**CASES["acting"]))
    assert "change" not in fixtures_of(endpoint())


# What they stand on ----------------------------------------------------------------


def test_without_fixtures_of_the_project_they_bring_their_own() -> None:
    found = fixtures_of(endpoint(auth="existing"))

    assert {"database_url", "sessions", "app", "client", "act_as", "add"} <= found


def test_with_its_fixtures_they_bring_nothing_that_it_has() -> None:
    found = fixtures_of(endpoint({**SYNCHRONOUS, "tests": SERVING}))

    assert found == {"add", "stored", "as_answered"}


def test_a_synchronous_project_has_synchronous_tests() -> None:
    made = endpoint(SYNCHRONOUS, **CASES["owned"])

    for artefact in ("fitted_tests", "fitted_conftest"):
        source = rendered(artefact, made)
        assert "async" not in source
        assert "await" not in source


def test_synchronous_tests_reach_coroutines_through_a_portal() -> None:
    made = endpoint({"tests": {"client": "testclient", "plugin": "none"}})

    assert "portal" in fixtures_of(made)
    assert "await" not in rendered("fitted_tests", made)


def test_a_project_of_sqlite_gets_a_file() -> None:
    made = endpoint({"dependencies": {"declared": ["aiosqlite"]}})

    assert "database_url" not in fixtures_of(made)
    assert "sqlite+aiosqlite:///" in rendered("fitted_conftest", made)


def test_what_the_router_binds_is_what_tests_override() -> None:
    auth = {**PROJECT["auth"], "call": "JWTBearer()"}
    source = rendered("fitted_conftest", endpoint({"auth": auth}, auth="existing"))

    assert "from app.routes.box import authenticated" in source
    assert "setitem(overrides, authenticated, lambda: caller)" in source
