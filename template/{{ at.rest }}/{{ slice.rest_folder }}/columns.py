"""Types of columns that any database has: choices, and values with a structure."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

import sqlalchemy as sa
from pydantic import BeforeValidator, TypeAdapter
from sqlalchemy.dialects import postgresql


def choice(values: type[Enum], name: str) -> sa.Enum:
    """A text column with a check of its values, which a revision can change."""
    return sa.Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=50,
        values_callable=lambda members: [member.value for member in members],
    )


class Structure(sa.TypeDecorator[Any]):
    """A column of JSON of a Pydantic type, which checks values on their way in and out.

    What was stored before the type lost a field loads without it.
    """

    impl = sa.JSON
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__(none_as_null=True)
        self.kind: TypeAdapter[Any] = TypeAdapter(kind)

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        if dialect.name == "postgresql":
            return postgresql.JSONB(none_as_null=True)
        return sa.JSON(none_as_null=True)

    def process_bind_param(self, value: object, dialect: sa.Dialect) -> object:
        if value is None:
            return None
        return self.kind.dump_python(self.kind.validate_python(value), mode="json")

    def process_result_value(self, value: object, dialect: sa.Dialect) -> object:
        if value is None:
            return None
        return self.kind.validate_python(value, extra="ignore")


def keys_of(name: str) -> BeforeValidator:
    """Lets a list of keys be made of the rows of a relationship, too."""

    def keys(rows: Iterable[Any]) -> list[Any]:
        return [getattr(row, name, row) for row in rows]

    return BeforeValidator(keys)
