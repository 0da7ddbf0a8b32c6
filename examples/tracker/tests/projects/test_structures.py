"""Lists, nested objects and unions of projects."""

import pytest
from httpx2 import AsyncClient
from sqlalchemy import type_coerce, update
from sqlalchemy.dialects.postgresql import JSONB

from tracker.database import Database
from tracker.projects import service

from tests.projects import examples

BROKEN = [
    pytest.param(
        ["contact", "no_such_field"],
        {"name": "name 1", "email": "person1@example.com", "no_such_field": 1},
        id="contact-no_such_field-unknown",
    ),
    pytest.param(
        ["contact", "name"], {"email": "person1@example.com"}, id="contact-name-missing"
    ),
    pytest.param(
        ["contact", "name"],
        {"name": None, "email": "person1@example.com"},
        id="contact-name-null",
    ),
    pytest.param(
        ["contact", "name"],
        {"name": 1, "email": "person1@example.com"},
        id="contact-name-wrong-type",
    ),
    pytest.param(
        ["contact", "email"],
        {"name": "name 1", "email": "not of this type"},
        id="contact-email-wrong-type",
    ),
]
"""The place of an error in a body, and the invalid value of its field."""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param(
            "contact",
            {"name": "name 1", "email": "person1@example.com"},
            id="contact-1",
        ),
        pytest.param(
            "contact",
            {"name": "name 2", "email": "person2@example.com"},
            id="contact-2",
        ),
    ],
)
async def test_is_returned_as_it_was_sent(
    name: str,
    value: object,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create(**{name: value})
    assert created[name] == value
    assert await shown(created["id"]) == created


@pytest.mark.parametrize(
    ("name", "least", "filled"),
    [
        pytest.param(
            "contact",
            {"name": "name 1"},
            {"name": "name 1", "email": None},
            id="contact",
        ),
    ],
)
async def test_fills_in_defaults(
    name: str,
    least: object,
    filled: examples.Row,
    create: examples.Create,
) -> None:
    created = await create(**{name: least})
    assert created[name].items() >= filled.items()


@pytest.mark.parametrize("name", ["contact"])
async def test_leaves_out_stored_members_that_were_removed(
    name: str,
    database: Database,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    old = type_coerce(created[name] | {"a_field_of_the_past": 1}, JSONB)
    this = service.TABLE.c.id == created["id"]
    await database.execute(update(service.TABLE).where(this).values({name: old}))
    found = await shown(created["id"])
    assert found
    assert found[name] == created[name]


@pytest.mark.parametrize(("where", "value"), BROKEN)
async def test_create_refuses(
    where: list[str | int],
    value: object,
    api: AsyncClient,
    path: str,
    new: examples.New,
) -> None:
    response = await api.post(path, json=new(**{str(where[0]): value}))
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", *where]]


@pytest.mark.parametrize(("where", "value"), BROKEN)
async def test_update_refuses(
    where: list[str | int], value: object, api: AsyncClient, path: str
) -> None:
    change = {str(where[0]): value}
    response = await api.patch(f"{path}/{examples.UNKNOWN}", json=change)
    refused = where[:1] if where[0] in examples.FIXED else where
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", *refused]]
