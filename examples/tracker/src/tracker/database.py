"""The database: statements, transactions, and the base class of models."""

import asyncio
import json
from collections.abc import (
    AsyncGenerator,
    Awaitable,
    Callable,
    Generator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, TypeAlias, cast
from uuid import UUID

import asyncpg  # type: ignore[import-untyped]
import sqlalchemy as sa
from fastapi import Depends, Request
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import (
    Connection,
    CursorResult,
    DateTime,
    Executable,
    MetaData,
    Table,
    event,
    func,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import ColumnCollectionConstraint

from tracker.compiled import CompiledStatement, compile_statement
from tracker.errors import (
    UNKNOWN_REFERENCE,
    Conflict,
    DomainError,
    Invalid,
    Unavailable,
)
from tracker.settings import Settings


class Base(DeclarativeBase):
    """Base class of all models.

    Migrations and errors rely on the names of constraints.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    @classmethod
    def table(cls) -> Table:
        """Return the Core table, whose statements load no ORM entities."""
        return cast("Table", cls.__table__)


def choice(values: type[Enum], name: str) -> sa.Enum:
    """Return a text column type with a check of its values.

    A later revision can change the check.
    """
    return sa.Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=50,
        values_callable=lambda members: [member.value for member in members],
    )


class Structure(sa.TypeDecorator[Any]):
    """A JSON column of a Pydantic type, validated when stored and loaded.

    Values that were stored before the type lost a field load without it.
    """

    impl = postgresql.JSONB
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__(none_as_null=True)
        self.kind: TypeAdapter[Any] = TypeAdapter(kind)

    def process_bind_param(self, value: Any, _dialect: sa.Dialect) -> Any:
        if value is None:
            return None
        return self.kind.dump_python(self.kind.validate_python(value), mode="json")

    def process_result_value(self, value: Any, _dialect: sa.Dialect) -> Any:
        if value is None:
            return None
        try:
            return self.kind.validate_python(value)
        except ValidationError as error:
            for problem in error.errors():
                if problem["type"] == "extra_forbidden":
                    _drop(value, problem["loc"])
            return self.kind.validate_python(value)


def _drop(value: Any, location: Sequence[int | str]) -> bool:
    """Drop the key at a location, some steps of which are tags of unions."""
    step, *rest = location
    is_there = (isinstance(value, dict) and step in value) or (
        isinstance(value, list) and isinstance(step, int)
    )
    if rest:
        return (is_there and _drop(value[step], rest)) or _drop(value, rest)
    if is_there:
        del value[step]
    return is_there


class Record(Base):
    """Base class of resources: their key and timestamps, which the database sets."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(
        primary_key=True,
        server_default=func.gen_random_uuid(),
        sort_order=-1,
    )
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True),
        server_default=func.now(),
        sort_order=1,
    )
    updated_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True),
        server_default=func.now(),
        onupdate=func.now(),
        sort_order=1,
    )


NO_PARAMETERS: Mapping[str, Any] = {}

Listener: TypeAlias = Callable[[Sequence[Executable]], Awaitable[None]]
"""Gets the statements that were executed, reads and writes."""


class Database:
    """Runs single statements with `fetch`, and transactions with `begin`.

    A single statement is a transaction of its own (AUTOCOMMIT): one round trip without
    BEGIN and COMMIT, after which the connection is back in the pool. `fetch` uses the
    pool of asyncpg, and `execute` and `begin` that of the engine.

    While PostgreSQL is away, statements raise Unavailable, which clients get as 503.
    So does one that meets a broken connection; the next one gets a new connection.

    Listeners get statements once these can have taken effect: a single one after it
    ran, several after the commit. They get failed ones too, since a broken connection
    does not tell whether the statement took effect.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        pool: asyncpg.Pool,
        pool_timeout: float,
    ) -> None:
        self.listeners: list[Listener] = []
        self._engine = engine
        self._pool = pool
        self._pool_timeout = pool_timeout
        self._compiled = lru_cache(maxsize=1024)(self._compile)
        transactions = engine.execution_options(isolation_level="READ COMMITTED")
        event.listen(transactions.sync_engine, "after_execute", _note)
        self._sessions = async_sessionmaker(transactions, expire_on_commit=False)

    async def fetch(
        self,
        statement: Executable,
        parameters: Mapping[str, Any] = NO_PARAMETERS,
    ) -> list[dict[str, Any]]:
        """Run one statement, and return its rows by column name.

        The statement is compiled once, so it should be a constant whose values are
        parameters.
        """
        compiled = self._compiled(statement, tuple(parameters))
        if compiled is None:
            result = await self.execute(statement, parameters)
            return [row._asdict() for row in result]
        try:
            with domain_errors(compiled.sql):
                arguments = compiled.arguments(parameters)
                async with asyncio.timeout(self._pool_timeout):
                    connection = await self._pool.acquire()
                try:
                    records = await connection.fetch(compiled.sql, *arguments)
                finally:
                    await self._pool.release(connection)
        finally:
            await self._notify([statement])
        return compiled.rows(records)

    async def execute(
        self,
        statement: Executable,
        parameters: Mapping[str, Any] | None = None,
    ) -> CursorResult[Any]:
        """Run one statement of any kind, and return the result of SQLAlchemy.

        Its rows stay valid after the connection is returned.
        """
        try:
            with domain_errors():
                async with self._engine.connect() as connection:
                    return await connection.execute(statement, parameters)
        finally:
            await self._notify([statement])

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[AsyncSession]:
        """Open a session in a transaction, which is rolled back on any error."""
        statements: list[Executable] = []
        try:
            with domain_errors():
                async with self._sessions.begin() as session:
                    await session.connection(execution_options={NOTES: statements})
                    yield session
        finally:
            await self._notify(statements)

    async def ping(self) -> None:
        """Raise unless the database answers."""
        await self.execute(text("SELECT 1"))

    def _compile(
        self,
        statement: Executable,
        names: tuple[str, ...],
    ) -> CompiledStatement | None:
        return compile_statement(statement, names, self._engine.dialect)

    async def _notify(self, statements: Sequence[Executable]) -> None:
        for listener in self.listeners:
            await listener(statements)


NOTES = "statements"
"""The execution option of a transaction that collects what it executes."""


def _note(
    _connection: Connection,
    statement: Executable,
    _multiple: object,
    _parameters: object,
    options: Mapping[str, Any],
    _result: object,
) -> None:
    options[NOTES].append(statement)


@contextmanager
def domain_errors(sql: str = "") -> Generator[None]:
    """Raise errors of the driver as domain errors, unless they are bugs."""
    try:
        yield
    except DBAPIError as error:
        driver = error.driver_exception
        broken = error.connection_invalidated
        if domain_error := _domain_error(driver, str(error.statement), broken=broken):
            raise domain_error from error
        raise
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        broken = "connection is closed" in str(error)
        if domain_error := _domain_error(error, sql, broken=broken):
            raise domain_error from error
        raise
    except (OSError, PoolTimeoutError) as error:
        raise Unavailable from error


def _domain_error(
    driver: BaseException,
    sql: str,
    *,
    broken: bool,
) -> DomainError | None:
    state = str(getattr(driver, "sqlstate", None) or "")
    if state in _CONFLICTS:
        is_delete = sql.startswith("DELETE")
        name = None if is_delete else getattr(driver, "constraint_name", None)
        fields = _fields_of(name)
        return Conflict(_CONFLICTS[state], *fields)
    if broken or state.startswith(_UNAVAILABLE):
        return Unavailable()
    if isinstance(driver, ValueError) or state.startswith(_INVALID):
        return Invalid()
    return None


def _fields_of(name: str | None) -> list[str]:
    """Return the fields of a constraint with this name."""
    for table in Base.metadata.tables.values():
        for found in table.constraints:
            if isinstance(found, ColumnCollectionConstraint) and found.name == name:
                columns = found.columns
                return [column.info.get("field", column.name) for column in columns]
    return []


# https://www.postgresql.org/docs/current/errcodes-appendix.html
_CONFLICTS = {
    "23001": UNKNOWN_REFERENCE,
    "23503": UNKNOWN_REFERENCE,
    "23505": "A resource with this value already exists.",
    "23514": "The value is not allowed.",
    "23P01": "The value overlaps with that of another resource.",
}
_INVALID = ("22", "54")  # data exception, program limit exceeded
_UNAVAILABLE = ("08", "40", "53", "57")  # connection, rollback, resources, operator


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncGenerator[Database]:
    """Open the database of the settings, and close its pools at the end."""
    timeout = settings.database_statement_timeout
    connect_args: dict[str, Any] = {
        "timeout": settings.database_connect_timeout,
        "server_settings": {"statement_timeout": str(int(timeout * 1000))},
    }
    engine = create_async_engine(
        settings.database_url,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        # Zero would mean any number.
        pool_size=settings.database_pool_overflow or 1,
        max_overflow=0,
        pool_timeout=settings.database_pool_timeout,
        pool_recycle=1800,
        connect_args=connect_args,
    )
    _, given = engine.dialect.create_connect_args(engine.url)
    options = {**given, **connect_args}
    if "prepared_statement_cache_size" in options:
        cached = options.pop("prepared_statement_cache_size")
        options["statement_cache_size"] = cached
    try:
        async with asyncpg.create_pool(
            **options,
            min_size=0,
            max_size=settings.database_pool_size,
            init=_use_json,
            reset=_keep,
        ) as pool:
            yield Database(engine, pool, settings.database_pool_timeout)
    finally:
        await engine.dispose()


async def _use_json(connection: Any) -> None:
    for name in ("json", "jsonb"):
        await connection.set_type_codec(
            name,
            schema="pg_catalog",
            encoder=str,
            decoder=json.loads,
        )


async def _keep(_connection: Any) -> None:
    """Reset nothing: single statements leave nothing behind."""


async def get_database(request: Request) -> Database:
    """Return the database that the application opened at start-up."""
    return cast("Database", request.app.state.database)


DatabaseDep = Annotated[Database, Depends(get_database)]
