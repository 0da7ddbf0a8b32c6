"""Settings: from the environment, then from `.env`, all checked before anything starts."""

import secrets
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from catalogue.development import embedded_database_url

NAME = "catalogue"
SECRET_LENGTH = 32


class Settings(BaseSettings):
    """One field per variable, named alike in capitals. `.env.example` explains each."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    environment: Literal["development", "test", "production"] = "development"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    docs: bool | None = None
    max_body_size: PositiveInt = 1024 * 1024

    database_url: Annotated[str, Field(repr=False)] = ""
    database_pool_size: PositiveInt = 10
    database_pool_overflow: Annotated[int, Field(ge=0)] = 10
    database_pool_timeout: PositiveFloat = 5
    database_connect_timeout: PositiveFloat = 5
    database_statement_timeout: PositiveFloat = 10

    secret_key: SecretStr = SecretStr("")
    token_minutes: PositiveInt = 15
    token_issuer: str = NAME
    token_audience: str = NAME

    @field_validator("docs")
    @classmethod
    def _resolve_docs(cls, value: bool | None, info: ValidationInfo) -> bool:
        return _may_improvise(info.data) if value is None else value

    @field_validator("database_url")
    @classmethod
    def _resolve_database_url(cls, value: str, info: ValidationInfo) -> str:
        if value:
            return _asyncpg_url(value)
        if _may_improvise(info.data):
            return embedded_database_url()
        raise ValueError("must be set in production")

    @field_validator("secret_key")
    @classmethod
    def _resolve_secret_key(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        secret = value.get_secret_value()
        if len(secret) >= SECRET_LENGTH:
            return value
        if secret:
            raise ValueError(f"must have at least {SECRET_LENGTH} characters")
        if _may_improvise(info.data):
            return SecretStr(secrets.token_urlsafe(SECRET_LENGTH))
        raise ValueError("must be set in production")


def load_settings() -> Settings:
    """The settings of this process, which ends with a line per problem if there are any."""
    try:
        return Settings()
    except ValidationError as error:
        raise SystemExit("\n".join(map(_line, error.errors()))) from None


def _line(problem: Any) -> str:
    variable = "_".join(map(str, problem["loc"])).upper()
    return f"{variable}: {problem['msg'].removeprefix('Value error, ')}"


def _may_improvise(values: dict[str, Any]) -> bool:
    # A misspelt environment is missing here, and is then treated like production.
    return values.get("environment") in {"development", "test"}


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
