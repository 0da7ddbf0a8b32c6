"""The table of a resource: its columns, constraints and indexes, in model and migration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .code import (
    INDENT,
    Call,
    block,
    call,
    declaration,
    imports,
    literal,
    names_in,
    quoted,
)
from .fields import Field
from .mapping import MODULES, TYPES, class_name
from .names import pascal_case
from .problem import Problem
from .values import MOMENTS, sql_default, sql_text

ENUM_LENGTH = 50
"""Size of an enum's column: longer values can come without a change of its type."""


LONGEST_ENUM = 80
"""The names of a field and of its enum, which share a line that cannot be broken."""

LONGEST_NAME = 63
"""What PostgreSQL keeps of an identifier."""


@dataclass(frozen=True)
class Enum:
    """An enum of the model."""

    class_name: str
    field: str
    values: tuple[str, ...]

    @property
    def members(self) -> list[str]:
        """`NAME = "value"`, a line each."""
        return [f"{self.member(value)} = {quoted(value)}" for value in self.values]

    @staticmethod
    def member(value: str) -> str:
        """The member's name."""
        return value.upper().replace("-", "_")


@dataclass(frozen=True)
class Column:
    """One field as a column."""

    field: Field
    enum: Enum | None

    @property
    def name(self) -> str:
        """The column's name, and the attribute's."""
        return self.field.name

    @property
    def python(self) -> str:
        """Its type in Python, without `None`."""
        return self.enum.class_name if self.enum else TYPES[self.field.type].model

    @property
    def in_model(self) -> str:
        """Its line in the model."""
        optional = " | None" if self.field.nullable else ""
        kind: str | Call = (
            call("choice", self.enum.class_name, quoted(self.name))
            if self.enum
            else TYPES[self.field.type].column(self.field)
        )
        column = call(
            "mapped_column",
            kind,
            # The type of JSON has a null of its own, which says nothing of the column.
            nullable="False" if self._is_json and not self.field.nullable else None,
            unique="True" if self.field.unique else None,
            server_default=self._server_default,
        )
        return declaration(self.name, f"Mapped[{self.python}{optional}]", column)

    @property
    def in_migration(self) -> str:
        """Its line in the revision that creates the table."""
        kind: str | Call = (
            call("sa.String", str(ENUM_LENGTH))
            if self.enum
            else TYPES[self.field.type].column(self.field)
        )
        column = call(
            "sa.Column",
            quoted(self.name),
            _instance(kind),
            nullable=str(self.field.nullable),
            server_default=self._server_default,
        )
        return "\n".join(column.lines(" " * 8, after=","))

    @property
    def _is_json(self) -> bool:
        return self.field.type == "json"

    @property
    def _server_default(self) -> Call | None:
        if not self.field.has_default:
            return None
        if self.field.has_moment:
            return sql_text(MOMENTS[self.field.default])
        return sql_default(self.field.default)


def _instance(kind: str | Call) -> Call:
    return kind if isinstance(kind, Call) else call(kind)


@dataclass(frozen=True)
class Table:
    """The table of a resource."""

    name: str
    model: str
    package: str
    fields: tuple[Field, ...]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """One for each field that is stored."""
        return tuple(Column(field, self._enum(field)) for field in self.fields)

    def _enum(self, field: Field) -> Enum | None:
        if field.kind != "enum":
            return None
        others = [pascal_case(one.name) for one in self.fields if one != field]
        alone = pascal_case(field.name)
        fits = len(field.name) + len(self.model + alone) <= LONGEST_ENUM
        name = class_name(
            self.model + alone if fits else alone,
            self.model,
            (self.model + other for other in others),
        )
        return Enum(name, field.name, field.values)

    @property
    def enums(self) -> list[Enum]:
        """The enums of the model, in the order of their fields."""
        return [column.enum for column in self.columns if column.enum]

    @property
    def indexes(self) -> list[tuple[str, ...]]:
        """Columns of each index. With the id behind it, one serves filters and pages."""
        indexed = [field.name for field in self.fields if field.index]
        return [(name, "id") for name in ("created_at", *indexed)]

    @property
    def table_args(self) -> str:
        """The indexes as the model declares them, in a tuple."""
        indexes = [
            f"sa.Index(None, {', '.join(map(quoted, names))})" for names in self.indexes
        ]
        return block((f"{index}," for index in indexes), "()", INDENT)

    @property
    def imports(self) -> str:
        """The imports of the model's module."""
        used = names_in(
            "\n".join(("class _:", "    _", *(one.in_model for one in self.columns)))
        )
        names = [module for name, module in MODULES.items() if name in used]
        names += [
            "sqlalchemy as sa",
            "sqlalchemy.orm:Mapped",
            "sqlalchemy.orm:mapped_column",
        ]
        names += ["enum:StrEnum"] if self.enums else []
        names += ["{package}.database:Record"]
        return imports(
            (name.format(package=self.package) for name in names), self.package
        )

    @property
    def constraints(self) -> list[str]:
        """The constraints as the revision that creates the table declares them."""
        primary = call("sa.PrimaryKeyConstraint", '"id"', name=self._named("pk"))
        unique = [
            call(
                "sa.UniqueConstraint",
                quoted(field.name),
                name=self._named("uq", field.name),
            )
            for field in self.fields
            if field.unique
        ]
        # `op.f` keeps the naming convention from being applied to the name once more.
        checks = [
            call(
                "sa.CheckConstraint",
                _one_of(enum),
                name=call("op.f", self._named("ck", enum.field)),
            )
            for enum in self.enums
        ]
        return [
            "\n".join(constraint.lines(" " * 8, after=","))
            for constraint in (primary, *unique, *checks)
        ]

    def check_names(self) -> None:
        """Raise where PostgreSQL would cut the name of an index or a constraint."""
        named = [("ix", columns) for columns in self.indexes]
        named += [("uq", (field.name,)) for field in self.fields if field.unique]
        named += [("ck", (enum.field,)) for enum in self.enums]
        for kind, columns in named:
            name = "_".join((kind, self.name, *columns))
            if len(name) > LONGEST_NAME:
                raise Problem.about(
                    f"fields.{columns[0]}",
                    f"{name} would be a name of {len(name)} characters in the database",
                    f"names with which it has at most {LONGEST_NAME}",
                )

    def _named(self, kind: str, *parts: str) -> str:
        return quoted("_".join((kind, self.name, *parts)))

    @property
    def has_jsonb(self) -> bool:
        """Whether a column holds JSON."""
        return any(field.type == "json" for field in self.fields)

    @property
    def created_indexes(self) -> list[str]:
        """The indexes as the revision that creates the table makes them."""
        calls = (
            call(
                "op.create_index",
                self._named("ix", *columns),
                quoted(self.name),
                literal(columns),
            )
            for columns in self.indexes
        )
        return ["\n".join(made.lines(INDENT)) for made in calls]


def _one_of(enum: Enum) -> str:
    values = ", ".join(f"'{value}'" for value in enum.values)
    return quoted(f"{enum.field} IN ({values})")
