"""How each type of the field language stands in Python and in the database: a table."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from .code import Call, call, quoted
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
    """One type: its annotations, its column, and what limits `Field(…)` gets.

    Annotations are expressions over the names of `MODULES`.
    """

    model: str
    column: Callable[[Field], Call | str]
    request: str = ""
    response: str = ""
    limits: Limits = _no_limits
    migrated: Callable[[Field], Call | str] | None = None
    """The column of a revision, where that may not follow the classes of today."""

    @property
    def in_request(self) -> str:
        """The annotation in bodies and queries."""
        return self.request or self.model

    @property
    def in_response(self) -> str:
        """The annotation in answers: what is stored needs no second check."""
        return self.response or self.model

    def in_migration(self, field: Field) -> Call:
        """The column's type in a revision."""
        made = (self.migrated or self.column)(field)
        return made if isinstance(made, Call) else call(made)


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

ENUM_LENGTH = 50
"""Size of an enum's column: longer values can come without a change of its type."""


def _list(field: Field, _class: str) -> PythonType:
    item = item_of(field)
    inner = TYPES[field.type]

    def column(_field: Field) -> Call:
        return call("sa.ARRAY", inner.column(item))

    return PythonType(
        model=f"list[{inner.model}]",
        column=column,
        request=f"list[{inner.in_request}]",
        response=f"list[{inner.in_response}]",
        limits=lambda field: _given(min_length=field.min, max_length=field.max),
        migrated=lambda _field: call("sa.ARRAY", inner.in_migration(item)),
    )


def _enum(field: Field, named: str) -> PythonType:
    values = ", ".join(map(quoted, field.values))
    return PythonType(
        model=named or f"Literal[{values}]",
        column=lambda field: call("choice", named, quoted(field.name)),
        migrated=lambda _field: call("sa.String", str(ENUM_LENGTH)),
    )


def _structure(_field: Field, named: str) -> PythonType:
    return PythonType(
        model=named,
        column=lambda _field: call("Structure", named),
        migrated=lambda _field: call("postgresql.JSONB", none_as_null="True"),
    )


def _id(field: Field, _class: str) -> PythonType:
    """The key of what it refers to: a UUID unless it says otherwise."""
    return TYPES.get(field.type, TYPES["uuid"])


def _ids(field: Field, _class: str) -> PythonType:
    one = _id(field, _class)
    return PythonType(
        model=f"list[{one.model}]",
        column=_column("sa.ARRAY(sa.Uuid)"),
        request=f"list[{one.in_request}]",
    )


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


MODULES: Mapping[str, str] = {
    "Annotated": "typing:Annotated",
    "Any": "typing:Any",
    "AwareDatetime": "pydantic:AwareDatetime",
    "CommaSeparated": "{rest}.validation:CommaSeparated",
    "ConfigDict": "pydantic:ConfigDict",
    "Decimal": "decimal:Decimal",
    "EmailStr": "pydantic:EmailStr",
    "Field": "pydantic:Field",
    "FiniteFloat": "pydantic:FiniteFloat",
    "Int32": "{rest}.validation:Int32",
    "Int64": "{rest}.validation:Int64",
    "JsonDocument": "{rest}.validation:JsonDocument",
    "JsonValue": "pydantic:JsonValue",
    "Literal": "typing:Literal",
    "LocalTime": "{rest}.validation:LocalTime",
    "ROUND_HALF_UP": "decimal:ROUND_HALF_UP",
    "RequestModel": "{rest}.validation:RequestModel",
    "StrEnum": "enum:StrEnum",
    "computed": "{rest}.validation:computed",
    "isfinite": "math:isfinite",
    "localcontext": "decimal:localcontext",
    "suppress": "contextlib:suppress",
    "Structure": "{rest}.database:Structure",
    "MISSING": "pydantic:MISSING",
    "SearchText": "{rest}.validation:SearchText",
    "UUID": "uuid:UUID",
    "Url": "{rest}.validation:Url",
    "choice": "{rest}.database:choice",
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
