"""Mapped classes, their tables, keys and columns; and the base of them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from .facts import Fact, Facts
from .reading import Module, Sources
from .syntax import (
    assigned,
    calls,
    classes,
    keyword,
    last,
    named,
    reference,
    text_of,
)
from .texts import text

BASES = frozenset({"DeclarativeBase", "DeclarativeBaseNoMeta", "DeclarativeMeta"})
MAKERS = frozenset({"automap_base", "declarative_base"})
COLUMNS = frozenset({"Column", "Field", "column_property", "mapped_column"})
UNTYPED = frozenset({"Column", "mapped_column"})
MAPPED = frozenset({"Mapped", "MappedColumn"})
COMPUTED = frozenset({"declared_attr", "directive"})
REVISION = re.compile(r"(?m)^down_revision\b")
WORDS = (
    *("Mapped", "Column(", "SQLModel", "declarative_base", "as_declarative"),
    *("DeclarativeBase", "DeclarativeMeta", "mapped_column", "table=True"),
)

Member: TypeAlias = tuple[str, ast.expr | None, ast.expr | None]
"""A name in a class, its annotation, and its value."""


@dataclass(frozen=True)
class Class:
    """A class, and the module that it stands in."""

    sources: Sources
    module: Module
    node: ast.ClassDef

    @property
    def reference(self) -> str:
        """As the mapping names it."""
        return f"{self.module.name}:{self.node.name}"

    @cached_property
    def bases(self) -> list[str]:
        """What it derives from."""
        origin = self.sources.origin
        return [origin(named(self.module, base)) for base in self.node.bases]

    @cached_property
    def values(self) -> dict[str, ast.expr | None]:
        """What its body assigns."""
        return {name: value for name, _, value in self.members}

    @cached_property
    def members(self) -> list[Member]:
        """What its body gives a name, also by methods that are read like columns."""
        found: list[Member] = [
            (name, node.annotation if isinstance(node, ast.AnnAssign) else None, value)
            for name, value, node in assigned(self.node.body)
        ]
        for node in self.node.body:
            if isinstance(node, ast.FunctionDef) and COMPUTED & {
                *map(last, node.decorator_list)
            }:
                returned = [one for one in node.body if isinstance(one, ast.Return)]
                value = returned[0].value if returned else None
                found.append((node.name, node.returns, value))
        return found

    @property
    def is_sqlmodel(self) -> bool:
        """Whether SQLModel maps it."""
        keywords = {one.arg: one.value for one in self.node.keywords}
        table = keywords.get("table")
        return isinstance(table, ast.Constant) and table.value is True

    @property
    def is_abstract(self) -> bool:
        """Whether it says that it has no table."""
        value = self.values.get("__abstract__")
        return isinstance(value, ast.Constant) and value.value is True

    @property
    def table(self) -> str:
        """The name of its table, where it says it."""
        stated = text(self.sources, self.module, self.values.get("__tablename__"))
        return stated or (self.node.name.lower() if self.is_sqlmodel else "")

    @property
    def columns(self) -> Iterator[Column]:
        """Its own columns."""
        for name, written, value in self.members:
            shared = self._shared(written)
            kind = _kind(written, value)
            if kind and name[:2] != "__":
                yield Column(
                    name,
                    shared.kind if shared else kind,
                    _is_key(value) or bool(shared and shared.is_key),
                    _target(value) or (shared.target if shared else ""),
                )

    def _shared(self, written: ast.expr | None) -> Column | None:
        """The column that `Mapped[alias]` says, where the alias is an `Annotated`."""
        inner = written.slice if isinstance(written, ast.Subscript) else None
        if last(written) not in MAPPED or not isinstance(inner, ast.Name):
            return None
        place, _, name = self.sources.origin(
            reference(self.module, inner.id)
        ).partition(":")
        module = self.sources.by_name.get(place)
        for alias, value, _ in assigned(module.statements) if module else ():
            if alias == name and last(value) == "Annotated":
                return _annotated(name, value)
        return None

    @property
    def constraints(self) -> Iterator[tuple[str, str]]:
        """The columns of its `ForeignKeyConstraint`s, and what they refer to."""
        arguments = self.values.get("__table_args__")
        for call in calls(arguments, "ForeignKeyConstraint") if arguments else ():
            columns, targets, *_ = [
                [*map(text_of, getattr(one, "elts", ()))]
                for one in (*call.args, None, None)
            ]
            yield from zip(columns, targets, strict=False)


@dataclass(frozen=True)
class Column:
    """A column as a class says it."""

    name: str
    kind: str
    is_key: bool
    target: str


def _annotated(name: str, value: ast.expr | None) -> Column | None:
    match value:
        case ast.Subscript(slice=ast.Tuple([kind, *others])):
            found = (one for other in others for one in calls(other, "mapped_column"))
            column = next(found, None)
            return Column(name, _text(kind), _is_key(column), _target(column))
    return None


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
        case ast.Subscript(base, inner) if last(base) in MAPPED:
            return _text(inner)
        case None:
            return _first_type(value) if last(value) in UNTYPED else ""
    return _text(written) if last(value) in {"", "Field"} else ""


def _text(node: ast.expr) -> str:
    return text_of(node) or ast.unparse(node)


def _first_type(value: ast.expr | None) -> str:
    arguments = value.args if isinstance(value, ast.Call) else []
    named = [argument for argument in arguments if not text_of(argument)]
    return last(named[0]) if named else ""


def _is_key(value: ast.expr | None) -> bool:
    """Whether a call says so, or one within it."""
    inside = ast.walk(value) if value else ()
    found = [keyword(one, "primary_key") for one in inside if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Constant) and one.value is True for one in found)


def _is_lowered(value: ast.expr | None) -> bool:
    """Whether it is `cls.__name__.lower()`."""
    match value:
        case ast.Call(ast.Attribute(ast.Attribute(attr="__name__"), "lower"), []):
            return True
    return False


@dataclass(frozen=True)
class Classes:
    """The classes of a project that may be mapped, by their references."""

    known: Mapping[str, Class]

    @classmethod
    def of(cls, sources: Sources) -> Classes:
        """Those of modules that speak of columns."""
        found = (
            Class(sources, module, node)
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

    @cached_property
    def mapped(self) -> list[Class]:
        """Those that have a table, be it one of a name that is computed."""
        return [one for one in self.known.values() if self._is_mapped(one)]

    def _is_mapped(self, one: Class) -> bool:
        if one.table or one.is_abstract:
            return bool(one.table)
        above = self.ancestry(one)[1:]
        is_declarative = any(_is_base(other) or other.table for other in above)
        computed = any("__tablename__" in other.values for other in above)
        keys = any(column.is_key for other in (one, *above) for column in other.columns)
        heirs = self.heirs(one)
        return is_declarative and computed and keys and not heirs

    def heirs(self, base: Class) -> int:
        """How many derive from it."""
        return self._heirs[base.reference]

    @cached_property
    def _heirs(self) -> Counter[str]:
        return Counter(
            other.reference
            for one in self.known.values()
            for other in self.ancestry(one)[1:]
        )

    def table(self, one: Class) -> str | None:
        """Its table, that of the class whose rows it shares, or one of its own name."""
        for other in self.ancestry(one):
            if other.table:
                return other.table
            if _is_lowered(other.values.get("__tablename__")):
                return one.node.name.lower()
        return None

    def model(self, one: Class) -> dict[str, Any]:
        """What the mapping says of a mapped class."""
        columns: dict[str, Column] = {}
        references: dict[str, str] = {}
        for ancestor in self.ancestry(one):
            for column in ancestor.columns:
                columns.setdefault(column.name, column)
            references |= dict(ancestor.constraints)
        references |= {name: one.target for name, one in columns.items() if one.target}
        keys = [column for column in columns.values() if column.is_key]
        return {
            "model": one.reference,
            "table": self.table(one),
            "key": {"name": keys[0].name, "type": keys[0].kind}
            if len(keys) == 1
            else None,
            "columns": {name: column.kind for name, column in columns.items()},
            "references": references,
        }


@lru_cache(maxsize=1)
def classes_of(sources: Sources) -> Classes:
    """The classes of a project that may be mapped."""
    return Classes.of(sources)


def facts(sources: Sources) -> Facts:
    """The facts about models and their base."""
    found = classes_of(sources)
    mapped = sorted(found.mapped, key=lambda one: one.reference)
    facts = {f"models.{number}": _place(one) for number, one in enumerate(mapped)}
    if mapped:
        facts["models"] = Fact([found.model(one) for one in mapped])
    return {**facts, **_base(sources, found)}


def _base(sources: Sources, found: Classes) -> Facts:
    """The base that most classes derive from."""
    heirs = Counter(base for one in found.known.values() for base in one.bases)
    places = {
        one.reference: one.module.where(one.node)
        for one in found.known.values()
        if _is_base(one)
    }
    heirs.update({one: found.heirs(found.known[one]) for one in places})
    for module in sources.having(*MAKERS):
        for name, value, node in assigned(module.statements):
            if last(value) in MAKERS and not REVISION.search(module.text):
                places[f"{module.name}:{name}"] = module.where(node)
    if places:
        best = max(places, key=lambda one: heirs[one])
        return {"base": Fact(best, places[best])}
    plain = next((one for one in found.mapped if one.is_sqlmodel), None)
    where = plain.module.at(r"import.*\bSQLModel\b") if plain else None
    return {"base": Fact("sqlmodel:SQLModel", where)} if plain else {}


def _place(one: Class) -> Fact:
    return Fact(one.reference, one.module.where(one.node))


def _is_base(one: Class) -> bool:
    above = {*map(last, one.node.bases)}
    above |= {last(word.value) for word in one.node.keywords}
    above |= {last(decorator) for decorator in one.node.decorator_list}
    return bool(above & (BASES | {"as_declarative"}))
