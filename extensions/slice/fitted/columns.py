"""One field as a column in a project of others: of SQLAlchemy's models, and SQLModel's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..annotations import FACTORIES, member_of
from ..code import Call, call, declaration, literal, quoted
from ..columns import Column
from ..fit import Fit
from ..mapping import PythonType, python_type
from ..values import expression

MOMENTS: Mapping[str, str] = {"now": "sa.func.now", "today": "sa.func.current_date"}
"""Defaults that the database computes, whichever it is."""


def document(fit: Fit) -> Call:
    """The type of a column that holds anything: what each database does best."""
    binary = call("postgresql.JSONB", none_as_null="True")
    if fit.is_postgresql:
        return binary
    plain = call("sa.JSON", none_as_null="True")
    if not fit.has_postgresql:
        return plain
    return call(f"{plain}.with_variant", binary, quoted("postgresql"))


@dataclass(frozen=True, kw_only=True)
class FittedColumn(Column):
    """A column that any database can have, with its default in Python."""

    fit: Fit

    @property
    def type(self) -> PythonType:
        """Its type; what only PostgreSQL has is written where nothing else is used."""
        found = python_type(self.field, self.named)
        if self.field.kind in {"object", "union"}:
            return replace(found, migrated=lambda _field: document(self.fit))
        if self._is_json:
            return replace(found, column=lambda _field: document(self.fit))
        if self.field.kind == "list" and not self.fit.is_postgresql:
            return replace(
                found,
                column=lambda _field: call("Structure", found.model),
                migrated=lambda _field: document(self.fit),
            )
        return found

    @property
    def migrated_type(self) -> Call:
        """Its type in a revision."""
        return self.target.key.migrated if self.target else super().migrated_type

    @property
    def _default(self) -> Mapping[str, str | Call | None]:
        if self.field.has_moment:
            return {"server_default": self.server_default, **self._nothing}
        if not self.field.has_default:
            return self._nothing if self.field.nullable else {}
        if self.fit.is_dataclass and isinstance(self.field.default, list | dict):
            return {"default_factory": self._value}
        return {"default": self._value}

    @property
    def _nothing(self) -> Mapping[str, str]:
        """What lets a dataclass be made without a value."""
        return {"default": "None"} if self.fit.is_dataclass else {}

    @property
    def _value(self) -> str | Call:
        """Its default, where it is always the same."""
        value = self.field.default
        if self.field.kind == "enum":
            return f"{self.named}.{member_of(value)}"
        if isinstance(value, list | dict):
            return f"lambda: {literal(value)}" if value else type(value).__name__
        return expression(value)

    @property
    def server_default(self) -> Call | None:
        """What any database fills in: moments alone."""
        if not self.field.has_moment:
            return None
        return call(MOMENTS[self.field.default])


PLAIN = frozenset(
    "bool date decimal duration email int str time url uuid".split(),
)
"""Types that SQLModel makes the same column of as the other one."""


@dataclass(frozen=True, kw_only=True)
class SqlmodelColumn(FittedColumn):
    """The same, as SQLModel has it: an annotation, and what it does not say."""

    function: str = "Field"

    @property
    def in_model(self) -> str:
        """Its line in the model."""
        optional = " | None" if self.field.nullable else ""
        kind = f"{self.type.model}{optional}"
        options = {
            **self._default,
            **self._sizes,
            **self._reference,
            "unique": "True" if self.field.unique else None,
            "sa_type": self._stated,
        }
        given = {name: value for name, value in options.items() if value is not None}
        if [*given] == ["default"]:
            return declaration(self.name, kind, given["default"])
        value = call(self.function, **given) if given else ""
        return declaration(self.name, kind, value)

    @property
    def _default(self) -> Mapping[str, str | Call | None]:
        if not self.field.has_default:
            return {"default": "None" if self.field.nullable else None}
        if self.field.has_moment:
            return {"default_factory": FACTORIES[self.field.default]}
        if isinstance(self.field.default, list | dict):
            return {"default_factory": self._value}
        return {"default": self._value}

    @property
    def server_default(self) -> Call | None:
        """None: SQLModel fills it in."""
        return None

    @property
    def _sizes(self) -> Mapping[str, str]:
        sizes = {
            "max_length": self.field.length,
            "max_digits": self.field.precision,
            "decimal_places": self.field.scale,
        }
        is_plain = self.field.kind == "scalar" and self.field.type in PLAIN
        return {
            name: str(size)
            for name, size in sizes.items()
            if is_plain and size is not None
        }

    @property
    def _reference(self) -> Mapping[str, str]:
        if self.target is None:
            return {}
        return {
            "foreign_key": quoted(f"{self.target.table}.{self.target.key.name}"),
            "ondelete": quoted(self.on_delete),
        }

    @property
    def _stated(self) -> str | Call | None:
        """Its type, where the annotation does not say it."""
        if self.target and self.target.key.is_small:
            return "sa.SmallInteger"
        if self.field.kind in {"scalar", "ref"} and self.field.type in PLAIN:
            return None
        return self.type.column(self.field)
