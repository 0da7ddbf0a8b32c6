"""How each type of the field language stands in Python and in the database: a table."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from .code import Call, call, quoted
from .values import as_python

if TYPE_CHECKING:
    from .fields import Field

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
    """One type: its annotations, its column, and what limits `Field(…)` gets.

    Annotations are expressions over the names of `MODULES`.
    """

    model: str
    column: Callable[[Field], Call | str]
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


def _column(expression: str) -> Callable[[Field], Call | str]:
    return lambda _field: expression


TYPES: Mapping[str, PythonType] = {
    "str": PythonType(
        model="str",
        column=lambda field: call("sa.String", str(field.length)),
        limits=_text,
    ),
    "text": PythonType(
        model="str",
        column=_column("sa.Text"),
        limits=_text,
    ),
    "email": PythonType(
        model="str",
        column=lambda field: call("sa.String", str(field.length)),
        request="EmailStr",
        limits=_text,
    ),
    "url": PythonType(
        model="str",
        column=lambda field: call("sa.String", str(field.length)),
        request="Url",
        limits=lambda field: _given(min_length=field.min, max_length=field.max),
    ),
    "int": PythonType(
        model="int",
        column=_column("sa.Integer"),
        request="Int32",
        limits=_number,
    ),
    "bigint": PythonType(
        model="int",
        column=_column("sa.BigInteger"),
        request="Int64",
        limits=_number,
    ),
    "float": PythonType(
        model="float",
        column=_column("sa.Double"),
        request="FiniteFloat",
        limits=_number,
    ),
    "decimal": PythonType(
        model="Decimal",
        column=lambda field: call("sa.Numeric", str(field.precision), str(field.scale)),
        limits=_decimal,
    ),
    "bool": PythonType(
        model="bool",
        column=_column("sa.Boolean"),
    ),
    "date": PythonType(
        model="dt.date",
        column=_column("sa.Date"),
        limits=_number,
    ),
    "datetime": PythonType(
        model="dt.datetime",
        column=lambda _field: call("sa.DateTime", timezone="True"),
        request="AwareDatetime",
        limits=_number,
    ),
    "time": PythonType(
        model="dt.time",
        column=_column("sa.Time"),
        request="LocalTime",
        limits=_number,
    ),
    "duration": PythonType(
        model="dt.timedelta",
        column=_column("sa.Interval"),
        limits=_number,
    ),
    "uuid": PythonType(
        model="UUID",
        column=_column("sa.Uuid"),
    ),
    "json": PythonType(
        model="JsonValue",
        column=lambda _field: call("postgresql.JSONB", none_as_null="True"),
        request="JsonDocument",
    ),
}

MODULES: Mapping[str, str] = {
    "Annotated": "typing:Annotated",
    "Any": "typing:Any",
    "AwareDatetime": "pydantic:AwareDatetime",
    "CommaSeparated": "{package}.validation:CommaSeparated",
    "ConfigDict": "pydantic:ConfigDict",
    "Decimal": "decimal:Decimal",
    "EmailStr": "pydantic:EmailStr",
    "Field": "pydantic:Field",
    "FiniteFloat": "pydantic:FiniteFloat",
    "Int32": "{package}.validation:Int32",
    "Int64": "{package}.validation:Int64",
    "JsonDocument": "{package}.validation:JsonDocument",
    "JsonValue": "pydantic:JsonValue",
    "Literal": "typing:Literal",
    "LocalTime": "{package}.validation:LocalTime",
    "MISSING": "pydantic:MISSING",
    "SearchText": "{package}.validation:SearchText",
    "UUID": "uuid:UUID",
    "Url": "{package}.validation:Url",
    "choice": "{package}.database:choice",
    "dt": "datetime as dt",
    "postgresql": "sqlalchemy.dialects:postgresql",
    "sa": "sqlalchemy as sa",
}
"""Where each name that generated expressions use comes from."""

SCHEMAS = ("Base", "Create", "Query", "Replace", "Response", "Update")
"""What follows the model's name in the names of its schemas."""

_FIXED = frozenset(dir(builtins)) | {
    *MODULES,
    *("BaseModel", "CursorPage", "CursorQuery", "Mapped", "Record", "RequestModel"),
    "StrEnum",
}


def class_name(name: str, model: str, others: Iterable[str]) -> str:
    """It, or with an ending that tells it from all other names in the modules."""
    taken = {*_FIXED, model, *(model + schema for schema in SCHEMAS), *others}
    while name in taken:
        name += "Value"
    return name
