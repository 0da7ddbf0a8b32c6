"""The facts about models: their tables, keys and columns, and fields to propose."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any, Final

from .columns import Column
from .facts import Fact, Facts
from .mapped import Class, Classes, classes_of
from .proposals import Proposals, Table
from .reading import Sources
from .syntax import items, keyword, last, says, text_of

DATACLASS: Final = frozenset({"MappedAsDataclass", "mapped_as_dataclass"})
"""What makes mapped classes take all that they list."""


def facts(sources: Sources) -> Facts:
    """The facts about models."""
    mapped = models_of(sources).sorted
    places = {
        f"models.{number}": Fact(one.reference, one.module.where(one.node))
        for number, one in enumerate(mapped)
    }
    listed = [one.reference for one in mapped]
    return {**places, **({"models": Fact(listed)} if listed else {})}


def tables(sources: Sources) -> dict[str, dict[str, Any]]:
    """What is known of each mapped class, by `module:Class`."""
    models = models_of(sources)
    return {one.reference: models.mapping(one) for one in models.sorted}


@dataclass(frozen=True)
class Models:
    """The models of a project, which may refer to each other."""

    sources: Sources
    classes: Classes

    @property
    def sorted(self) -> list[Class]:
        """All of them, by their names."""
        return sorted(self.classes.mapped, key=lambda one: one.reference)

    def mapping(self, one: Class) -> dict[str, Any]:
        """What the survey says of a mapped class."""
        table = self.table(one)
        kinds = {column.name: column.kind for column in table.columns}
        proposals = Proposals(self.sources, table, partial(self._target, one))
        keys = [
            {"name": name, "type": kinds[name], "field": proposals.type_of(name)}
            for name in table.keys
        ]
        schema = self.classes.schema(one)
        several = len(self.classes.bases) > 1
        return {
            "table": self.classes.table(one),
            **({"schema": schema} if schema else {}),
            **(self._base(one) if several else {}),
            "key": keys[0] if len(keys) == 1 else None,
            **({"keys": list(table.keys)} if len(keys) > 1 else {}),
            "columns": kinds,
            "references": dict(table.references),
            **proposals.mapping,
        }

    def _base(self, one: Class) -> dict[str, str]:
        base, metadata = self.classes.base(one), self.classes.collection(one)
        return {"base": base, **({"metadata": metadata} if metadata != base else {})}

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
        listed = (
            names for up in above for _, names in up.listed("PrimaryKeyConstraint")
        )
        keys = {name: None for name, column in columns.items() if column.is_key}
        keys |= dict.fromkeys(name for names in listed for name in names)
        mappers = (items(up.values.get("__mapper_args__")) for up in above)
        deciding = next(
            filter(None, (up.get("polymorphic_on") for up in mappers)), None
        )
        return Table(
            str(self.classes.table(one) or ""),
            tuple(columns.values()),
            tuple(name for name in keys if name in columns),
            self._references(above, columns),
            frozenset(name for up in above for name in _unique(up)),
            text_of(deciding) or last(deciding),
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
        match column.inside("ForeignKey"):
            case ast.Call(args=[ast.Attribute(owner, attribute), *_]):
                found = (one for one in self.tops if one.node.name == last(owner))
                table = next(map(self.classes.table, found), None)
                return f"{table}.{attribute}" if table else ""
        return ""

    def _target(self, one: Class, target: str) -> str:
        """The class of `users.id`, or `: ` and why it cannot be said."""
        *_, table, column = ["", *target.split(".")]
        known = self.by_table.get(target.rpartition(".")[0]) or self.by_table.get(table)
        if known is None:
            return f": it refers to {target}, and no class has that table"
        keys = self.table(known).keys
        if (column,) != keys:
            part = "a part of the key" if column in keys else "not the key"
            return f": it refers to {target}, which is {part}"
        return "self" if known == one else known.node.name

    @cached_property
    def tops(self) -> list[Class]:
        """The mapped classes that share no other's table."""
        return [
            one
            for one in self.classes.mapped
            if one.table
            or not any(up.table and up.is_own for up in self.classes.ancestry(one)[1:])
        ]

    @cached_property
    def by_table(self) -> dict[str, Class]:
        """The classes by their tables, also with the schemas of these."""
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


def _unique(one: Class) -> Iterator[str]:
    """The columns that its table's arguments make unique each by itself."""
    several = [names for _, names in one.listed("UniqueConstraint")]
    for call, (_, *names) in one.listed("Index"):
        several += [names] if says(keyword(call, "unique"), True) else []
    yield from (names[0] for names in several if len(names) == 1)


def is_dataclass(one: Class) -> bool:
    """Whether it says itself that it takes all that it lists."""
    made = (*one.node.bases, *one.node.decorator_list)
    return not DATACLASS.isdisjoint(map(last, made))
