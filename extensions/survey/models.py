"""Mapped classes, their tables, keys and columns; and the base of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .facts import Fact, Facts
from .reading import Module, Sources
from .syntax import assigned, calls, classes, keyword, last, reference, text_of

BASES = frozenset({"DeclarativeBase", "DeclarativeBaseNoMeta", "DeclarativeMeta"})
COLUMNS = frozenset({"Column", "Field", "column_property", "mapped_column"})
REVISION = re.compile(r"(?m)^down_revision\b")
WORDS = ("Mapped", "Column(", "DeclarativeBase", "SQLModel", "declarative_base")


@dataclass(frozen=True)
class Class:
    """A class, and the module that it stands in."""

    module: Module
    node: ast.ClassDef

    @property
    def reference(self) -> str:
        """As the mapping names it."""
        return f"{self.module.name}:{self.node.name}"

    @cached_property
    def bases(self) -> list[str]:
        """What it derives from."""
        return [reference(self.module, last(base)) for base in self.node.bases]

    @cached_property
    def values(self) -> dict[str, ast.expr | None]:
        """What its body assigns."""
        return {name: value for name, value, _ in assigned(self.node.body)}

    @property
    def is_sqlmodel(self) -> bool:
        """Whether SQLModel maps it."""
        keywords = {one.arg: one.value for one in self.node.keywords}
        table = keywords.get("table")
        return isinstance(table, ast.Constant) and table.value is True

    @property
    def table(self) -> str:
        """The name of its table, if it has one."""
        named = text_of(self.values.get("__tablename__"))
        return named or (self.node.name.lower() if self.is_sqlmodel else "")

    @property
    def columns(self) -> Iterator[tuple[str, str, bool]]:
        """Name and type of its own columns, and whether they are the key."""
        for name, value, node in assigned(self.node.body):
            written = node.annotation if isinstance(node, ast.AnnAssign) else None
            kind = _kind(written, value)
            if kind and name[:2] != "__":
                yield name, kind, _is_key(value)

    @property
    def references(self) -> Iterator[tuple[str, str]]:
        """Its own columns that refer to another table, and that table's column."""
        for name, value, _ in assigned(self.node.body):
            if target := _target(value):
                yield name, target


def _target(value: ast.expr | None) -> str:
    """What a column refers to, as in `users.id`."""
    if not isinstance(value, ast.Call):
        return ""
    keys = [key for key in calls(value, "ForeignKey") if key.args]
    return text_of(keys[0].args[0] if keys else keyword(value, "foreign_key")) or ""


def _kind(written: ast.expr | None, value: ast.expr | None) -> str:
    """The type of a column; nothing where it is none."""
    if value is not None and last(value) not in COLUMNS:
        return ""
    match written:
        case ast.Subscript(base, inner) if last(base) == "Mapped":
            return _text(inner)
        case None:
            is_column = isinstance(value, ast.Call) and last(value) == "Column"
            return _first_type(value) if is_column else ""
    return _text(written) if last(value) in {"", "Field"} else ""


def _text(node: ast.expr) -> str:
    return text_of(node) or ast.unparse(node)


def _first_type(value: ast.expr | None) -> str:
    arguments = value.args if isinstance(value, ast.Call) else []
    named = [argument for argument in arguments if not text_of(argument)]
    return last(named[0]) if named else ""


def _is_key(value: ast.expr | None) -> bool:
    found = keyword(value, "primary_key") if isinstance(value, ast.Call) else None
    return isinstance(found, ast.Constant) and found.value is True


@dataclass(frozen=True)
class Classes:
    """The classes of a project that may be mapped, by their references."""

    known: Mapping[str, Class]

    @classmethod
    def of(cls, sources: Sources) -> Classes:
        """Those of modules that speak of columns."""
        found = (
            Class(module, node)
            for module in sources.having(*WORDS)
            if not REVISION.search(module.text)
            for node in classes(module)
        )
        return cls({one.reference: one for one in found})

    def ancestry(self, one: Class) -> list[Class]:
        """The class, and after it all that it derives from in the project."""
        found, waiting = [], [one]
        while waiting:
            current = waiting.pop(0)
            if current not in found:
                found.append(current)
                waiting += [
                    self.known[base] for base in current.bases if base in self.known
                ]
        return found

    @property
    def mapped(self) -> list[Class]:
        """Those that have a table."""
        return [one for one in self.known.values() if one.table]

    def model(self, one: Class) -> dict[str, Any]:
        """What the mapping says of a mapped class."""
        columns: dict[str, str] = {}
        keys: dict[str, str] = {}
        references: dict[str, str] = {}
        for ancestor in self.ancestry(one):
            references = {**dict(ancestor.references), **references}
            for name, kind, is_key in ancestor.columns:
                columns.setdefault(name, kind)
                if is_key:
                    keys.setdefault(name, kind)
        key = {"name": min(keys), "type": keys[min(keys)]} if len(keys) == 1 else None
        return {
            "model": one.reference,
            "table": one.table,
            "key": key,
            "columns": columns,
            "references": references,
        }


def facts(sources: Sources) -> Facts:
    """The facts about models and their base."""
    found = Classes.of(sources)
    mapped = sorted(found.mapped, key=lambda one: one.reference)
    facts = {f"models.{number}": _place(one) for number, one in enumerate(mapped)}
    if mapped:
        facts["models"] = Fact([found.model(one) for one in mapped])
    bases = [one for one in found.known.values() if _is_base(one)]
    if bases:
        best = max(bases, key=lambda one: _heirs(found, one))
        facts["base"] = Fact(best.reference, best.module.where(best.node))
    return facts


def _place(one: Class) -> Fact:
    return Fact(one.reference, one.module.where(one.node))


def _is_base(one: Class) -> bool:
    return any(last(base) in BASES for base in one.node.bases)


def _heirs(found: Classes, base: Class) -> int:
    return sum(base in found.ancestry(one) for one in found.known.values())
