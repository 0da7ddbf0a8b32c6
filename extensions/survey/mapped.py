"""Classes that may be mapped, what they derive from, and their tables."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .columns import Column, Member, column, parts, typed
from .definitions import value_of
from .libraries import used_by
from .reading import Module, Sources
from .syntax import assigned, calls, classes, items, keyword, last, named, says, text_of
from .texts import text

BASES = frozenset(
    {"DeclarativeBase", "DeclarativeBaseNoMeta", "DeclarativeMeta", "as_declarative"}
)
SQLMODEL = "sqlmodel:SQLModel"
COMPUTED = frozenset({"declared_attr", "directive"})
REVISION = re.compile(r"(?m)^down_revision\b")
WORDS = (
    *("Mapped", "Column(", "SQLModel", "declarative_base", "as_declarative"),
    *("DeclarativeBase", "DeclarativeMeta", "mapped_column", "table=True"),
    *("SQLAlchemyBase", "UUIDBase", "UUIDAuditBase", "BigIntBase", "BigIntAuditBase"),
)


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
        return {one.name: one.value for one in self.members}

    @cached_property
    def members(self) -> list[Member]:
        """What its body gives a name, also by methods that are read like columns."""
        found = [
            Member(name, getattr(node, "annotation", None), value)
            for name, value, node in assigned(self.node.body)
        ]
        methods = [one for one in self.node.body if isinstance(one, ast.FunctionDef)]
        for node in methods:
            if not COMPUTED.isdisjoint(map(last, node.decorator_list)):
                returned = (
                    one.value for one in node.body if isinstance(one, ast.Return)
                )
                found.append(Member(node.name, node.returns, next(returned, None)))
        return found

    @property
    def is_own(self) -> bool:
        """Whether it stands in the project, and not in a library."""
        return bool(self.module.file)

    @property
    def is_sqlmodel(self) -> bool:
        """Whether SQLModel maps it."""
        return any(
            one.arg == "table" and says(one.value, True) for one in self.node.keywords
        )

    @property
    def is_base(self) -> bool:
        """Whether it is a declarative base itself."""
        words = (one.value for one in self.node.keywords)
        above = (*self.node.bases, *words, *self.node.decorator_list)
        return not BASES.isdisjoint(map(last, above))

    @property
    def is_abstract(self) -> bool:
        """Whether it says that it has no table."""
        return says(self.values.get("__abstract__"), True)

    @property
    def table(self) -> str:
        """The name of its table, where it says it."""
        stated = text(self.sources, self.module, self.values.get("__tablename__"))
        return stated or (self.node.name.lower() if self.is_sqlmodel else "")

    @property
    def schema(self) -> str | None:
        """The schema of its table, as its own arguments say; `None` if they do not."""
        stated = self.values.get("__table_args__")
        options = stated.elts[-1] if isinstance(stated, ast.Tuple) else stated
        schema = items(options).get("schema")
        return text(self.sources, self.module, schema) or "" if schema else None

    def listed(self, constraint: str) -> Iterator[tuple[ast.Call, list[str]]]:
        """The constraints of a kind among its table's arguments, with their columns."""
        arguments = self.values.get("__table_args__")
        for call in calls(arguments, constraint) if arguments else ():
            first = next(iter(call.args), None)
            several = getattr(first, "elts", call.args)
            yield call, [name for one in several if (name := text_of(one))]

    @property
    def constraints(self) -> Iterator[tuple[str, str]]:
        """The columns of its `ForeignKeyConstraint`s, and what they refer to."""
        for call, columns in self.listed("ForeignKeyConstraint"):
            targets = getattr(call.args[1], "elts", ()) if len(call.args) > 1 else ()
            yield from zip(columns, map(text_of, targets), strict=False)

    @property
    def types(self) -> dict[str, ast.expr]:
        """The types of the database that it gives those of Python."""
        registry = self.values.get("registry")
        stated = self.values.get("type_annotation_map")
        if isinstance(registry, ast.Call):
            stated = stated or keyword(registry, "type_annotation_map")
        if not isinstance(stated, ast.Dict):
            return {}
        pairs = zip(stated.keys, stated.values, strict=True)
        return {ast.unparse(key): value for key, value in pairs if key is not None}


@dataclass(frozen=True)
class Classes:
    """The classes of a project that may be mapped, by their references."""

    known: Mapping[str, Class]

    @classmethod
    def of(cls, sources: Sources) -> Classes:
        """Those of modules that speak of columns."""
        own = (one for one in sources.having(*WORDS) if not REVISION.search(one.text))
        found = (
            Class(sources, module, node)
            for module in (*own, *used_by(sources))
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
        return [one for one in self.own if self._is_mapped(one)]

    @property
    def own(self) -> list[Class]:
        """The classes that stand in the project itself."""
        return [one for one in self.known.values() if one.is_own]

    def _is_mapped(self, one: Class) -> bool:
        if one.table or one.is_abstract or self.heirs[one.reference]:
            return bool(one.table)
        above = self.ancestry(one)[1:]
        is_declarative = any(other.is_base or other.table for other in above)
        computed = any("__tablename__" in other.values for other in above)
        keys = any(column.is_key for column in self.columns(one).values())
        return is_declarative and computed and keys

    @cached_property
    def heirs(self) -> Counter[str]:
        """How many derive from each."""
        return Counter(
            other.reference for one in self.own for other in self.ancestry(one)[1:]
        )

    def columns(self, kind: Class) -> dict[str, Column]:
        """Its columns by their names, also those that it inherits."""
        if kind.reference not in self._columns:
            self._columns[kind.reference] = self._read(kind)
        return self._columns[kind.reference]

    @cached_property
    def _columns(self) -> dict[str, dict[str, Column]]:
        return {}

    def _read(self, kind: Class) -> dict[str, Column]:
        above = self.ancestry(kind)
        is_plain = any(SQLMODEL in other.bases for other in above)
        types = {name: kind for other in above for name, kind in other.types.items()}
        found: dict[str, Column] = {}
        for other in above:
            for member in other.members:
                made = column(other.sources, other.module, member, plain=is_plain)
                more = parts(other.sources, other.module, member)
                for one in (*filter(None, [made]), *more):
                    found.setdefault(one.name, typed(one, types))
        return found

    def base(self, one: Class) -> str:
        """The declarative base that it goes back to; nothing where it is not known."""
        above = self.ancestry(one)
        bases = [other.reference for other in above if other.is_base]
        outside = [base for other in above for base in other.bases]
        return next(
            iter([*bases, *(one for one in outside if one not in self.known)]), ""
        )

    def schema(self, one: Class) -> str:
        """The schema of its table: its own, an inherited one, or its metadata's."""
        above = self.ancestry(one)
        stated = (other.schema for other in above)
        for own in (name for name in stated if name is not None):
            return own
        return self.metadata_schema(one)

    def metadata_schema(self, one: Class) -> str:
        """The schema that its metadata puts tables into."""
        for other in self.ancestry(one):
            value = other.values.get("metadata")
            if not isinstance(value, ast.Call):
                found = value_of(other.sources, named(other.module, value))
                value = found[1] if found else None
            if isinstance(value, ast.Call):
                return text(other.sources, other.module, keyword(value, "schema")) or ""
        return ""

    @cached_property
    def bases(self) -> frozenset[str]:
        """What the tables of the project are collected by: a base, or its metadata."""
        return frozenset(map(self.collection, self.mapped)) - {""}

    def collection(self, one: Class) -> str:
        """The metadata that its base is given, or else the base."""
        base = self.known.get(self.base(one))
        metadata = base.values.get("metadata") if base else None
        if base and isinstance(metadata, ast.Name | ast.Attribute):
            return base.sources.origin(named(base.module, metadata))
        return self.base(one)

    def table(self, one: Class) -> str | None:
        """Its table, that of the class whose rows it shares, or one of its own name."""
        for other in self.ancestry(one):
            if other.table:
                return other.table
            match other.values.get("__tablename__"):
                case ast.Call(ast.Attribute(ast.Attribute(attr="__name__"), "lower")):
                    return one.node.name.lower()
        return None


@lru_cache(maxsize=4)
def classes_of(sources: Sources) -> Classes:
    """The classes of a project that may be mapped."""
    return Classes.of(sources)
