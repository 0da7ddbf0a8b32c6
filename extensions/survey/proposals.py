"""What is proposed for the columns of a model: fields in the language, and their enums.

What the language cannot say is left out, with the reason.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from ..answers.field_place import Place
from ..answers.fields import parse_members
from ..answers.problem import Problem
from ..answers.types import RESERVED_IN_ROWS, RESERVED_IN_SCHEMAS
from .columns import Column
from .defaults import is_given, literal
from .kinds import Kind, is_zoned, kind_of, type_text
from .reading import Sources
from .syntax import keyword, text_of

MOMENTS: Final[Mapping[str, str]] = {"date": "today", "datetime": "now"}
BITS: Final[Mapping[str, str]] = {"1": "true", "0": "false", "t": "true", "f": "false"}
BOUNDS: Final[Mapping[str, str]] = {"min_length": "min", "ge": "min", "le": "max"}
REFERRING: Final[Mapping[str, str]] = {"CASCADE": "cascade", "SET NULL": "set_null"}
BY_SERVER = "is set by the server"
"""Why the language keeps names for itself that an existing model may have."""

RESERVED: Final[Mapping[str, str]] = RESERVED_IN_SCHEMAS | {
    name: why for name, why in RESERVED_IN_ROWS.items() if why != BY_SERVER
}
Targets = Callable[[str], str]
"""The class of what `users.id` names, or `: ` and why it cannot be said."""


@dataclass(frozen=True)
class Table:
    """The columns of a model, and what its class says of several at once."""

    name: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    references: Mapping[str, str]
    unique: frozenset[str] = frozenset()
    deciding: str = ""
    """The column that tells which class a row is of."""
    is_dataclass: bool = False
    """Whether its class is made by what it lists, also of what takes NULL."""

    @property
    def others(self) -> Iterator[Column]:
        """The columns but the key."""
        return (one for one in self.columns if one.name not in self.keys)


@dataclass(frozen=True)
class Proposals:
    """What is proposed for a model."""

    sources: Sources
    table: Table
    target: Targets

    @property
    def mapping(self) -> dict[str, Any]:
        """It as the survey has it."""
        made = {one.name: self._proposal(one) for one in self.table.others}
        fields = {name: text for name, (text, why) in made.items() if not why}
        return {
            "fields": fields,
            "enums": {
                one.name: enum.reference
                for one in self.table.others
                if one.name in fields and (enum := self.kinds[one.name].enum)
            },
            "required": [one.name for one in self.table.columns if self._is_asked(one)],
            "naive": [name for name in fields if self._is_naive(name)],
            "left_out": {name: why for name, (_, why) in made.items() if why},
        }

    def type_of(self, name: str) -> str | None:
        """The type of a column alone; nothing where the language has none."""
        column = next(one for one in self.table.columns if one.name == name)
        kind = self.kinds[name]
        written, options = type_text(kind, column) if kind.word else ("", "")
        return None if not written or _refused("key", written) else written + options

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """What each column is."""
        return {one.name: kind_of(self.sources, one) for one in self.table.columns}

    def _is_asked(self, column: Column) -> bool:
        """Whether an INSERT has to give it."""
        if self.table.is_dataclass:
            return column.option("init", *STARTS) is None
        if is_given(column) or column.name in {self.table.deciding, self._counted}:
            return False
        return not self._is_nullable(column)

    def _is_nullable(self, column: Column) -> bool:
        return column.name not in self.table.keys and column.is_nullable

    @cached_property
    def _counted(self) -> str:
        """The key that the database counts up."""
        keys = [one for one in self.table.columns if one.name in self.table.keys]
        if len(keys) != 1 or keys[0].name in self.table.references:
            return ""
        is_whole = self.kinds[keys[0].name].word in {"int", "small", "bigint"}
        is_off = keys[0].says("autoincrement", value=False)
        return keys[0].name if is_whole and not is_off else ""

    def _is_naive(self, name: str) -> bool:
        column = next(one for one in self.table.columns if one.name == name)
        is_moment = self.kinds[name].word == "datetime"
        return is_moment and not is_zoned(self.sources, column)

    # A field ----------------------------------------------------------------------

    def _proposal(self, column: Column) -> tuple[str, str]:
        """The field of a column, or why there is none."""
        if column.whole:
            return "", f"it is a part of {column.whole}"
        if column.name == self.table.deciding:
            return "", "it tells which class a row is of"
        if column.inside("Computed"):
            return "", "the database computes it"
        if column.name in self.table.references:
            return self._reference(column)
        kind = self.kinds[column.name]
        if kind.word in {"", "bytes"}:
            return "", _unsaid(column, kind)
        return self._accepted(column.name, self._texts(column, kind))

    def _accepted(self, name: str, texts: list[str]) -> tuple[str, str]:
        """The first text that the language accepts, or what it says of the last."""
        why = ""
        for text in texts:
            why = _refused(name, text)
            if not why:
                return text, ""
        return "", why

    def _texts(self, column: Column, kind: Kind) -> list[str]:
        """The field in full, and with less and less of its options."""
        written, sizes = type_text(kind, column)
        if kind.word == "text" and written == "text" and self._is_looked_up(column):
            written, sizes = "str", ""
        null = "?" if self._is_nullable(column) else ""
        start = self._start(column, kind)
        head = f"{written}{null}"
        options = "".join(self._options(column))
        more = sizes + "".join(_bounds(column, sizes))
        if start is None:
            moment = MOMENTS.get(kind.word, "")
            made = f" = {moment}" if moment and not null else ""
            head = head if made else f"{written}?"
            return [f"{head}{made}{one}, read_only" for one in (options, "")]
        several = dict.fromkeys((more + options, options, more, ""))
        return [f"{head}{start}{one}" for one in several]

    def _start(self, column: Column, kind: Kind) -> str | None:
        """` = default`, nothing, or `None` where the server gives it a value."""
        is_moment = kind.word in MOMENTS
        if is_moment and (
            column.option("onupdate") or column.option("server_onupdate")
        ):
            return None
        if not is_given(column):
            return ""
        found = literal(column, kind.enum)
        start = "" if found is None else f" = {_fitting(found, kind)}"
        written, _ = type_text(kind, column)
        return None if not start or _refused(column.name, written + start) else start

    def _is_looked_up(self, column: Column) -> bool:
        is_unique = column.name in self.table.unique
        return is_unique or any(column.says(one, value=True) for one in FLAGS)

    def _options(self, column: Column) -> Iterator[str]:
        for flag in FLAGS:
            named = flag == "unique" and column.name in self.table.unique
            if named or column.says(flag, value=True):
                yield f", {flag}"

    def _reference(self, column: Column) -> tuple[str, str]:
        target = self.table.references[column.name]
        found, _, why = self.target(target).partition(": ")
        if why:
            return "", why
        key = column.inside("ForeignKey")
        stated = keyword(key, "ondelete") if key else column.option("ondelete")
        deleted = REFERRING.get(text_of(stated).upper(), "")
        null = "?" if self._is_nullable(column) else ""
        head = f"ref({found}){null}"
        options = "".join(self._options(column))
        also = f", on_delete={deleted}" if deleted else ""
        return self._accepted(
            column.name, [f"{head}{options}{also}", f"{head}{options}"]
        )


STARTS = ("default", "default_factory")
FLAGS = ("unique", "index")


def _unsaid(column: Column, kind: Kind) -> str:
    if kind.word == "bytes":
        return "the language has no binary data"
    written = ast.unparse(kind.node) if kind.node else column.kind
    return f"the language has no type {written}"


def _bounds(column: Column, sizes: str) -> Iterator[str]:
    for name, option in BOUNDS.items():
        value = column.option(name)
        is_number = isinstance(value, ast.Constant) and isinstance(value.value, int)
        if value is not None and is_number and f" {option}=" not in sizes:
            yield f", {option}={ast.unparse(value)}"


def _fitting(default: str, kind: Kind) -> str:
    """A default as a type writes it that the database writes in another way."""
    if kind.word == "bool":
        return BITS.get(default, default)
    return "[]" if kind.word == "list" else default


def _refused(name: str, text: str) -> str:
    """What the language says of a field, if it does not accept it."""
    try:
        parse_members({name: text}, Place("fields", RESERVED))
    except Problem as problem:
        return str(problem).partition(": ")[2].partition("; accepted")[0]
    return ""
