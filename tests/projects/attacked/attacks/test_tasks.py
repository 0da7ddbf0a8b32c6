"""What clients could try with tasks."""

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from app import models
from conftest import ANN, BOB, PATH, ROOT, TASK, Call, data
from rows import add

Create = Callable[..., dict[str, Any]]


# Values -----------------------------------------------------------------------------

BODIES = [
    r'{"title": "\u0000"}',
    r'{"title": "a\u0000b", "note": "\u0000"}',
    r'{"title": "\ud800"}',
    r'{"title": "t", "note": "\udfff"}',
    r'{"title": "t", "extra": "\ud800"}',
    r'{"title": "t", "extra": {"\u0000": "\u0000"}}',
    r'{"title": "t", "extra": NaN}',
    r'{"title": "t", "extra": 1e999}',
    r'{"title": "t", "\ud800": 1}',
    '{"title": "t", "stars": 2147483648}',
    '{"title": "t", "stars": 99999999999999999999999999}',
    '{"title": "t", "big": 9223372036854775808}',
    '{"title": "t", "weight": "1e400"}',
    '{"title": "t", "weight": "NaN"}',
    '{"title": "t", "weight": 123456789.123}',
    '{"title": "t", "due": "99999-01-01"}',
    '{"title": "t", "status": "unknown"}',
    '{"title": "t", "owner_id": 2}',
    '{"title": "t", "project_id": "other"}',
    '{"title": "t", "id": 77}',
    '{"title": "t", "created_at": "2020-01-01T00:00:00Z"}',
    '{"title": "t", "finished_at": "2020-01-01T00:00:00Z"}',
    '{"title": "t", "labels": "abc"}',
    '{"title": "t", "labels": [null]}',
    '{"title": null}',
    "{}",
    "[]",
    "null",
    "{",
    "",
]
REFUSED = {400, 409, 422}
IS_SQLITE = os.environ["DATABASE_URL"].startswith("sqlite")


def may_pass(body: str) -> bool:
    """Whether SQLite stores it, which knows no more of JSON and NUL than that it is text."""
    return IS_SQLITE and any(one in body for one in ("u0000", "NaN", "1e999"))


def whole(body: str) -> str:
    """The body with what else a task cannot do without."""
    return body.replace('{"title"', '{"labels": [], "title"', 1)


@pytest.mark.parametrize("body", BODIES)
def test_what_cannot_be_stored_is_refused(body: str, call: Call) -> None:
    headers = {"Content-Type": "application/json"}

    response = call("POST", PATH, content=whole(body), headers=headers)

    assert response.status_code in REFUSED or may_pass(body)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_neither_is_it_put_into_a_row(
    method: str, body: str, call: Call, create: Create
) -> None:
    path = f"{PATH}/{create(title='before')['id']}"
    headers = {"Content-Type": "application/json"}

    response = call(method, path, content=whole(body), headers=headers)

    is_fine = method == "PATCH" and body == "{}"
    assert is_fine or response.status_code in REFUSED or may_pass(body)
    after = data(call("GET", path))
    assert (after["owner_id"], after["project_id"]) == (1, "a b")
    assert after["finished_at"] is None


@pytest.mark.parametrize(
    "one",
    ["0", "-1", "2147483648", "99999999999999999999", "x", "%00", "%ED%A0%80", "1.5"],
)
@pytest.mark.parametrize("method", ["GET", "PATCH", "PUT", "DELETE"])
def test_no_id_breaks_it(method: str, one: str, call: Call) -> None:
    body = {} if method in ("GET", "DELETE") else {"json": TASK}

    response = call(method, f"{PATH}/{one}", ROOT, **body)

    assert response.status_code in (404, 422)


@pytest.mark.parametrize("parent", ["nothing", "%00", "%ED%A0%80", "x" * 999, "é"])
def test_no_parent_breaks_it(parent: str, call: Call) -> None:
    for method, body in (("GET", None), ("POST", TASK)):
        response = call(method, f"/projects/{parent}/tasks", json=body)

        assert response.status_code in (404, 422)


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=x",
        "sort=owner_id",
        "sort=",
        "unknown=1",
        "owner_id=2",
        "title__gt=a",
        "title__like=a",
        "stars__gt=99999999999999999999",
        "stars__is_null=perhaps",
        "status=unknown",
        "due=yesterday",
        "cursor=x",
        "cursor=%00",
        "cursor=" + "A" * 5000,
        "q=",
        "q=%00",
        "title=%00",
        "title__in=%00,a",
        "label_id=x",
    ],
)
def test_no_query_breaks_it(query: str, call: Call) -> None:
    response = call("GET", f"{PATH}?{query}")

    # SQLite looks for a NUL as for anything else.
    assert response.status_code in (400, 422) or (IS_SQLITE and "%00" in query)


def test_nothing_in_a_search_is_a_wildcard(call: Call, create: Create) -> None:
    for title in ("50% off", "under_score", "back\\slash", "plain", "sl/ash"):
        create(title=title)

    for text, title in (
        ("%25", "50% off"),
        ("_", "under_score"),
        ("\\", "back\\slash"),
        ("/", "sl/ash"),
        ("PLAIN", "plain"),
    ):
        found = data(call("GET", f"{PATH}?q={text}"))
        assert [one["title"] for one in found["data"]] == [title]


def test_a_moment_is_the_same_in_every_zone(call: Call, create: Create) -> None:
    made = create(starts_at="2026-01-08T12:00:00+02:00")

    assert made["starts_at"] == "2026-01-08T10:00:00Z"
    for zone in ("10:00:00Z", "12:00:00%2B02:00"):
        found = data(call("GET", f"{PATH}?starts_at=2026-01-08T{zone}"))
        assert [one["id"] for one in found["data"]] == [made["id"]]
    none = data(call("GET", f"{PATH}?starts_at__gt=2026-01-08T10:00:00Z"))
    assert none["data"] == []
    for moment in ("0001-01-01T00:00:00%2B14:00", "2026-01-08T12:00:00"):
        assert call("GET", f"{PATH}?starts_at={moment}").status_code == 422


# Who reaches what -------------------------------------------------------------------


def test_nobody_reaches_rows_of_others(call: Call, create: Create) -> None:
    path = f"{PATH}/{create(BOB)['id']}"

    for method, body in (
        ("GET", None),
        ("PATCH", {"title": "mine"}),
        ("PUT", TASK),
        ("POST", None),
    ):
        suffix = "/drop" if method == "POST" else ""
        response = call(method, path + suffix, ANN, json=body)
        assert response.status_code == 404
    assert data(call("GET", PATH))["data"] == []
    assert data(call("GET", path, BOB))["title"] == "one"


def test_who_may_bypass_reaches_rows_of_everybody(call: Call, create: Create) -> None:
    path = f"{PATH}/{create(BOB)['id']}"

    assert data(call("GET", path, ROOT))["owner_id"] == 2
    changed = call("PATCH", path, ROOT, json={"title": "changed"})
    assert (changed.status_code, data(changed)["owner_id"]) == (200, 2)


def test_no_row_is_reached_through_another_parent(call: Call, create: Create) -> None:
    one = create()["id"]

    for method in ("GET", "PATCH", "DELETE"):
        body = {"json": {}} if method == "PATCH" else {}
        response = call(method, f"/projects/other/tasks/{one}", ROOT, **body)
        assert response.status_code == 404


def test_a_role_is_needed_to_delete(call: Call, create: Create) -> None:
    path = f"{PATH}/{create(ANN)['id']}"

    assert call("DELETE", path, ANN).status_code == 403
    assert call("DELETE", path, ROOT).status_code == 204
    assert call("GET", path, ROOT).status_code == 404


def test_strangers_are_refused(call: Call) -> None:
    for headers in ({"X-User": ""}, {"X-User": "9"}):
        response = call("GET", PATH, headers=headers)
        assert response.status_code == 401


def test_labels_of_others_are_unknown(call: Call, create: Create) -> None:
    mine, theirs = _labels()
    path = f"{PATH}/{create(label_id=mine, labels=[mine, mine])['id']}"
    assert data(call("GET", path))["labels"] == [mine]

    for body in ({"label_id": theirs}, {"labels": [mine, theirs]}):
        [field] = body
        for method, given in (("PATCH", body), ("PUT", TASK | body)):
            response = call(method, path, json=given)
            assert response.status_code == 409
            assert response.json()["detail"][0]["loc"] == ["body", field]
    after = data(call("GET", path))
    assert (after["label_id"], after["labels"]) == (mine, [mine])


def test_unknown_labels_are_a_conflict(call: Call) -> None:
    mine, _ = _labels()
    unknown = 99999 if isinstance(mine, int) else mine[:-4] + "ffff"

    for body in ({"label_id": unknown}, {"labels": [unknown]}, {"previous_id": 99999}):
        for user in (ANN, ROOT):
            response = call("POST", PATH, user, json=TASK | body)
            assert response.status_code == 409


def test_links_are_replaced(call: Call, create: Create) -> None:
    mine, _ = _labels()
    path = f"{PATH}/{create(labels=[mine])['id']}"

    assert data(call("PATCH", path, json={"note": "x"}))["labels"] == [mine]
    assert data(call("PATCH", path, json={"labels": []}))["labels"] == []


def _labels() -> tuple[Any, Any]:
    """The ids of a label of Ann's and of one of Bob's."""
    mine, theirs = (models.Label(name="x", owner_id=owner) for owner in (1, 2))
    if not hasattr(models, "User"):
        mine.id, theirs.id = 1, 2
        add(mine, theirs)
        return 1, 2
    from uuid import UUID

    mine.id, theirs.id = UUID(int=1), UUID(int=2)
    add(mine, theirs)
    return str(UUID(int=1)), str(UUID(int=2))


# Conflicts --------------------------------------------------------------------------


def test_a_value_that_is_taken_names_its_field(call: Call, create: Create) -> None:
    create()
    other = f"{PATH}/{create(title='two')['id']}"

    for method, path in (("POST", PATH), ("PATCH", other), ("PUT", other)):
        response = call(method, path, json=TASK)
        assert response.status_code == 409
        assert response.json()["detail"][0]["loc"] == ["body", "title"]


def test_what_is_referred_to_cannot_be_deleted(call: Call, create: Create) -> None:
    one = create()["id"]
    create(title="two", previous_id=one)

    assert call("DELETE", f"{PATH}/{one}", ROOT).status_code == 409
    assert call("GET", f"{PATH}/{one}", ROOT).status_code == 200


def test_an_action_needs_its_state(call: Call, create: Create) -> None:
    path = f"{PATH}/{create()['id']}"

    finished = call("POST", f"{path}/finish", json={"note": "done"})
    again = call("POST", f"{path}/finish")

    assert (finished.status_code, again.status_code) == (200, 409)
    assert data(finished)["status"] == "done"
    assert data(finished)["note"] == "done"
    assert data(finished)["finished_at"]
    assert call("POST", f"{PATH}/99999/finish").status_code == 404


def test_a_replacement_forgets_what_it_leaves_out(call: Call, create: Create) -> None:
    path = f"{PATH}/{create(note='x', stars=3, extra={'a': [1]})['id']}"

    replaced = data(call("PUT", path, json=TASK | {"title": "new"}))

    assert (replaced["title"], replaced["note"], replaced["stars"]) == (
        "new",
        None,
        None,
    )
    assert replaced["extra"] is None


def test_where_it_is_is_told(call: Call) -> None:
    response = call("POST", PATH, json=TASK)

    assert call("GET", response.headers["Location"]).status_code == 200


# Cursors ----------------------------------------------------------------------------

SORTS = [
    "stars",
    "-stars",
    "due,-stars",
    "-due,title",
    "created_at",
    "-created_at,stars",
]


@pytest.mark.parametrize("sort", SORTS)
def test_every_row_comes_once_with_ties_and_nulls(
    sort: str, call: Call, create: Create
) -> None:
    chance = random.Random(sort)
    made = [
        create(
            title=f"t{number}",
            stars=chance.choice([None, 1, 2]),
            due=chance.choice([None, "2026-01-01", "2026-01-02"]),
        )["id"]
        for number in range(23)
    ]
    seen: list[Any] = []
    query, rounds = f"sort={sort}&limit=4", 0
    page: dict[str, Any] = {"next_cursor": ""}

    while page["next_cursor"] is not None:
        cursor = f"&cursor={page['next_cursor']}" if page["next_cursor"] else ""
        page = data(call("GET", f"{PATH}?{query}{cursor}"))
        seen += [one["id"] for one in page["data"]]
        create(title=f"later {rounds}", stars=chance.choice([None, 1, 2]))
        rounds += 1

    assert len(seen) == len(set(seen))
    assert set(made) <= set(seen)


def test_a_cursor_is_good_for_its_list_only(call: Call, create: Create) -> None:
    for user in (ANN, BOB):
        for number in range(3):
            create(user, title=f"{user} {number}")
    cursor = data(call("GET", f"{PATH}?limit=1"))["next_cursor"]
    assert cursor

    for query, user, path in (
        (f"limit=1&cursor={cursor}&sort=title", ANN, PATH),
        (f"limit=1&cursor={cursor}&title=x", ANN, PATH),
        (f"limit=1&cursor={cursor}", BOB, PATH),
        (f"limit=1&cursor={cursor}", ANN, "/projects/other/tasks"),
        (f"limit=1&cursor={cursor[:-2]}", ANN, PATH),
        (f"limit=1&cursor=A{cursor}", ANN, PATH),
    ):
        assert call("GET", f"{path}?{query}", user).status_code == 400
