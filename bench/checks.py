"""Nobody wins by being wrong: every contestant answers alike before it is measured."""

from collections.abc import Mapping
from typing import Any

import httpx2

from bench.asked import CREATE, EXPECTED
from bench.load import Failed
from bench.rows import row_id
from bench.servers import Running

PAGE = 20
OLD = 5
"""The number of a row that is read."""

Row = Mapping[str, Any]


def check(running: Running, count: int, model: Row) -> None:
    """Ask it for everything once; `model` is what the row `OLD` looks like."""
    with running.client() as client:
        for operation in running.contestant.operations:
            CHECKS[operation](running, client, count, model)


def model_row(running: Running) -> Row:
    """The row `OLD`, as this contestant shows it."""
    with running.client() as client:
        shown: Row = _answer(client.get(_path(OLD)), "get")
    return shown


def check_page(running: Running, path: str, newest: int) -> Row:
    """The page has the 20 rows from that number on, the newest first."""
    with running.client() as client:
        page: Row = _answer(client.get(path), "list")
    ids = [row["id"] for row in page[running.contestant.data]]
    expected = [str(row_id(number)) for number in range(newest, newest - PAGE, -1)]
    _equal(running, f"the ids of {path}", ids, expected)
    return page


def _check_list(running: Running, _: httpx2.Client, count: int, model: Row) -> None:
    page = check_page(running, running.contestant.first_page, count)
    row = page[running.contestant.data][0]
    _equal(running, "the fields of a list", set(row), set(model))


def _check_get(running: Running, client: httpx2.Client, _: int, model: Row) -> None:
    _equal(running, "the row", _answer(client.get(_path(OLD)), "get"), model)
    missing = client.get(_path(0))
    if missing.status_code != httpx2.codes.NOT_FOUND:
        raise Failed(f"{running.contestant.name} answers {missing} for a missing row")


def _check_create(running: Running, client: httpx2.Client, _: int, model: Row) -> None:
    created = _answer(client.post("/products", json=CREATE), "create")
    _equal(running, "the fields of a new row", set(created), set(model))
    _equal(running, "the new row", {name: created[name] for name in CREATE}, CREATE)
    kept = client.get(f"/products/{created['id']}").json()
    _equal(running, "the row that was kept", kept, created)


def _check_update(running: Running, client: httpx2.Client, count: int, _: Row) -> None:
    path = _path(count // 2)
    before = client.get(path).json()
    changes = {"stock": before["stock"] + 1, "featured": not before["featured"]}
    changed = _answer(client.patch(path, json=changes), "update")
    expected = {**before, **changes, "updated_at": changed["updated_at"]}
    _equal(running, "the changed row", changed, expected)
    _equal(running, "the row that was kept", client.get(path).json(), changed)
    if changed["updated_at"] == before["updated_at"]:
        raise Failed(f"{running.contestant.name} does not renew updated_at")


CHECKS = {
    "list": _check_list,
    "get": _check_get,
    "create": _check_create,
    "update": _check_update,
}


def _path(number: int) -> str:
    return f"/products/{row_id(number)}"


def _answer(response: httpx2.Response, operation: str) -> Any:
    if response.status_code != EXPECTED[operation]:
        raise Failed(f"{response.request.url}: {response} {response.text}")
    return response.json()


def _equal(running: Running, what: str, found: object, expected: object) -> None:
    if found != expected:
        name = running.contestant.name
        raise Failed(f"{name}: {what} should be {expected}, not {found}")
