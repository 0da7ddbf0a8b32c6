"""The facts about models: their tables, keys and columns, and fields to propose."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

from .columns import Column
from .facts import Fact, Facts
from .mapped import Class, Classes, classes_of
from .proposals import Proposals, Table
from .reading import Sources
from .syntax import keyword, last, text_of

DATACLASS: Final = frozenset({"MappedAsDataclass", "mapped_as_dataclass"})
"""What makes mapped classes take all that they list."""


def facts(sources: Sources) -> Facts:
    """The facts about models."""
    models = models_of(sources)
    mapped = sorted(models.classes.mapped, key=lambda one: one.reference)
    found = {f"models.{number}": _place(one) for number, one in enumerate(mapped)}
    if mapped:
        found["models"] = Fact([one.reference for one in mapped])
    return found


def tables(sources: Sources) -> dict[str, dict[str, Any]]:
    """What is known of each mapped class, by `module:Class`."""
    models = models_of(sources)
    mapped = sorted(models.classes.mapped, key=lambda one: one.reference)
    return {one.reference: models.mapping(one) for one in mapped}


def _place(one: Class) -> Fact:
    return Fact(one.reference, one.module.where(one.node))


@dataclass(frozen=True)
class Models:
    """The models of a project, which may refer to each other."""

    sources: Sources
    classes: Classes

    def mapping(self, one: Class) -> dict[str, Any]:
        """What the survey says of a mapped class."""
        table = self.table(one)
        kinds = {column.name: column.kind for column in table.columns}
        proposals = Proposals(self.sources, table, Targets(self, one).named)
        keys = [
            {"name": name, "type": kinds[name], "field": proposals.type_of(name)}
            for name in table.keys
        ]
        return {
            "table": self.classes.table(one),
            **self._place(one),
            "key": keys[0] if len(keys) == 1 else None,
            **({"keys": list(table.keys)} if len(keys) > 1 else {}),
            "columns": kinds,
            "references": dict(table.references),
            **proposals.mapping,
        }

    def _place(self, one: Class) -> dict[str, str]:
        """The schema of its table, and its base where there are several."""
        schema = self.classes.schema(one)
        several = len(self.classes.bases) > 1
        return {
            **({"schema": schema} if schema else {}),
            **({"base": self.classes.base(one)} if several else {}),
        }

    def table(self, one: Class) -> Table:
        """The columns of a model, and what its class says of several at once."""
        if one.reference not in self._tables:
            self._tables[one.reference] = self._table(one)
        return self._tables[one.reference]

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {}

    def _table(self, one: Class) -> Table:
        above = self.classes.ancestry(one)
        columns = self.classes.columns(one)
        keys = [name for name, column in columns.items() if column.is_key]
        listed = [*_named(above, "PrimaryKeyConstraint")]
        keys += [name for names in listed for name in names if name not in keys]
        return Table(
            str(self.classes.table(one) or ""),
            tuple(columns.values()),
            tuple(name for name in keys if name in columns),
            self._references(above, columns),
            frozenset(name for names in _unique(above) for name in names),
            _deciding(above),
            is_dataclass=any(map(is_dataclass, above)),
        )

    def _references(
        self, above: list[Class], columns: Mapping[str, Column]
    ) -> dict[str, str]:
        found = dict(pair for one in above for pair in one.constraints)
        for name, column in columns.items():
            if target := column.target or self._by_class(column):
                found[name] = target
        return {name: target for name, target in found.items() if name in columns}

    def _by_class(self, column: Column) -> str:
        """What `ForeignKey(User.id)` refers to."""
        key = column.inside("ForeignKey")
        match key.args[0] if key and key.args else None:
            case ast.Attribute(owner, attribute):
                found = (one for one in self.tops if one.node.name == last(owner))
                table = self.classes.table(one) if (one := next(found, None)) else None
                return f"{table}.{attribute}" if table else ""
        return ""

    @cached_property
    def tops(self) -> list[Class]:
        """The mapped classes that share no other's table."""
        return [one for one in self.classes.mapped if one.table or self._is_top(one)]

    def _is_top(self, one: Class) -> bool:
        above = self.classes.ancestry(one)[1:]
        return not any(other.table and other.is_own for other in above)

    @cached_property
    def by_table(self) -> dict[str, Class]:
        """The classes by their tables."""
        found: dict[str, Class] = {}
        for one in self.tops:
            table, schema = str(self.classes.table(one)), self.classes.schema(one)
            found.setdefault(f"{schema}.{table}" if schema else table, one)
            found.setdefault(table, one)
        return found


@lru_cache(maxsize=4)
def models_of(sources: Sources) -> Models:
    """The models of a project."""
    return Models(sources, classes_of(sources))


@dataclass(frozen=True)
class Targets:
    """What the columns of a model refer to."""

    models: Models
    one: Class

    def named(self, target: str) -> str:
        """The class of `users.id`, or `: ` and why it cannot be said."""
        *_, table, column = ["", *target.split(".")]
        tables = self.models.by_table
        known = tables.get(target.rpartition(".")[0]) or tables.get(table)
        if known is None:
            return f": it refers to {target}, and no class has that table"
        keys = self.models.table(known).keys
        if (column,) != keys:
            part = "a part of the key" if column in keys else "not the key"
            return f": it refers to {target}, which is {part}"
        return "self" if known == self.one else known.node.name


# What stands in the arguments of a table, and of a mapper ----------------------


def _named(above: list[Class], constraint: str) -> Iterator[list[str]]:
    yield from (names for one in above for _, names in one.listed(constraint))


def _unique(above: list[Class]) -> Iterator[list[str]]:
    """The columns that are unique each by itself."""
    for names in _named(above, "UniqueConstraint"):
        yield names if len(names) == 1 else []
    for one in above:
        for call, names in one.listed("Index"):
            unique = keyword(call, "unique")
            is_unique = isinstance(unique, ast.Constant) and unique.value is True
            columns = names[1:]
            yield columns if is_unique and len(columns) == 1 else []


def _deciding(above: list[Class]) -> str:
    """The column that a mapper tells the class of a row by."""
    for one in above:
        arguments = one.values.get("__mapper_args__")
        pairs = (
            zip(arguments.keys, arguments.values, strict=True)
            if isinstance(arguments, ast.Dict)
            else ()
        )
        for key, value in pairs:
            if text_of(key) == "polymorphic_on":
                return text_of(value) or last(value)
    return ""


def is_dataclass(one: Class) -> bool:
    """Whether it says itself that it takes all that it lists."""
    made = (*one.node.bases, *one.node.decorator_list)
    return not DATACLASS.isdisjoint(map(last, made))
