"""Types that the schemas of all resources share."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    HttpUrl,
    JsonValue,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    computed_field,
)
from pydantic_core import CoreSchema

T = TypeVar("T")


class RequestModel(BaseModel):
    """Base class of request bodies and queries. Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


def omittable() -> Any:
    """Return the default of a field that a body may leave out.

    `exclude_unset` tells it from null.
    """
    return Field(default=None, json_schema_extra=_without_default)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


def _split(values: Sequence[str], validate: ValidatorFunctionWrapHandler) -> Any:
    if len(values) > 1:
        try:
            return validate(values)
        except ValidationError:
            pass
    return validate([part for value in values for part in value.split(",")])


CommaSeparated = Annotated[tuple[T, ...], WrapValidator(_split)]
"""`?a=1,2` and `?a=1&a=2` are both `(1, 2)`. Repeat texts with a comma."""

SearchText = Annotated[str, Field(min_length=1, max_length=200)]

Int32 = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
Int64 = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]

_HTTP_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)


def _normal_url(value: str) -> str:
    return str(_HTTP_URL.validate_python(value))


class _Uri:
    """Metadata of a type whose JSON schema has this format."""

    @staticmethod
    def __get_pydantic_json_schema__(
        schema: CoreSchema,
        handler: GetJsonSchemaHandler,
    ) -> dict[str, Any]:
        return handler(schema) | {"format": "uri"}


Url = Annotated[str, Field(max_length=2083), _Uri, AfterValidator(_normal_url)]


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
    """Make a field of responses from a function of the other fields."""
    return computed_field(cached_property(function))
