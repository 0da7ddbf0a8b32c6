"""Types that the schemas of all resources share."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
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
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, to_json

T = TypeVar("T")


class RequestModel(BaseModel):
    """Base class of request bodies and queries. Unknown fields are refused.

    So is `true` for a number, and a number for `true` or for a date.
    """

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _as_described(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        kinds = _kinds_of(cls)
        misfits: list[InitErrorDetails] = [
            {"type": wrong, "loc": (name,), "input": value}
            for name, value in values.items()
            if (wrong := _misfit(value, kinds.get(name, frozenset())))
        ]
        if misfits:
            raise ValidationError.from_exception_data(cls.__name__, misfits)
        return values


Kinds = frozenset[str]
"""Types of JSON, and formats of texts, that a value may have."""

NUMBERS = frozenset({"integer", "number"})
MOMENTS = frozenset({"date", "date-time", "time", "duration"})
NO_NUMBERS = MOMENTS | {"boolean"}


@cache
def _kinds_of(model: type[BaseModel]) -> Mapping[str, Kinds]:
    schema = model.model_json_schema(by_alias=False)
    definitions = schema.get("$defs", {})
    return {
        name: frozenset(_kinds(one, definitions))
        for name, one in schema["properties"].items()
    }


def _kinds(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    for word in ("anyOf", "oneOf", "allOf"):
        for one in schema.get(word, ()):
            yield from _kinds(one, definitions)
    if schema.get("type") == "array":
        yield from _kinds(schema.get("items", {}), definitions)
    yield from (schema[word] for word in ("type", "format") if word in schema)
    if not schema:
        yield "any"


def _misfit(value: Any, kinds: Kinds) -> PydanticCustomError | None:
    """Return the error if Pydantic would change the type of the value."""
    values = value if isinstance(value, list) else [value]
    found = (_misfit_of_one(one, kinds) for one in values if "any" not in kinds)
    return next(filter(None, found), None)


def _misfit_of_one(value: Any, kinds: Kinds) -> PydanticCustomError | None:
    if isinstance(value, bool):
        is_other = "boolean" not in kinds and not kinds.isdisjoint(NUMBERS | MOMENTS)
        return _refused("true or false") if is_other else None
    if isinstance(value, int | float):
        is_other = kinds.isdisjoint(NUMBERS) and not kinds.isdisjoint(NO_NUMBERS)
        return _refused("a number") if is_other else None
    if isinstance(value, str) and not kinds.isdisjoint(MOMENTS):
        # Queries separate several values by commas.
        found = (_misfit_of_text(text, kinds) for text in value.split(","))
        return next(filter(None, found), None)
    return None


def _misfit_of_text(text: str, kinds: Kinds) -> PydanticCustomError | None:
    with suppress(ValueError):
        float(text)
        return _refused("a number")
    try:
        if "duration" in kinds:
            _DURATION.validate_python(text)
    except OverflowError:
        return _refused("so long a duration")
    except ValidationError:
        pass
    return None


def _refused(said: str) -> PydanticCustomError:
    return PydanticCustomError(
        "json_type", "Input should not be {said}", {"said": said}
    )


_DURATION: TypeAdapter[dt.timedelta] = TypeAdapter(dt.timedelta)


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


@dataclass(frozen=True)
class Format:
    """Metadata of a type whose JSON schema has this format."""

    name: str

    def __get_pydantic_json_schema__(
        self,
        schema: CoreSchema,
        handler: GetJsonSchemaHandler,
    ) -> dict[str, Any]:
        return handler(schema) | {"format": self.name}


Int32 = Annotated[int, Field(ge=-(2**31), le=2**31 - 1), Format("int32")]
Int64 = Annotated[int, Field(ge=-(2**63), le=2**63 - 1), Format("int64")]
StoredInt32 = Annotated[int, Format("int32")]
StoredInt64 = Annotated[int, Format("int64")]


LONGEST_URL = 2083
_HTTP_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)


def _normal_url(value: str) -> str:
    url = str(_HTTP_URL.validate_python(value))
    if len(url) > LONGEST_URL:
        raise ValueError(f"URL should have at most {LONGEST_URL} characters, encoded")
    return url


Url = Annotated[
    str, Field(max_length=LONGEST_URL), Format("uri"), AfterValidator(_normal_url)
]


def _without_zone(value: dt.time) -> dt.time:
    if value.tzinfo is not None:
        raise ValueError("Input should not have timezone info")
    return value


LocalTime = Annotated[dt.time, AfterValidator(_without_zone)]


def _with_zone(value: dt.datetime) -> dt.datetime:
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)


StoredDatetime = Annotated[dt.datetime, AfterValidator(_with_zone)]
"""A moment of the database. The driver gives `infinity` without a zone."""


DEEPEST_JSON = 100
LONGEST_JSON = 1_000_000
"""Bytes of a document, as it is sent."""


def _storable(value: JsonValue) -> JsonValue:
    if value is None:
        raise ValueError("Input should not be null")
    if _depth(value) > DEEPEST_JSON:
        raise ValueError(f"Input should be at most {DEEPEST_JSON} levels deep")
    if len(to_json(value)) > LONGEST_JSON:
        raise ValueError(f"Input should have at most {LONGEST_JSON} bytes")
    return value


def _depth(value: JsonValue) -> int:
    depth, level = 0, [value]
    while level := [one for one in level if isinstance(one, dict | list)]:
        depth += 1
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return depth


JsonDocument = Annotated[JsonValue, AfterValidator(_storable)]


def computed(function: Callable[[Any], T]) -> cached_property[T]:
    """Make a field of responses from a function of the other fields."""
    return computed_field(cached_property(function))
