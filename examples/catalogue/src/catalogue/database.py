"""The database: engine, single statements, transactions, and the base of every model."""

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
from enum import StrEnum
from typing import Annotated, Any, TypeAlias, cast
from uuid import UUID

from fastapi import Depends, Request
from pydantic import TypeAdapter
from sqlalchemy import (
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Enum,
    Executable,
    MetaData,
    Table,
    TypeDecorator,
    event,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
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

from catalogue.errors import (
    UNKNOWN_REFERENCE,
    Conflict,
    DomainError,
    Invalid,
    Unavailable,
)
from catalogue.settings import Settings


class Base(DeclarativeBase):
    """Base of every model. Constraints get predictable names, which migrations and 409 answers rely on."""

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
        """The Core table: statements over it skip the work of loading ORM entities."""
        return cast("Table", cls.__table__)


def choice(values: type[StrEnum], name: str) -> Enum:
    """A text column with a check of its values, which a revision can change at any time."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=50,
        values_callable=lambda members: [member.value for member in members],
    )


class Structure(TypeDecorator[Any]):
    """A JSONB column of a Pydantic type, which checks values on their way in and out.

    What was stored before the type lost a field loads without it.
    """

    impl = JSONB
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__(none_as_null=True)
        self.kind: TypeAdapter[Any] = TypeAdapter(kind)

    def process_bind_param(self, value: Any, _dialect: Dialect) -> Any:
        if value is None:
            return None
        return self.kind.dump_python(self.kind.validate_python(value), mode="json")

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        if value is None:
            return None
        return self.kind.validate_python(value, extra="ignore")


class Record(Base):
    """What every resource has without asking: all three set by the database."""

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


Listener: TypeAlias = Callable[[Sequence[Executable]], Awaitable[None]]
"""Is told what was executed, reads and writes alike."""


class Database:
    """Single statements by `execute`, several in one transaction by `begin`.

    A single statement is its own transaction (AUTOCOMMIT): one round trip, no BEGIN
    and no COMMIT, and the connection is back in the pool before the answer is built.

    Listeners are told of statements once these can have taken effect: after a single
    one, after the commit of several. That they failed is no reason not to tell, since a
    connection that breaks leaves open whether they did.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.listeners: list[Listener] = []
        self._engine = engine
        transactions = engine.execution_options(isolation_level="READ COMMITTED")
        event.listen(transactions.sync_engine, "after_execute", _note)
        self._sessions = async_sessionmaker(transactions, expire_on_commit=False)

    async def execute(
        self,
        statement: Executable,
        parameters: Mapping[str, Any] | None = None,
    ) -> CursorResult[Any]:
        """Run one statement. Its rows are in memory: they outlive the connection."""
        try:
            with domain_errors():
                async with self._engine.connect() as connection:
                    return await connection.execute(statement, parameters)
        finally:
            await self._tell([statement])

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[AsyncSession]:
        """A session in a transaction: commits at the end, rolls back on any error."""
        statements: list[Executable] = []
        try:
            with domain_errors():
                async with self._sessions.begin() as session:
                    await session.connection(execution_options={NOTES: statements})
                    yield session
        finally:
            await self._tell(statements)

    async def ping(self) -> None:
        """Raise unless the database answers."""
        await self.execute(text("SELECT 1"))

    async def _tell(self, statements: Sequence[Executable]) -> None:
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
def domain_errors() -> Generator[None]:
    """Raise what the driver raises as a domain error, where it is the client's or passing."""
    try:
        yield
    except DBAPIError as error:
        raise _domain_error(error) or error from error
    except (OSError, PoolTimeoutError) as error:
        raise Unavailable from error


def _domain_error(error: DBAPIError) -> DomainError | None:
    driver = error.driver_exception
    state = str(getattr(driver, "sqlstate", None) or "")
    if state in _CONFLICTS:
        is_delete = str(error.statement).startswith("DELETE")
        name = None if is_delete else getattr(driver, "constraint_name", None)
        fields = _fields_of(name)
        return Conflict(_CONFLICTS[state], *fields)
    if error.connection_invalidated or state.startswith(_UNAVAILABLE):
        return Unavailable()
    if isinstance(driver, ValueError) or state.startswith(_INVALID):
        return Invalid()
    return None


def _fields_of(name: str | None) -> list[str]:
    """The fields of a constraint, by the name that the convention gave it."""
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
    """The database of the settings; its pool closes at the end."""
    engine = create_async_engine(
        settings.database_url,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        pool_size=settings.database_pool_size,
        max_overflow=settings.database_pool_overflow,
        pool_timeout=settings.database_pool_timeout,
        pool_recycle=1800,
        connect_args={
            "timeout": settings.database_connect_timeout,
            "server_settings": {
                "statement_timeout": str(
                    int(settings.database_statement_timeout * 1000)
                ),
            },
        },
    )
    try:
        yield Database(engine)
    finally:
        await engine.dispose()


async def get_database(request: Request) -> Database:
    """The database that the application opened at start-up."""
    return cast("Database", request.app.state.database)


DatabaseDep = Annotated[Database, Depends(get_database)]
