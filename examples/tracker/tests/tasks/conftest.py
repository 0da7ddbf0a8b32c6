"""Fixtures for the tests of tasks."""

from functools import partial
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient, Response
from sqlalchemy import select

from tracker.database import Base, Database
from tracker.projects.models import Project
from tracker.tasks import service
from tracker.tasks.schemas import TaskResponse

from tests.auth import callers
from tests.auth.callers import Caller
from tests.rows import insert_row, update_row
from tests.tasks import examples


@pytest.fixture
def new_caller(app: FastAPI, database: Database) -> examples.NewCaller:
    """`new_caller(*roles)` returns a caller with these roles."""
    return partial(callers.new_caller, app)


@pytest.fixture
def act_as(client: AsyncClient) -> examples.ActAs:
    """`act_as(caller)` authenticates requests; `None` makes them anonymous."""

    def act_as(caller: object) -> None:
        client.headers.clear()
        if isinstance(caller, Caller):
            client.headers.update(caller.headers)

    return act_as


@pytest.fixture
async def parent(database: Database, caller: Caller) -> str:
    """The id of a project of the caller."""
    table = Project.table()
    return str(await insert_row(database, table, owner_id=caller.id))


@pytest.fixture
async def other_parent(database: Database, caller: Caller) -> str:
    """The id of another project."""
    table = Project.table()
    return str(await insert_row(database, table, owner_id=caller.id))


@pytest.fixture
async def alien_parent(database: Database) -> str:
    """The id of a project of another owner."""
    return str(await insert_row(database, Project.table()))


@pytest.fixture
async def referenced(database: Database) -> dict[str, list[Any]]:
    """Ids of rows that bodies can refer to, by field."""
    tables = Base.metadata.tables
    labels_ids = [await insert_row(database, tables["labels"]) for _ in range(2)]
    return {
        "labels": [str(id_) for id_ in labels_ids],
    }


@pytest.fixture
async def alien(database: Database) -> dict[str, Any]:
    """Ids of rows of another owner, by field."""
    tables = Base.metadata.tables
    follows_id = await insert_row(database, tables["tasks"])
    return {
        "follows": str(follows_id),
    }


@pytest.fixture
def shown(database: Database) -> examples.Shown:
    """`shown(id)` returns the stored row as responses show it, or `None`."""

    async def shown(id_: object) -> examples.Row | None:
        found = select(*service.COLUMNS).where(service.TABLE.c.id == id_)
        result = await database.execute(found)
        row = result.one_or_none()
        if row is None:
            return None
        answer = TaskResponse.model_validate(row._asdict())
        return answer.model_dump(mode="json")

    return shown


@pytest.fixture
def change(database: Database) -> examples.Change:
    """`change(id, **values)` sets any columns of a row."""
    return partial(update_row, database, service.TABLE)


@pytest.fixture
async def caller(new_caller: examples.NewCaller) -> Caller:
    """A caller who may do everything."""
    return await new_caller()


@pytest.fixture
def api(client: AsyncClient, act_as: examples.ActAs, caller: Caller) -> AsyncClient:
    """A client whose requests are those of the caller."""
    act_as(caller)
    return client


@pytest.fixture
async def stranger(new_caller: examples.NewCaller) -> Caller:
    """Another caller, who owns nothing."""
    return await new_caller()


@pytest.fixture
async def overseer(new_caller: examples.NewCaller) -> Caller:
    """A caller who reaches the rows of every owner."""
    return await new_caller("admin")


@pytest.fixture
def path(parent: object) -> str:
    return examples.path_below(parent)


@pytest.fixture
def new(referenced: dict[str, list[Any]]) -> examples.New:
    """`new(**values)` returns a valid body with these values."""

    def new(**values: object) -> examples.Row:
        own = {
            "labels": referenced["labels"][:1],
        }
        return examples.BODY | own | values

    return new


@pytest.fixture
def create(api: AsyncClient, path: str, new: examples.New) -> examples.Create:
    """`create(**values)` creates one and returns it."""

    async def create(**values: object) -> examples.Row:
        response = await api.post(path, json=new(**values))
        assert response.status_code == 201, response.text
        return examples.one(response)

    return create


@pytest.fixture
def arrange(
    create: examples.Create, change: examples.Change, shown: examples.Shown
) -> examples.Create:
    """`arrange(**values)` creates one that has these values."""

    async def arrange(**values: object) -> examples.Row:
        created = await create()
        await change(created["id"], **values)
        arranged = await shown(created["id"])
        assert arranged
        return arranged

    return arrange


@pytest.fixture
def ask(api: AsyncClient, path: str, new: examples.New) -> examples.Ask:
    """`ask(request, id)` sends one of REQUESTS with a valid body."""
    bodies: dict[str, examples.Row] = {
        "POST {path}": new(),
        "PATCH {path}/{id}": examples.CHANGES,
        "PUT {path}/{id}": examples.replacement(new()),
        "POST {path}/{id}/finish": examples.INPUTS["finish"],
    }

    async def ask(
        request: str, id_: object = examples.UNKNOWN, below: str = path
    ) -> Response:
        method, _, url = request.partition(" ")
        url = url.format(path=below, id=id_)
        return await api.request(method, url, json=bodies.get(request))

    return ask
