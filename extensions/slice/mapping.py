"""How each type of the field language stands in Python: a table."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from .literals import quoted
from .values import as_python

if TYPE_CHECKING:
    from ..answers.fields import Field

Limits = Callable[["Field"], dict[str, str]]


def _no_limits(_field: Field) -> dict[str, str]:
    return {}


def _text(field: Field) -> dict[str, str]:
    longest = field.length if field.max is None else field.max
    pattern = None if field.pattern is None else _raw(field.pattern)
    return _given(min_length=field.min, max_length=longest) | _given(pattern=pattern)


def _number(field: Field) -> dict[str, str]:
    return {
        name: _bound(bound)
        for name, bound in (("ge", field.min), ("le", field.max))
        if bound is not None
    }


def _bound(bound: object) -> str:
    whole = isinstance(bound, Decimal) and bound == bound.to_integral_value()
    return f"{bound:f}" if whole else as_python(bound)


def _decimal(field: Field) -> dict[str, str]:
    digits = _given(max_digits=field.precision, decimal_places=field.scale)
    return _number(field) | digits


def _given(**limits: object) -> dict[str, str]:
    return {name: str(limit) for name, limit in limits.items() if limit is not None}


def _raw(pattern: str) -> str:
    if "\\" in pattern and '"' not in pattern and pattern.isprintable():
        return f'r"{pattern}"'
    return quoted(pattern)


@dataclass(frozen=True)
class PythonType:
    """One type: its annotations, and what limits `Field(…)` gets."""

    model: str
    request: str = ""
    response: str = ""
    limits: Limits = _no_limits

    @property
    def in_request(self) -> str:
        """The annotation in bodies and queries."""
        return self.request or self.model

    @property
    def in_response(self) -> str:
        """The annotation in answers: what is stored needs no second check."""
        return self.response or self.model


TYPES: Mapping[str, PythonType] = {
    "str": PythonType(model="str", limits=_text),
    "text": PythonType(model="str", limits=_text),
    "email": PythonType(model="str", request="EmailStr", limits=_text),
    "url": PythonType(
        model="str",
        request="Url",
        limits=lambda field: _given(min_length=field.min, max_length=field.max),
    ),
    "int": PythonType(model="int", request="Int32", limits=_number),
    "bigint": PythonType(model="int", request="Int64", limits=_number),
    "float": PythonType(model="float", request="FiniteFloat", limits=_number),
    "decimal": PythonType(model="Decimal", limits=_decimal),
    "bool": PythonType(model="bool"),
    "date": PythonType(model="dt.date", limits=_number),
    "datetime": PythonType(
        model="dt.datetime", request="AwareDatetime", limits=_number
    ),
    "time": PythonType(model="dt.time", request="LocalTime", limits=_number),
    "duration": PythonType(model="dt.timedelta", limits=_number),
    "uuid": PythonType(model="UUID"),
    "json": PythonType(model="JsonValue", request="JsonDocument"),
}


def _list(field: Field, _class: str) -> PythonType:
    inner = TYPES[field.type]
    return PythonType(
        model=f"list[{inner.model}]",
        request=f"list[{inner.in_request}]",
        response=f"list[{inner.in_response}]",
        limits=lambda field: _given(min_length=field.min, max_length=field.max),
    )


def _enum(field: Field, named: str) -> PythonType:
    values = ", ".join(map(quoted, field.values))
    return PythonType(model=named or f"Literal[{values}]")


def _structure(_field: Field, named: str) -> PythonType:
    return PythonType(model=named)


def _id(field: Field, _class: str) -> PythonType:
    """The key of what it refers to: a UUID unless it says otherwise."""
    return TYPES.get(field.type, TYPES["uuid"])


def _ids(field: Field, _class: str) -> PythonType:
    one = _id(field, _class)
    return PythonType(model=f"list[{one.model}]", request=f"list[{one.in_request}]")


KINDS: Mapping[str, Callable[[Field, str], PythonType]] = {
    "scalar": lambda field, _class: TYPES[field.type],
    "computed": lambda field, _class: TYPES[field.type],
    "list": _list,
    "enum": _enum,
    "ref": _id,
    "refs": _ids,
    "object": _structure,
    "union": _structure,
}


def python_type(field: Field, named: str = "") -> PythonType:
    """The type of a field; one with a class of its own is named after that."""
    return KINDS[field.kind](field, named)


def item_of(field: Field) -> Field:
    """What a list holds, as a field."""
    return replace(
        field,
        kind="scalar",
        nullable=False,
        has_default=False,
        default=None,
        min=None,
        max=None,
    )


SCHEMAS = ("Base", "Create", "Query", "Replace", "Response", "Update")
"""What follows the model's name in the names of its schemas."""

IMPORTED = """
    Annotated Any AwareDatetime BaseModel CommaSeparated ConfigDict Context
    CursorPage CursorQuery Decimal EmailStr Enum Field FiniteFloat Int32 Int64
    JsonDocument JsonValue ListQuery Literal LocalTime Mapped NaiveDatetime OffsetQuery
    ROUND_HALF_UP Record RequestModel SearchText StrEnum Structure UUID Url
"""
"""What modules of models and schemas import, and so no type of theirs is called."""

_FIXED = frozenset({*dir(builtins), *IMPORTED.split(), "I", "O"})


def class_name(name: str, model: str, others: Iterable[str]) -> str:
    """It, or with an ending that tells it from all other names in the modules."""
    taken = {*_FIXED, model, *(model + schema for schema in SCHEMAS), *others}
    while name in taken:
        name += "Value"
    return name
