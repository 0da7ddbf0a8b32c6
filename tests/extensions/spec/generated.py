"""Parts of a generated service, brought to life without rendering it."""

import datetime as dt
import enum
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

import pydantic
from pydantic import TypeAdapter

from extensions.spec.columns import Table
from extensions.spec.fields import Field
from extensions.spec.schemas import Member, Schemas

ROOT = Path(__file__).parents[3]
SERVICE = ROOT / "template" / "{{ at.service }}" / "src" / "{{ slice.package }}"


@cache
def _service() -> dict[str, Any]:
    """What generated schemas import."""
    source = (SERVICE / "validation.py").read_text("utf-8")
    scope: dict[str, Any] = {"__name__": "validation"}
    exec(compile(source, "validation.py", "exec"), scope)
    scope |= {name: getattr(pydantic, name) for name in PYDANTIC}
    scope |= {"Annotated": Annotated, "Any": Any, "Literal": Literal, "UUID": UUID}
    return scope | {"Decimal": Decimal, "StrEnum": enum.StrEnum, "dt": dt}


PYDANTIC = (
    "AwareDatetime BaseModel ConfigDict EmailStr Field FiniteFloat JsonValue MISSING"
).split()


@cache
def scope_of(*fields: Field) -> dict[str, Any]:
    """The names that expressions about the fields may use."""
    made = dict(_service())
    for one in table(*fields).enums:
        members = "".join(f"    {line}\n" for line in one.members)
        exec(f"class {one.class_name}(StrEnum):\n{members}", made)
    return made


def table(*fields: Field, name: str = "products", model: str = "Product") -> Table:
    return Table(name, model, "shop", fields)


def schemas(*fields: Field, **names: str) -> Schemas:
    """Schemas that filter, sort and search by all that can be."""
    return Schemas(
        table=table(*fields, **names),
        models_module="shop.products.models",
        filters=tuple(one.name for one in fields if one.filterable),
        sort=tuple(one.name for one in fields if one.sortable),
        search=tuple(one.name for one in fields if one.searchable),
    )


def member(field: Field) -> Member:
    return schemas(field).members[0]


def type_in_requests(field: Field) -> TypeAdapter[Any]:
    """The type of the field's value in a body."""
    one, scope = member(field), scope_of(field)
    if one.alias:
        exec(one.alias_line, scope)
    return TypeAdapter(eval(one.alias or one.plain, scope))


def type_in_responses(field: Field) -> TypeAdapter[Any]:
    """The type of the field's value in an answer."""
    annotation = member(field).in_response.partition(": ")[2]
    return TypeAdapter(eval(annotation, scope_of(field)))
