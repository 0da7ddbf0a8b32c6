"""Settings: from the environment, then from `.env`, all checked before anything starts."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    Field,
    PositiveFloat,
    PositiveInt,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from catalogue.development import embedded_database_url


class EnvironmentSettings(BaseSettings):
    """Base of all settings: one field per variable, named alike in capitals.

    `.env.example` explains each. A package that has settings of its own derives from
    this, and loads them in the lifespan of its router.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    environment: Literal["development", "test", "production"] = "development"


S = TypeVar("S", bound=EnvironmentSettings)


class Settings(EnvironmentSettings):
    """What every service has."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    docs: bool | None = None
    max_body_size: PositiveInt = 1024 * 1024

    database_url: Annotated[str, Field(repr=False)] = ""
    database_pool_size: PositiveInt = 10
    database_pool_overflow: Annotated[int, Field(ge=0)] = 10
    database_pool_timeout: PositiveFloat = 5
    database_connect_timeout: PositiveFloat = 5
    database_statement_timeout: PositiveFloat = 10

    @field_validator("docs")
    @classmethod
    def _resolve_docs(cls, value: bool | None, info: ValidationInfo) -> bool:
        return may_improvise(info.data) if value is None else value

    @field_validator("database_url")
    @classmethod
    def _resolve_database_url(cls, value: str, info: ValidationInfo) -> str:
        if value:
            return _asyncpg_url(value)
        if may_improvise(info.data):
            return embedded_database_url()
        raise ValueError("must be set in production")


def may_improvise(values: dict[str, Any]) -> bool:
    """Whether what is missing may be made up, according to the settings checked so far."""
    # A misspelt environment is missing here, and is then treated like production.
    return values.get("environment") in {"development", "test"}


def load(kind: type[S], **given: Any) -> S:
    """Settings of this process, which ends with a line per problem if there are any."""
    try:
        return kind(**given)
    except ValidationError as error:
        raise SystemExit("\n".join(map(_line, error.errors()))) from None


def load_settings() -> Settings:
    """What every service has, of this process."""
    return load(Settings)


def check_settings() -> None:
    """End the process with a line per problem in the settings of any imported module."""
    lines: dict[str, None] = {}
    for kind in EnvironmentSettings.__subclasses__():
        try:
            kind()
        except ValidationError as error:
            lines |= dict.fromkeys(map(_line, error.errors()))
    if lines:
        raise SystemExit("\n".join(lines))


def _line(problem: Any) -> str:
    variable = "_".join(map(str, problem["loc"])).upper()
    return f"{variable}: {problem['msg'].removeprefix('Value error, ')}"


def _asyncpg_url(value: str) -> str:
    try:
        url = make_url(value)
    except ArgumentError:
        raise ValueError("must be like postgresql://user:password@host/name") from None
    if url.drivername not in {"postgres", "postgresql", "postgresql+asyncpg"}:
        raise ValueError("must start with postgresql://")
    # The words of libpq, which hosted databases use in their URLs, are not asyncpg's.
    query = {
        "ssl" if name == "sslmode" else name: value
        for name, value in url.query.items()
        if name != "channel_binding"
    }
    asyncpg_url = url.set(drivername="postgresql+asyncpg", query=query)
    return asyncpg_url.render_as_string(hide_password=False)
