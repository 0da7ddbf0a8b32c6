"""The table of a resource: what its model and its revisions are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..answers.field import Field
from ..answers.models import Model
from ..answers.names import Name
from ..answers.problem import Problem
from .associations import Association
from .column_types import COUNTED, MOMENT, ColumnType, text
from .columns import Column, Stored
from .constraints import Constraint, Index
from .fit import Fit
from .key import Key, type_of
from .moments import moments_in, newest_of
from .structures import Classes, ExistingClasses
from .targets import Target

LONGEST_NAME = 63
"""What PostgreSQL keeps of an identifier."""

UUID_LENGTH = 36
"""Of a UUID that is kept as text."""

FACTORIES = {"uuid": "uuid4", "str": "lambda: str(uuid4())"}
"""What makes a key, where the database does not."""

NOW = "sa.func.now()"
OPTIONAL = re.compile(r"\bOptional\[|\|\s*None\b")


def table_of(resource: Name, fit: Fit) -> str:
    """The table of a resource, called as the project calls its tables."""
    return resource.singular if fit.has_singular_tables else resource.plural


@dataclass(frozen=True)
class Table:
    """The table of a resource, and those of what it has many of."""

    resource: Name
    fields: tuple[Field, ...]
    targets: Mapping[str, Target] = field(repr=False)
    fit: Fit = field(repr=False)
    rest: str
    """The package of what endpoints share."""
    existing: Model | None = None
    """Its model, where that is there already."""

    @property
    def name(self) -> str:
        if self.existing:
            return self.existing.table
        return table_of(self.resource, self.fit)

    @property
    def model(self) -> str:
        return self.existing.name if self.existing else self.resource.pascal

    @property
    def key(self) -> Key:
        return self.existing.key if self.existing else self.fit.key

    @property
    def newest(self) -> tuple[str, ...]:
        """The column that lists are sorted by unless they are asked otherwise."""
        return newest_of(self._all_moments)

    @property
    def moments(self) -> tuple[str, ...]:
        """The columns that say when a row was made and changed, but for fields."""
        named = {one.name for one in self.fields}
        return tuple(name for name in self._all_moments if name not in named)

    @property
    def _all_moments(self) -> tuple[str, ...]:
        return moments_in(self.existing.columns) if self.existing else self.fit.moments

    @property
    def optional_moments(self) -> frozenset[str]:
        written = self.fit.inherited
        if self.existing:
            return frozenset(filter(self.existing.is_nullable, self.moments))
        return frozenset(one for one in self.moments if _is_optional(written, one))

    @property
    def naive(self) -> frozenset[str]:
        """The columns that keep moments without their zone."""
        if self.existing:
            return self.existing.naive
        return frozenset(filter(self.fit.is_naive, self.moments))

    @property
    def native(self) -> frozenset[str]:
        """The columns whose values may have an order of the database's own."""
        known = self.fields if self.existing else ()
        return frozenset(one.name for one in known if one.kind == "enum")

    # The classes of its values -----------------------------------------------------

    @cached_property
    def classes(self) -> Classes:
        if self.existing:
            return ExistingClasses(self.model, self.fields, self.existing.enums)
        return Classes(self.model, self.fields)

    @property
    def value_classes(self) -> Mapping[str, str]:
        """Each class of its values, and the module it is imported from, if another's."""
        enums = self.existing.enums.values() if self.existing else ()
        return {name.partition(":")[2]: name.partition(":")[0] for name in enums}

    @property
    def limits_values(self) -> bool:
        """Whether these classes use Pydantic's `Field`, which SQLModel has one of too."""
        return self.classes.have_limits

    # The model ---------------------------------------------------------------------

    @property
    def bases(self) -> list[tuple[str, str]]:
        """What the model derives from: the module and the name of each."""
        found = [one.partition(":") for one in (*self.fit.mixins, self.fit.base)]
        return [(module, name) for module, _, name in found]

    @property
    def base(self) -> str:
        """The class that all models derive from."""
        return self.bases[-1][1]

    @property
    def types_module(self) -> str:
        """The module of the column types of our own."""
        return f"{self.rest}.{'database' if self.fit.is_ours else 'columns'}"

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """One for each field that is stored in a row."""
        return tuple(
            Column(
                one,
                self.classes.named.get(one.name, ""),
                self.targets[str(one.target)] if one.kind == "ref" else None,
                self.fit,
            )
            for one in self.fields
            if one.kind not in {"refs", "computed"}
        )

    @property
    def associations(self) -> tuple[Association, ...]:
        """One for each many-to-many field."""
        return tuple(
            Association(
                one, self.resource, self.name, self.targets[str(one.target)], self.key
            )
            for one in self.fields
            if one.kind == "refs"
        )

    @property
    def own_moments(self) -> list[str]:
        return [name for name in self.moments if name not in self.fit.inherited]

    @property
    def names(self) -> str:
        """What a module may import from that of the model."""
        links = [] if self.existing else [one.constant for one in self.associations]
        return ", ".join((self.model, *links))

    # The key -----------------------------------------------------------------------

    @property
    def key_type(self) -> ColumnType:
        kind = self.key.field.type
        if not self.fit.inherits_key and kind == "str":
            return text(self.key.field.length or UUID_LENGTH)
        if not self.fit.inherits_key and kind == "bigint":
            return COUNTED
        return self.key.stored_type

    @property
    def says_key_type(self) -> bool:
        return self.key.field.type in {"str", "bigint"}

    @property
    def key_factory(self) -> str | None:
        """What makes one in Python, as an expression."""
        return FACTORIES.get(self.key.field.type)

    # The database ------------------------------------------------------------------

    @property
    def stored(self) -> tuple[Stored, ...]:
        """All columns as the database has them: the key, fields, what is inherited."""
        key = self.key.name
        default = self.fit.server_default(key)
        known = {key, *(one.name for one in self.columns)}
        others = dict.fromkeys((*self.fit.inherited, *self.moments))
        return (
            Stored(key, self.key_type, server_default=default),
            *(column.stored for column in self.columns),
            *(self._stored(name) for name in others if name not in known),
        )

    def _stored(self, name: str) -> Stored:
        """A column that is no field: of a base, a mixin, or one of the moments."""
        written = self.fit.inherited.get(name, "datetime")
        is_aware = type_of(written) == "datetime" and name not in self.naive
        default = self.fit.server_default(name)
        if name in self.own_moments:
            default = None if self.fit.is_sqlmodel else NOW
        return Stored(
            name,
            MOMENT if is_aware else Key.of(name, written).stored_type,
            _is_optional(self.fit.inherited, name),
            default,
        )

    @property
    def constraints(self) -> list[Constraint]:
        """All but the primary key, which never changes."""
        return [*self._unique, *self._checks, *self._keys]

    @property
    def _unique(self) -> Iterator[Constraint]:
        for one in self.columns:
            if one.field.unique:
                yield self._constraint("unique", one)

    @property
    def _checks(self) -> Iterator[Constraint]:
        for one in self.columns:
            if one.field.kind == "enum":
                found = self._constraint("check", one)
                yield replace(found, values=one.field.values)

    @property
    def _keys(self) -> Iterator[Constraint]:
        for one in self.columns:
            if one.target:
                table, key = one.target.table, one.target.key.name
                found = self._constraint("foreignkey", one)
                yield replace(found, target=table, key=key, on_delete=one.on_delete)

    def _constraint(self, kind: str, column: Column) -> Constraint:
        named = self.fit.has_convention
        return Constraint(kind, self.name, column.name, is_named=named)

    @property
    def indexes(self) -> list[Index]:
        """With the id behind it, one serves filters and pages.

        What narrows every list comes with the order that lists have by default.
        """
        scope = [column.name for column in self.columns if column.field.by_scope]
        indexed = [
            column.name
            for column in self.columns
            if column.field.index or (column.target and not column.field.unique)
        ]
        others = [name for name in indexed if name not in scope]
        found = [
            *((name, *self.newest, self.key.name) for name in scope),
            *((name, self.key.name) for name in (*self.newest, *others)),
        ]
        return [Index(self.name, names) for names in found]

    # Its names ---------------------------------------------------------------------

    def check_names(self) -> None:
        """Raise where PostgreSQL would cut the name of what belongs to the table."""
        for column, name in () if self.existing else self._names:
            if len(name) > LONGEST_NAME:
                raise Problem.about(
                    f"fields.{column}",
                    f"{name} would be a name of {len(name)} characters in the database",
                    f"names with which it has at most {LONGEST_NAME}",
                )

    def check_tables(self, taken: Iterable[str]) -> None:
        """Raise where a table behind a field would have the name of one that is there."""
        there = {self.name, *taken}
        for one in self.associations if not self.existing else ():
            if one.name in there:
                raise Problem.about(
                    f"fields.{one.field.name}",
                    f"{one.name} is a table of this service already",
                    "another name for the field",
                )

    @property
    def _names(self) -> Iterator[tuple[str, str]]:
        """Each field, and the name of something that the database has for it."""
        named: list[Index | Constraint] = [*self.indexes, *self.constraints]
        for one in named:
            yield one.columns[0], one.name
        for link in self.associations:
            for name in link.names:
                yield link.field.name, name


def _is_optional(written: Mapping[str, str], name: str) -> bool:
    return OPTIONAL.search(written.get(name, "")) is not None
