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


@dataclass(frozen=True)
class Proposals:
    """What is proposed for a model."""

    sources: Sources
    table: Table
    target: Targets

    @property
    def mapping(self) -> dict[str, Any]:
        """It as the survey has it."""
        columns = [one for one in self.table.columns if one.name not in self.table.keys]
        made = {one.name: self._proposal(one) for one in columns}
        fields = {name: text for name, (text, why) in made.items() if not why}
        known = [one for one in columns if one.name in fields]
        return {
            "fields": fields,
            "enums": {
                one.name: enum.reference
                for one in known
                if (enum := self.kinds[one.name].enum)
            },
            "required": [one.name for one in self.table.columns if self._is_asked(one)],
            "naive": [
                one.name
                for one in known
                if self.kinds[one.name].word == "datetime"
                and not is_zoned(self.sources, one)
            ],
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
        is_filled = is_given(column) or column.name in {
            self.table.deciding,
            self._counted,
        }
        return not is_filled and not self._null(column)

    def _null(self, column: Column) -> str:
        """How the language says that it takes NULL."""
        is_key = column.name in self.table.keys
        return "?" if column.is_nullable and not is_key else ""

    @cached_property
    def _counted(self) -> str:
        """The key that the database counts up."""
        keys = [one for one in self.table.columns if one.name in self.table.keys]
        if len(keys) != 1 or keys[0].name in self.table.references:
            return ""
        is_whole = self.kinds[keys[0].name].word in {"int", "small", "bigint"}
        is_off = keys[0].says("autoincrement", value=False)
        return keys[0].name if is_whole and not is_off else ""

    # A field ----------------------------------------------------------------------

    def _proposal(self, column: Column) -> tuple[str, str]:
        """The field of a column, or why there is none."""
        kind, why = self.kinds[column.name], ""
        if column.whole:
            why = f"it is a part of {column.whole}"
        elif column.name == self.table.deciding:
            why = "it tells which class a row is of"
        elif column.inside("Computed"):
            why = "the database computes it"
        elif column.name in self.table.references:
            found, _, why = self.target(self.table.references[column.name]).partition(
                ": "
            )
            texts = self._referring(column, found)
        elif kind.word == "bytes":
            why = "the language has no binary data"
        elif not kind.word:
            written = ast.unparse(kind.node) if kind.node else column.kind
            why = f"the language has no type {written}"
        else:
            texts = self._texts(column, kind)
        if why:
            return "", why
        refused = {text: _refused(column.name, text) for text in texts}
        return next(
            ((text, "") for text in texts if not refused[text]),
            ("", refused[texts[-1]]),
        )

    def _texts(self, column: Column, kind: Kind) -> list[str]:
        """The field in full, and with less and less of its options."""
        written, sizes = type_text(kind, column)
        options = self._options(column)
        if written == "text" and options:
            written, sizes = "str", ""
        null = self._null(column)
        start = self._start(column, kind)
        if start is None:
            moment = MOMENTS.get(kind.word) if not null else None
            head = f"{written} = {moment}" if moment else f"{written}?"
            return [f"{head}{one}, read_only" for one in (options, "")]
        more = sizes + "".join(_bounds(column, sizes))
        several = dict.fromkeys((more + options, options, more, ""))
        return [f"{written}{null}{start}{one}" for one in several]

    def _start(self, column: Column, kind: Kind) -> str | None:
        """` = default`, nothing, or `None` where the server gives it a value."""
        if kind.word in MOMENTS and column.option("onupdate", "server_onupdate"):
            return None
        if not is_given(column):
            return ""
        found = literal(column, kind.enum)
        if found is None:
            return None
        found = BITS.get(found, found) if kind.word == "bool" else found
        start = " = []" if kind.word == "list" else f" = {found}"
        written, _ = type_text(kind, column)
        return None if _refused(column.name, written + start) else start

    def _options(self, column: Column) -> str:
        """Whether it is unique, and whether it is looked up."""
        is_unique = column.name in self.table.unique or column.says(
            "unique", value=True
        )
        is_indexed = column.says("index", value=True)
        return ", unique" * is_unique + ", index" * is_indexed

    def _referring(self, column: Column, found: str) -> list[str]:
        """The field that refers to a class, with what happens where a row of it goes."""
        key = column.inside("ForeignKey")
        stated = keyword(key, "ondelete") if key else column.option("ondelete")
        deleted = REFERRING.get(text_of(stated).upper(), "")
        also = f", on_delete={deleted}" if deleted else ""
        head = f"ref({found}){self._null(column)}{self._options(column)}"
        return [f"{head}{also}", head]


STARTS = ("default", "default_factory")


def _bounds(column: Column, sizes: str) -> Iterator[str]:
    for name, option in BOUNDS.items():
        value = column.option(name)
        is_number = isinstance(value, ast.Constant) and isinstance(value.value, int)
        if value is not None and is_number and f" {option}=" not in sizes:
            yield f", {option}={ast.unparse(value)}"


def _refused(name: str, text: str) -> str:
    """What the language says of a field, if it does not accept it."""
    try:
        parse_members({name: text}, Place("fields", RESERVED))
    except Problem as problem:
        return str(problem).partition(": ")[2].partition("; accepted")[0]
    return ""
