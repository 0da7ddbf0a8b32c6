"""Fixtures for the tests of labels."""

import itertools
from functools import partial

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient, Response
from sqlalchemy import select

from tracker.database import Database
from tracker.labels import service
from tracker.labels.schemas import LabelResponse

from tests.auth import callers
from tests.auth.callers import Caller
from tests.labels import examples


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
def shown(database: Database) -> examples.Shown:
    """`shown(id)` returns the stored row as responses show it, or `None`."""

    async def shown(id_: object) -> examples.Row | None:
        found = select(*service.COLUMNS).where(service.TABLE.c.id == id_)
        result = await database.execute(found)
        row = result.one_or_none()
        if row is None:
            return None
        answer = LabelResponse.model_validate(row._asdict())
        return answer.model_dump(mode="json")

    return shown


@pytest.fixture
async def caller(new_caller: examples.NewCaller) -> Caller:
    """A caller who may do everything."""
    return await new_caller("editor")


@pytest.fixture
def api(client: AsyncClient, act_as: examples.ActAs, caller: Caller) -> AsyncClient:
    """A client whose requests are those of the caller."""
    act_as(caller)
    return client


@pytest.fixture
async def powerless(new_caller: examples.NewCaller) -> Caller:
    """A caller who has none of the required roles."""
    return await new_caller("visitor")


@pytest.fixture
def path() -> str:
    return "/labels"


@pytest.fixture
def new() -> examples.New:
    """`new(**values)` returns a valid body with these values."""
    numbers = itertools.cycle(range(8))

    def new(**values: object) -> examples.Row:
        number = next(numbers)
        own = {
            "name": examples.UNIQUE["name"][number],
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
def ask(api: AsyncClient, path: str, new: examples.New) -> examples.Ask:
    """`ask(request, id)` sends one of REQUESTS with a valid body."""
    bodies: dict[str, examples.Row] = {
        "POST {path}": new(),
    }

    async def ask(
        request: str, id_: object = examples.UNKNOWN, below: str = path
    ) -> Response:
        method, _, url = request.partition(" ")
        url = url.format(path=below, id=id_)
        return await api.request(method, url, json=bodies.get(request))

    return ask
