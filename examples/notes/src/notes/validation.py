"""What the schemas of all resources share: strictness, and types with their limits."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    JsonValue,
    computed_field,
)

T = TypeVar("T")


class RequestModel(BaseModel):
    """A body or a query: what it does not name is refused."""

    model_config = ConfigDict(extra="forbid")


def _split(value: Any) -> Any:
    return [part for item in value for part in item.split(",")]


CommaSeparated = Annotated[tuple[T, ...], BeforeValidator(_split)]
"""`?a=1,2&a=3` is `(1, 2, 3)`."""

SearchText = Annotated[str, Field(min_length=1, max_length=200)]

Int32 = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
Int64 = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]


def _normal_url(value: str) -> str:
    return str(HttpUrl(value))


Url = Annotated[
    str,
    Field(max_length=2083, json_schema_extra={"format": "uri"}),
    AfterValidator(_normal_url),
]


def _without_zone(value: dt.time) -> dt.time:
    if value.tzinfo is not None:
        raise ValueError("Input should not have timezone info")
    return value


LocalTime = Annotated[dt.time, AfterValidator(_without_zone)]


def _not_null(value: JsonValue) -> JsonValue:
    if value is None:
        raise ValueError("Input should not be null")
    return value


JsonDocument = Annotated[JsonValue, AfterValidator(_not_null)]


def computed(function: Callable[[Any], T]) -> cached_property[T]:
    """A field of answers that is made of their other fields."""
    return computed_field(cached_property(function))
