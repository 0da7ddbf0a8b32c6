"""Settings of the cache: Redis, Valkey, or this process outside production."""

from typing import Annotated

from pydantic import Field, PositiveFloat, ValidationInfo, field_validator

from tracker.settings import EnvironmentSettings, may_improvise

SCHEMES = ("redis://", "rediss://", "valkey://", "valkeys://")


class CacheSettings(EnvironmentSettings):
    """Environment variables of the cache."""

    cache_url: Annotated[str, Field(repr=False)] = ""
    cache_timeout: PositiveFloat = 0.25

    @field_validator("cache_url")
    @classmethod
    def _check_cache_url(cls, value: str, info: ValidationInfo) -> str:
        if not value and not may_improvise(info.data):
            raise ValueError("must be set in production")
        if value and not value.startswith(SCHEMES):
            raise ValueError(f"must start with one of {', '.join(SCHEMES)}")
        return value
