"""The table of a resource in a project of others: its model, and its first revision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from ...answers.field import Field
from ...answers.names import Name
from ..associations import Association
from ..code import INDENT, Call, call, declaration, imports, quoted
from ..columns import Column
from ..fit import Fit
from ..key import Key, type_of
from ..moments import newest_of
from ..table import Table
from ..targets import Target
from .columns import FittedColumn

ATTRIBUTES: Mapping[str, str] = {
    "Annotated": "typing:Annotated",
    "AwareDatetime": "pydantic:AwareDatetime",
    "Decimal": "decimal:Decimal",
    "EmailStr": "pydantic:EmailStr",
    "FiniteFloat": "pydantic:FiniteFloat",
    "Int32": "{rest}.validation:Int32",
    "Int64": "{rest}.validation:Int64",
    "JsonDocument": "{rest}.validation:JsonDocument",
    "JsonValue": "pydantic:JsonValue",
    "Literal": "typing:Literal",
    "LocalTime": "{rest}.validation:LocalTime",
    "RequestModel": "{rest}.validation:RequestModel",
    "StrEnum": "enum:StrEnum",
    "Structure": "{rest}.columns:Structure",
    "UUID": "uuid:UUID",
    "Url": "{rest}.validation:Url",
    "choice": "{rest}.columns:choice",
    "dt": "datetime as dt",
    "postgresql": "sqlalchemy.dialects:postgresql",
    "sa": "sqlalchemy as sa",
    "uuid4": "uuid:uuid4",
}
"""Where the names come from that a model may be written with."""

OF_SQLALCHEMY = (
    "pydantic:Field",
    "sqlalchemy.orm:Mapped",
    "sqlalchemy.orm:mapped_column",
    "sqlalchemy.orm:relationship",
)
MOMENT = call("sa.DateTime", timezone="True")
NOW = "sa.func.now()"
UUID_LENGTH = 36
"""Of a UUID that is kept as text."""


def table_of(resource: Name, fit: Fit) -> str:
    """The table of a resource, called as the project calls its tables."""
    return resource.singular if fit.has_singular_tables else resource.plural


@dataclass(frozen=True, kw_only=True)
class FittedTable(Table):
    """What differs is what it is written with; and that names are left to the project."""

    fit: Fit
    rest: str
    """The package of what endpoints share."""

    has_convention: ClassVar[bool] = False
    """Constraints are named by the project's metadata or by its database."""

    @property
    def name(self) -> str:
        """The table's name, in the number that the project's other tables have."""
        return table_of(self.resource, self.fit)

    @property
    def key(self) -> Key:
        """What a row is found by."""
        return self.fit.key

    @property
    def newest(self) -> tuple[str, ...]:
        """The column that lists are sorted by unless they are asked otherwise."""
        return newest_of(self.moments)

    @property
    def moments(self) -> tuple[str, ...]:
        """The columns that say when a row was made, and changed."""
        return self.fit.moments

    @property
    def optional_moments(self) -> frozenset[str]:
        """Those that may hold nothing."""
        return frozenset(
            name
            for name in self.moments
            if OPTIONAL.search(self.fit.inherited.get(name, ""))
        )

    @property
    def native(self) -> frozenset[str]:
        """The columns whose values may have an order of the database's own."""
        return frozenset()

    @property
    def naive(self) -> frozenset[str]:
        """The columns that keep moments without their zone."""
        return frozenset(filter(self.fit.is_naive, self.moments))

    def _column(self, field: Field, named: str, target: Target | None) -> Column:
        return FittedColumn(field, named, target, fit=self.fit)

    def _association(self, field: Field, target: Target) -> Association:
        return FittedAssociation(field, self.resource, target, of=self)

    # The model --------------------------------------------------------------------

    @property
    def head(self) -> str:
        """The first line of its class, from the name on."""
        bases = [one.rpartition(":")[2] for one in (*self.fit.mixins, self.fit.base)]
        options = ["kw_only=True"] if self.fit.is_dataclass else []
        inner = call(self.model, *bases, *options)
        return "\n".join(inner.lines("", before="class ", after=":"))

    @property
    def imports(self) -> str:
        """All that its module may have to import."""
        written = [*ATTRIBUTES.values(), *self._of_orm, self.fit.base, *self.fit.mixins]
        written += [
            f"{one.target.module}:{one.target.class_name}"
            for one in self.associations
            if not one.target.is_self
        ]
        found = (one.format(rest=self.rest) for one in written)
        return imports(found, self.fit.packages)

    @property
    def _of_orm(self) -> tuple[str, ...]:
        return OF_SQLALCHEMY

    @property
    def attributes(self) -> str:
        """All that the model says of its columns, a line each."""
        lines = [
            *self._key_line,
            *(column.in_model for column in self.columns),
            *self._moment_lines,
            *self._relationships,
        ]
        return "\n".join(("\n", *lines)) if lines else ""

    @property
    def _key_line(self) -> Iterator[str]:
        if not self.fit.inherits_key:
            yield self._declared_key()

    def _declared_key(self) -> str:
        made, options = self._key_of_a_row
        column = call("mapped_column", *made, primary_key="True", **options)
        return declaration(
            self.key.name, f"Mapped[{self.key.annotation}]", self._alone(column)
        )

    @property
    def _key_of_a_row(self) -> tuple[list[Call | str], dict[str, str]]:
        """The type of the key where it has to be said, and what makes one."""
        kind = self.key.field.type
        if kind == "uuid":
            return [], self._made("uuid4")
        if kind == "str":
            return [call("sa.String", str(self._length))], self._made(
                "lambda: str(uuid4())"
            )
        return ([BIG] if kind == "bigint" else []), {}

    def _made(self, factory: str) -> dict[str, str]:
        return {"default_factory" if self.fit.is_dataclass else "default": factory}

    @property
    def _length(self) -> int:
        return self.key.field.length or UUID_LENGTH

    @property
    def _moment_lines(self) -> Iterator[str]:
        for name in self.moments:
            if name not in self.fit.inherited:
                yield self._moment(name, changes=name not in self.newest)

    def _moment(self, name: str, *, changes: bool) -> str:
        column = call(
            "mapped_column",
            MOMENT,
            server_default=NOW,
            onupdate=NOW if changes else None,
        )
        return declaration(name, "Mapped[dt.datetime]", self._alone(column))

    def _alone(self, column: Call) -> Call:
        """A column that nobody gives a value to."""
        if not self.fit.is_dataclass:
            return column
        return Call(column.function, (*column.arguments, "init=False"))

    @property
    def _relationships(self) -> Iterator[str]:
        for one in self.associations:
            yield self._relationship(one)

    def _relationship(self, one: Association) -> str:
        empty = "list" if self.fit.is_dataclass else None
        made = call("relationship", **loaded(one, self), default_factory=empty)
        return declaration(one.field.name, f"Mapped[list[{linked(one)}]]", made)

    # The revision -----------------------------------------------------------------

    @property
    def created_columns(self) -> str:
        """The columns as the revision declares them, all of them."""
        inherited, key = self.fit.inherited, self.key.name
        others = [
            name
            for name in (*inherited, *self.moments)
            if name != key and name not in {one.name for one in self.columns}
        ]
        lines = [
            _migrated(key, self._migrated_key, "False", self.fit.server_default(key)),
            *(column.in_migration for column in self.columns),
            *map(self._inherited, dict.fromkeys(others)),
        ]
        return "\n".join(lines)

    @property
    def _migrated_key(self) -> Call | str:
        kind = self.key.field.type
        if self.fit.inherits_key:
            return self.key.migrated
        if kind == "str":
            return call("sa.String", str(self._length))
        return BIG if kind == "bigint" else self.key.migrated

    def _inherited(self, name: str) -> str:
        """A column that stands in no field: of a base, a mixin, or one of the moments."""
        written = self.fit.inherited.get(name, "datetime")
        kind = Key.of(name, written)
        is_own = name not in self.fit.inherited
        is_aware = type_of(written) == "datetime" and name not in self.naive
        column = MOMENT if is_aware else kind.migrated
        server = self._own_default if is_own else self.fit.server_default(name)
        nullable = str(bool(OPTIONAL.search(written)))
        return _migrated(name, column, nullable, server)

    @property
    def _own_default(self) -> str | None:
        return NOW


OPTIONAL = re.compile(r"\bOptional\[|\|\s*None\b")
BIG = 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
"""A key that SQLite counts up too."""


def _migrated(
    name: str,
    kind: Call | str,
    nullable: str,
    server_default: str | None = None,
) -> str:
    column = call(
        "sa.Column",
        quoted(name),
        kind,
        nullable=nullable,
        server_default=server_default,
    )
    return "\n".join(column.lines(INDENT * 2, after=","))


# Many-to-many -----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class FittedAssociation(Association):
    """The table behind a relationship."""

    of: FittedTable

    has_convention: ClassVar[bool] = False

    @property
    def table(self) -> str:
        """The table of the resource."""
        return self.of.name

    @property
    def key(self) -> Key:
        """What a row of the resource is found by."""
        return self.of.key

    @property
    def metadata(self) -> str:
        """What the tables of the project belong to."""
        return f"{self.of.fit.base.rpartition(':')[2]}.metadata"

    @property
    def _options(self) -> dict[str, str]:
        return {}

    @property
    def _indexes(self) -> list[Call]:
        return [call("sa.Index", self._named("ix", self.other), quoted(self.other))]


def linked(one: Association) -> str:
    """The class that a row has links to, as an annotation names it."""
    return f'"{one.owner.pascal}"' if one.target.is_self else one.target.class_name


def loaded(one: Association, table: FittedTable) -> dict[str, str]:
    """How the rows are found that a row has links to."""
    name = table.model if one.target.is_self else one.target.class_name
    found = {"secondary": quoted(one.name)}
    if one.target.is_self:
        own, key = f"{table.model}.{table.key.name}", one.name
        found["primaryjoin"] = quoted(f"{own} == {key}.c.{one.column}")
        found["secondaryjoin"] = quoted(f"{own} == {key}.c.{one.other}")
    found["order_by"] = quoted(f"{name}.{one.target.key.name}")
    return found | {"lazy": quoted("selectin")}
