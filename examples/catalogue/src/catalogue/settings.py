"""Settings from environment variables and `.env`, checked before the start."""

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
    """Base class of settings, with a field for each environment variable.

    `.env.example` explains them. A package with settings of its own derives a class
    from this one, and loads it in the lifespan of its router.
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
    """Settings of the service."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    telemetry: bool = False
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
    """Tell whether defaults that production forbids are allowed."""
    # An invalid environment is missing here, and is treated like production.
    return values.get("environment") in {"development", "test"}


def load(kind: type[S], **given: Any) -> S:
    """Load settings. Exit with a line for each problem."""
    try:
        return kind(**given)
    except ValidationError as error:
        raise SystemExit("\n".join(map(_line, error.errors()))) from None


def load_settings() -> Settings:
    """Return the settings of this process."""
    return load(Settings)


def check_settings() -> None:
    """Check the settings of all modules. Exit with a line for each problem."""
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
    # Hosted databases use parameters of libpq, which asyncpg does not know.
    query = {
        "ssl" if name == "sslmode" else name: value
        for name, value in url.query.items()
        if name != "channel_binding"
    }
    asyncpg_url = url.set(drivername="postgresql+asyncpg", query=query)
    return asyncpg_url.render_as_string(hide_password=False)
