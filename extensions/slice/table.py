"""The table of a resource: what its model and its revisions are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from ..answers.field import Field
from ..answers.models import Model
from ..answers.names import Name
from ..answers.problem import Problem
from .columns import Column, Constraint, Index, Stored
from .fit import Fit
from .key import Key, moments_in, newest_of, type_of
from .mapping import COUNTED, MOMENT, ColumnType, text
from .structures import Classes
from .targets import Association, Target

LONGEST_NAME = 63
"""What PostgreSQL keeps of an identifier."""

UUID_LENGTH = 36
"""Of a UUID that is kept as text."""

FACTORIES = {"uuid": "uuid4", "str": "lambda: str(uuid4())"}
"""What makes a key, where the database does not."""

NOW = "sa.func.now()"


def table_of(resource: Name, fit: Fit) -> str:
    """The table of a resource, called as the project calls its tables."""
    return resource.singular if fit.has_singular_tables else resource.plural


@dataclass(frozen=True)
class Table:
    """The table of a resource, and those of what it has many of."""

    resource: Name
    own: Target = field(repr=False)
    fields: tuple[Field, ...]
    targets: Mapping[str, Target] = field(repr=False)
    fit: Fit = field(repr=False)
    existing: Model | None = None
    """Its model, where that is there already."""

    @property
    def name(self) -> str:
        return self.own.table

    @property
    def schema(self) -> str:
        """The schema that it is in; nothing where it is that of the connection."""
        return self.own.schema

    @property
    def qualified(self) -> str:
        """Its name with the schema, as foreign keys and SQL write it."""
        return self.own.qualified

    @property
    def model(self) -> str:
        return self.own.class_name

    @property
    def key(self) -> Key:
        return self.own.key

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

    def is_nullable(self, moment: str) -> bool:
        return (self.existing or self.fit).is_nullable(moment)

    @property
    def naive(self) -> frozenset[str]:
        """The columns that keep moments without their zone."""
        if self.existing:
            return self.existing.naive
        return frozenset(filter(self.fit.is_naive, self.moments))

    def datetime_of(self, column: str) -> str:
        """The type of a moment in schemas, by what the column keeps of its zone."""
        if column in self.naive:
            return "NaiveDatetime"
        return "AwareDatetime" if self.fit.keeps_zones else "UtcDatetime"

    @property
    def native(self) -> frozenset[str]:
        """The columns whose values may have an order of the database's own."""
        known = self.fields if self.existing else ()
        return frozenset(one.name for one in known if one.kind == "enum")

    # The classes of its values -----------------------------------------------------

    @cached_property
    def classes(self) -> Classes:
        existing = self.existing.enums if self.existing else None
        return Classes(self.model, self.fields, existing)

    @property
    def value_classes(self) -> list[tuple[str, str]]:
        """The module and the name of each class of its values."""
        enums = self.existing.enums.values() if self.existing else ()
        places = {name.partition(":")[2]: name.partition(":")[0] for name in enums}
        named = self.classes.named.values()
        return sorted({(places.get(one, self.own.module), one) for one in named})

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
    def written(self) -> list[Column]:
        """They as the model has them: what is taken by position has its defaults last."""
        is_sorted = self.fit.is_positional
        return sorted(self.columns, key=lambda one: is_sorted and bool(one.default))

    @property
    def associations(self) -> tuple[Association, ...]:
        return tuple(
            Association(one, self.resource, self.own, self.targets[str(one.target)])
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
            self.fit.is_nullable(name),
            default,
        )

    @property
    def constraints(self) -> list[Constraint]:
        """All but the primary key, which never changes."""
        made = partial(Constraint, self.qualified, is_named=self.fit.has_convention)
        columns = self.columns
        return [
            *(made(one.name, "unique") for one in columns if one.field.unique),
            *(
                made(one.name, "check", values=one.field.values)
                for one in columns
                if one.field.kind == "enum"
            ),
            *(
                made(
                    one.name,
                    "foreignkey",
                    target=one.target.qualified,
                    key=one.target.key.name,
                    on_delete=one.on_delete,
                )
                for one in columns
                if one.target
            ),
        ]

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
        return [Index(self.qualified, names) for names in found]

    # Its names ---------------------------------------------------------------------

    def check(self, taken: Iterable[str]) -> None:
        """Refuse fields for which a new table cannot have what it needs.

        Raises:
            Problem: PostgreSQL would cut the name of what belongs to the table, or a
                table behind a field has the name of one that is there.
        """
        if self.existing:
            return
        for named, name in self._names:
            if len(name) > LONGEST_NAME:
                wrong = (
                    f"{name} would be a name of {len(name)} characters in the database"
                )
                accepted = f"names with which it has at most {LONGEST_NAME}"
                raise Problem.about(f"fields.{named}", wrong, accepted)
        there = {self.name, *taken}
        for one in self.associations:
            if one.name in there:
                wrong = f"{one.name} is a table of this service already"
                accepted = "another name for the field"
                raise Problem.about(f"fields.{one.field.name}", wrong, accepted)

    @property
    def _names(self) -> Iterator[tuple[str, str]]:
        """Each field, and the name of something that the database has for it."""
        parts: list[Index | Constraint] = [*self.indexes, *self.constraints]
        yield from ((one.columns[0], one.name) for one in parts)
        for link in self.associations:
            yield from ((link.field.name, name) for name in link.names)
