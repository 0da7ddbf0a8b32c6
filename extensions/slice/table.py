"""The table of a resource, in model and migration: columns, constraints and indexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from ..answers.fields import Field
from ..answers.names import Name
from ..answers.problem import Problem
from .associations import Association, foreign_key
from .code import INDENT, Call, block, call, fits, literal, quoted
from .columns import Column
from .key import KEY, Key
from .structures import Classes
from .targets import Target

SET_BY_SERVER = ("created_at", "updated_at")
LONGEST_NAME = 63
"""What PostgreSQL keeps of an identifier."""


@dataclass(frozen=True)
class Table:
    """The table of a resource, and those of what it has many of."""

    resource: Name
    package: str
    fields: tuple[Field, ...]
    targets: Mapping[str, Target] = field(default_factory=dict)

    has_convention: ClassVar[bool] = True
    """Whether it is known how constraints and indexes get their names."""

    @property
    def name(self) -> str:
        """The table's name."""
        return self.resource.plural

    @property
    def key(self) -> Key:
        """What a row is found by."""
        return KEY

    @property
    def newest(self) -> tuple[str, ...]:
        """The column that lists are sorted by unless they are asked otherwise."""
        return ("created_at",)

    @property
    def moments(self) -> tuple[str, ...]:
        """The columns that say when a row was made, and changed."""
        return SET_BY_SERVER

    @property
    def optional_moments(self) -> frozenset[str]:
        """Those that may hold nothing."""
        return frozenset()

    @property
    def model(self) -> str:
        """The model's name."""
        return self.resource.pascal

    @cached_property
    def classes(self) -> Classes:
        """The classes of its values."""
        return Classes(self.model, self.fields)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """One for each field that is stored in a row."""
        return tuple(
            self._column(
                one,
                self.classes.named.get(one.name, ""),
                self.targets[str(one.target)] if one.kind == "ref" else None,
            )
            for one in self.fields
            if one.kind not in {"refs", "computed"}
        )

    def _column(self, field: Field, named: str, target: Target | None) -> Column:
        return Column(field, named, target)

    @property
    def associations(self) -> tuple[Association, ...]:
        """One for each many-to-many field."""
        return tuple(
            self._association(one, self.targets[str(one.target)])
            for one in self.fields
            if one.kind == "refs"
        )

    def _association(self, field: Field, target: Target) -> Association:
        return Association(field, self.resource, target)

    @property
    def indexes(self) -> list[tuple[str, ...]]:
        """Columns of each index. With the id behind it, one serves filters and pages.

        What narrows every list comes with the order that lists have by default.
        """
        scope = [column.name for column in self.columns if column.field.by_scope]
        indexed = [
            column.name
            for column in self.columns
            if column.field.index or (column.target and not column.field.unique)
        ]
        others = [name for name in indexed if name not in scope]
        return [
            *((name, *self.newest, self.key.name) for name in scope),
            *((name, self.key.name) for name in (*self.newest, *others)),
        ]

    # The model --------------------------------------------------------------------

    @property
    def table_args(self) -> str:
        """The indexes as the model declares them, in a tuple."""
        indexes = [
            call("sa.Index", self._index(names), *map(quoted, names))
            for names in self.indexes
        ]
        inner = INDENT * 2
        entries = [
            "\n".join(index.lines(inner, after=",")).removeprefix(inner)
            for index in indexes
        ]
        flat = block(entries, "()", INDENT)
        first, *_ = f"{INDENT}__table_args__ = {flat}".splitlines()
        return flat if fits(first) else f"(\n{inner}{entries[0]}\n{INDENT})"

    def _index(self, columns: tuple[str, ...]) -> str:
        """The name of an index in the model, unless a convention makes it."""
        return "None" if self.has_convention else self._named("ix", *columns)

    @property
    def value_classes(self) -> Mapping[str, str]:
        """Each class of its values, and the module it is imported from, if another's."""
        return {}

    @property
    def definitions(self) -> str:
        """The classes of its values, before the model."""
        return "".join(f"{text}\n\n\n" for text in self.classes.definitions)

    @property
    def attributes(self) -> str:
        """The columns as attributes of the model, after what comes before them."""
        lines = [column.in_model for column in self.columns]
        return "\n".join(("\n", *lines)) if lines else ""

    @property
    def association_tables(self) -> str:
        """The tables behind its many-to-many fields, after the model."""
        tables = "\n\n".join(one.in_model for one in self.associations)
        return f"\n\n{tables}" if tables else ""

    @property
    def names(self) -> str:
        """What a module may import from that of the model."""
        return ", ".join((self.model, *(one.constant for one in self.associations)))

    # The revision -----------------------------------------------------------------

    @property
    def created_columns(self) -> str:
        """The columns as the revision declares them, after what comes before them."""
        return "".join(f"\n{column.in_migration}" for column in self.columns)

    @property
    def constraints(self) -> str:
        """The constraints as the revision that creates the table declares them."""
        primary = call(
            "sa.PrimaryKeyConstraint",
            quoted(self.key.name),
            name=self._constraint("pk"),
        )
        unique = [
            call(
                "sa.UniqueConstraint",
                quoted(field.name),
                name=self._constraint("uq", field.name),
            )
            for field in self.fields
            if field.unique
        ]
        checks = [
            call("sa.CheckConstraint", _one_of(field), name=self._check(field.name))
            for field in self.fields
            if field.kind == "enum"
        ]
        keys = [
            foreign_key(
                column.name,
                column.target.table,
                column.on_delete,
                name=self._constraint("fk", column.name),
                key=column.target.key.name,
            )
            for column in self.columns
            if column.target
        ]
        return "\n".join(
            line
            for constraint in (primary, *unique, *checks, *keys)
            for line in constraint.lines(" " * 8, after=",")
        )

    @property
    def created_indexes(self) -> str:
        """The statements that make its indexes, and its association tables."""
        indexes = (
            call(
                "op.create_index",
                self._named("ix", *columns),
                quoted(self.name),
                literal(columns),
            )
            for columns in self.indexes
        )
        made = ["\n".join(index.lines(INDENT)) for index in indexes]
        return "\n".join((*made, *(one.created for one in self.associations)))

    @property
    def dropped(self) -> str:
        """The statements that undo the revision."""
        tables = [one.dropped for one in reversed(self.associations)]
        return "\n".join((*tables, f"{INDENT}op.drop_table({quoted(self.name)})"))

    def _constraint(self, kind: str, *parts: str) -> str | None:
        """The name of a constraint in the revision."""
        return self._named(kind, *parts) if self.has_convention else None

    def _check(self, name: str) -> str | Call:
        """The name of a check in the revision.

        `op.f` keeps the naming convention from being applied to it once more.
        """
        made = call("op.f", self._named("ck", name))
        return made if self.has_convention else quoted(name)

    def _named(self, kind: str, *parts: str) -> str:
        return quoted("_".join((kind, self.name, *parts)))

    # Its names --------------------------------------------------------------------

    def check_names(self) -> None:
        """Raise where PostgreSQL would cut the name of what belongs to the table."""
        for column, name in self._names:
            if len(name) > LONGEST_NAME:
                raise Problem.about(
                    f"fields.{column}",
                    f"{name} would be a name of {len(name)} characters in the database",
                    f"names with which it has at most {LONGEST_NAME}",
                )

    def check_tables(self, taken: Iterable[str]) -> None:
        """Raise where a table behind a field would have the name of one that is there."""
        there = {self.name, *taken}
        for one in self.associations:
            if one.name in there:
                raise Problem.about(
                    f"fields.{one.field.name}",
                    f"{one.name} is a table of this service already",
                    "another name for the field",
                )

    @property
    def _names(self) -> list[tuple[str, str]]:
        """Each field, and the name of something that the database has for it."""
        named = [("ix", columns) for columns in self.indexes]
        named += [("uq", (one.name,)) for one in self.fields if one.unique]
        named += [("ck", (one.name,)) for one in self.fields if one.kind == "enum"]
        named += [("fk", (one.name,)) for one in self.columns if one.target]
        found = [
            (columns[0], "_".join((kind, self.name, *columns)))
            for kind, columns in named
        ]
        return found + [
            (one.field.name, name) for one in self.associations for name in one.names
        ]


def _one_of(field: Field) -> str:
    values = ", ".join(f"'{value}'" for value in field.values)
    return quoted(f"{field.name} IN ({values})")
