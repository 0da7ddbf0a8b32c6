"""What is wrong is told in one line, whichever way it comes in; nothing is written."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from copier.errors import UserMessageError

from tests.conftest import Copy

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"resource": "OrderItem"}, "resource: 'OrderItem' is not snake_case; accepted: "),
    ({"resource": ""}, "resource: is empty; accepted: "),
    ({"resource": "class"}, "resource: 'class' is a Python keyword; accepted: "),
    ({"resource": " order_item"}, "resource: ' order_item' has spaces around it; "),
    ({"resource": 5}, "resource: '5' is not text; accepted: "),
    ({"resource": ["order_item"]}, "resource: \"['order_item']\" is not text; "),
    ({"plural": "../../etc"}, "plural: '../../etc' is not snake_case; accepted: "),
    ({"project_name": "my shop"}, "project_name: 'my shop' is not a distribution "),
    ({"package": "json"}, "package: 'json' is a module of the standard library; "),
    ({"layout": "Layered"}, "layout: 'Layered' is not a choice; accepted: feature, "),
    ({"layout": "{{ 1 }}"}, "layout: '{{ 1 }}' is not a choice; accepted: feature, "),
    ({"auth": None}, "auth: 'None' is not a choice; accepted: jwt, api_key, none, "),
    ({"operations": "read"}, "operations: 'read' is not a list; accepted: a list of "),
    ({"operations": "[raed]"}, "operations: 'raed' is not a choice; accepted: list, "),
    ({"operations": [["read"]]}, "operations: \"[['read']]\" is not a list; "),
    ({"preset": "crud"}, "preset: 'crud' is not a choice; accepted: full_crud, "),
    ({"actions": "publish"}, "actions: 'publish' is not a mapping; accepted: "),
    ({"actions": "{publish"}, "actions: is not YAML (expected ',' or '}', but got "),
    ({"actions": "a: {}\na: {}"}, "actions: is not YAML (a stands twice, line 1); "),
    ({"actions": {"publish": {}}}, "actions.publish: does nothing; accepted: set, "),
    (
        {"actions": "{publish: {set: {nmae: x}, input: {note: str?}}}"},
        "actions.publish.set.nmae: there is no field 'nmae', did you mean name; accepted",
    ),
    (
        {"actions": {"publish": {"set": {"name": 5}}}},
        "actions.publish.set.name: YAML read the value as a number; accepted: text like",
    ),
    (
        {"actions": {"publish": {"input": {"name": "int"}}}},
        "actions.publish.input.name: is not of the field's type; accepted: name: str(20",
    ),
    ({"fields": "5"}, "fields: '5' is not a mapping; accepted: a YAML mapping "),
    ({"fields": 5}, "fields: '5' is not a mapping; accepted: a YAML mapping "),
    ({"fields": "{a"}, "fields: is not YAML (expected ',' or '}', but got "),
    ({"fields": "a: str\na: int"}, "fields: is not YAML (a stands twice, line 1); "),
    ({"fields": "a: 2024-99-99"}, "fields: is not YAML (month must be in 1..12); "),
    ({"fields": "on: bool"}, "fields: YAML read a name as true or false; accepted: "),
    ({"fields": {"a": "strr"}}, "fields.a: unknown type 'strr', did you mean str; "),
    ({"roles": "[]"}, "roles: '[]' is not a mapping; accepted: a YAML mapping "),
    ({"page_size": "ten"}, "page_size: 'ten' is no whole number; accepted: "),
    ({"page_size": 20.5}, "page_size: '20.5' is no whole number; accepted: "),
    ({"page_size": "0"}, "page_size: 0 is out of range; accepted: a whole number "),
    ({"page_max": "1001"}, "page_max: 1001 is out of range; accepted: a whole number "),
    (
        {"page_size": 30, "page_max": 25},
        "page_max: 25 is less than page_size, which is 30; accepted: 30 to 1000",
    ),
    ({"filters": "name"}, "filters: 'name' is not a list; accepted: a list of names"),
    (
        {"filters": "[nmae]"},
        "filters: there is no field 'nmae'; accepted: name, description",
    ),
    (
        {"sort": ["created_at"]},
        "sort: created_at always works, leave it out; accepted: name, description",
    ),
    (
        {"search": ["count"], "fields": {"count": "int", "name": "str"}},
        "search: the field count cannot be used for it; accepted: name",
    ),
    (
        {"sort": ["pin"], "fields": {"pin": "str, write_only", "name": "str"}},
        "sort: the field pin cannot be used for it; accepted: name",
    ),
    ({"cache_ttl": "soon"}, "cache_ttl: 'soon' is no whole number; accepted: "),
    ({"approve": "maybe"}, "approve: 'maybe' is not yes or no; accepted: true, false"),
    ({"approve": "no"}, "Plan declined; nothing was written."),
    ({"approve": False}, "Plan declined; nothing was written."),
    ({"pagintion": "offset"}, "pagintion: there is no such answer; did you mean pagi"),
    ({"colour": "red"}, "colour: there is no such answer; accepted: project_state, "),
]

WITHOUT_MEANING: list[tuple[dict[str, Any], str]] = [
    ({"project": {"root": "."}}, "project: does not apply when project_state is new; "),
    ({"model": "shop:Order"}, "model: does not apply when endpoint is new_resource; "),
    ({"parent": "shop:Order"}, "parent: does not apply when endpoint is new_resource"),
    ({"roles": {"read": ["a"]}}, "roles: does not apply when access is any; "),
    ({"cache_ttl": 30}, "cache_ttl: does not apply when cache is none; accepted: "),
]

TAKEN_BY_USER = {"take": {"set": {"by": "user"}}}

CONFLICTS: list[tuple[dict[str, Any], str]] = [
    (
        {"operations": []},
        "actions: is empty, and operations is too; accepted: an actio",
    ),
    (
        {"preset": "actions_only"},
        "actions: is empty, and operations is too; accepted: ",
    ),
    (
        {"preset": "read_only", "operations": ["read"]},
        "preset: only proposes operations, and there are others; accepted: no preset, ",
    ),
    ({"endpoint": "nested"}, "endpoint: nested "),
    ({"endpoint": "existing_model"}, "endpoint: existing_model "),
    ({"auth": "existing"}, "auth: existing needs a project that is there already; "),
    (
        {"auth": "none", "access": "owner"},
        "access: does not apply when auth is none; accepted: no answer, leave it out",
    ),
    (
        {"auth": "none", "fields": {"by": "uuid?"}, "actions": TAKEN_BY_USER},
        "auth: none leaves nobody for actions.take.set.by; accepted: jwt, api_key",
    ),
    (
        {"fields": {"number": "int, immutable"}},
        "fields: no field can be changed, so there is nothing to update; accepted: a f",
    ),
    (
        {"access": "roles", "operations": ["read"], "roles": {"delete": ["admin"]}},
        "roles: there is no operation or action 'delete'; accepted: read",
    ),
    (
        {"access": "roles", "roles": {"bypass": ["admin"]}},
        "roles: there is no operation or action 'bypass'; accepted: list, read, ",
    ),
    (
        {"access": "roles", "roles": {"read": []}},
        "roles.read: is empty, nobody could call it; accepted: [admin]",
    ),
    (
        {"access": "owner", "roles": {"bypass": ["an admin"]}},
        "roles.bypass: 'an admin' is no name of a role; accepted: one word of ",
    ),
    (
        {"operations": ["read"], "pagination": "offset"},
        "pagination: does not apply when operations is read; accepted: no answer, ",
    ),
    (
        {"pagination": "none", "page_size": 5},
        "page_size: does not apply when pagination is none; accepted: no answer, ",
    ),
    (
        {"operations": ["create"], "filters": ["name"]},
        "filters: does not apply when operations is create; accepted: no answer, ",
    ),
    (
        {"operations": ["create"], "cache": "server"},
        "cache: ",
    ),
]

NOT_YET: list[tuple[dict[str, Any], str]] = [
    ({"extras": "[etag]"}, "extras: etag is not available yet; accepted: none of them"),
]


@pytest.mark.parametrize(
    ("given", "message"), REFUSED + WITHOUT_MEANING + CONFLICTS + NOT_YET
)
def test_a_bad_answer_is_told_in_one_line(
    bare_copy: Copy,
    tmp_path: Path,
    given: dict[str, Any],
    message: str,
) -> None:
    with pytest.raises(UserMessageError) as refused:
        bare_copy(tmp_path / "shop", **{"resource": "order_item", **given})

    assert str(refused.value).startswith(message)
    assert len(str(refused.value).splitlines()) == 1
    assert not (tmp_path / "shop").exists()


@pytest.mark.parametrize(
    "given",
    [
        {"page_max": "10"},
        {"page_size": "500"},
        {"roles": {}, "model": "", "cache_ttl": "60"},
        {"fields": {"data": "json"}},
        {"auth": "none", "access": "any"},
        {"resource": "dependency"},
        {"search": ["name"], "filters": []},
        {"preset": "read_only"},
        {"preset": "read_only", "operations": ["list", "read"]},
        {"operations": [], "actions": "{rename: {input: {name: str(200)}}}"},
        {"actions": "{note: {from: {description: null}, input: {text: str?}}}"},
        {"access": "owner", "roles": "bypass: [admin]"},
    ],
)
def test_an_answer_that_changes_nothing_else_is_taken(
    bare_copy: Copy,
    tmp_path: Path,
    given: dict[str, Any],
) -> None:
    folder = bare_copy(tmp_path / "shop", **{"resource": "order_item", **given})

    assert (folder / "plan.txt").exists()


def test_a_missing_resource_is_told(bare_copy: Copy, tmp_path: Path) -> None:
    with pytest.raises(UserMessageError, match="resource: is missing; accepted: -d "):
        bare_copy(tmp_path / "shop")

    assert not (tmp_path / "shop").exists()


def test_a_folder_with_something_in_it_is_left_alone(
    bare_copy: Copy,
    tmp_path: Path,
) -> None:
    (tmp_path / "notes.txt").touch()

    with pytest.raises(UserMessageError, match=r"is not empty, it has notes\.txt,"):
        bare_copy(tmp_path, resource="order_item")

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_second_endpoint_does_not_overwrite_the_first(
    bare_copy: Copy,
    tmp_path: Path,
) -> None:
    bare_copy(tmp_path, resource="order_item")

    with pytest.raises(UserMessageError, match="is not empty"):
        bare_copy(tmp_path, resource="invoice")

    assert not (tmp_path / ".copier-answers.invoices.yml").exists()


def test_a_file_in_the_way_is_told(bare_copy: Copy, tmp_path: Path) -> None:
    (tmp_path / "shop").touch()

    with pytest.raises(UserMessageError, match="shop is a file; accepted: "):
        bare_copy(tmp_path / "shop", resource="order_item")


def test_an_empty_repository_is_no_obstacle(bare_copy: Copy, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()

    assert (bare_copy(tmp_path, resource="order_item") / "plan.txt").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["resource=OrderItem"], "resource: 'OrderItem' is not snake_case"),
        (["resource=order_item", "fields=5"], "fields: '5' is not a mapping"),
        (["resource=order_item", "roles=[]"], "roles: '[]' is not a mapping"),
        (["resource=order_item", "operations=read"], "operations: 'read' is not a "),
        (["resource=order_item", "sort=[nope]"], "sort: there is no field 'nope'"),
        (["resource=order_item", "cache_ttl=5"], "cache_ttl: does not apply when "),
        (["resource=order_item", "approve=false"], "Plan declined; nothing was "),
        (["resource=order_item", "pagintion=none"], "pagintion: there is no such an"),
        ([], "resource: is missing"),
    ],
)
def test_the_command_line_stops_without_a_traceback(
    bare_template: Path,
    tmp_path: Path,
    given: list[str],
    message: str,
) -> None:
    answers = [part for answer in given for part in ("-d", answer)]
    command = [sys.executable, "-m", "copier", "copy", "--trust", "--defaults"]
    command += ["--quiet", *answers, str(bare_template), str(tmp_path / "shop")]

    run = subprocess.run(command, check=False, capture_output=True, text=True)

    assert run.returncode == 1
    assert run.stderr.startswith(message)
    assert len(run.stderr.splitlines()) == 1
    assert not (tmp_path / "shop").exists()
