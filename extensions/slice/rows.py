"""Rows of the project's models that tests store: each with the least that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..answers.field import Field
from ..answers.fields import parse_fields
from ..answers.names import Name
from ..answers.problem import Problem
from ..answers.project import Project
from ..answers.tables import models_in
from .key import Key
from .literals import quoted
from .targets import Target

NUMBER = "number"
ROOM = 6
"""Characters that a number takes of a text."""


def _text(field: Field) -> str:
    word = field.name.replace("_", " ")
    is_short = field.length is not None and field.length < len(word) + ROOM
    return "str(number)" if is_short else f'f"{word} {{number}}"'


def _decimal(field: Field) -> str:
    whole = (field.precision or ROOM) - (field.scale or 0)
    return "Decimal(number)" if whole > 1 else f"Decimal(number).scaleb(-{field.scale})"


VALUES: Mapping[str, Callable[[Field], str]] = {
    "str": _text,
    "text": _text,
    "email": lambda _: 'f"person{number}@example.com"',
    "url": lambda _: 'f"https://example.com/{number}"',
    "int": lambda _: NUMBER,
    "bigint": lambda _: NUMBER,
    "float": lambda _: "float(number)",
    "decimal": _decimal,
    "bool": lambda _: "False",
    "date": lambda _: "dt.date(2026, 1, 1) + dt.timedelta(days=number)",
    "time": lambda _: "dt.time(number % 24)",
    "duration": lambda _: "dt.timedelta(seconds=number)",
    "uuid": lambda _: "uuid4()",
    "json": lambda _: "{}",
}
"""Expressions of values, which differ with the number of the row."""

MOMENT = "dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=number)"
NAIVE = "dt.datetime(2026, 1, 1) + dt.timedelta(days=number)"


@dataclass(frozen=True)
class Maker:
    """A function of the tests that stores a row of one model."""

    found: Mapping[str, Any]
    models: Rows
    given: frozenset[str] = frozenset()
    """Columns whose values its callers give."""

    @property
    def reference(self) -> str:
        """The model as `module:Class`."""
        return str(self.found["model"])

    @property
    def model(self) -> str:
        return self.reference.partition(":")[2]

    @property
    def snake(self) -> str:
        """As in `order_item`."""
        return Target(self.model, "", "").snake

    @property
    def name(self) -> str:
        return f"new_{self.snake}"

    @property
    def words(self) -> str:
        """As in `an order item`."""
        return Name(self.snake, self.snake).a

    @property
    def enums(self) -> list[str]:
        """The classes of its values, each as `module:Class`."""
        return sorted({*(self.found.get("enums") or {}).values()})

    @property
    def counts(self) -> bool:
        """Whether its values differ with the number of the row."""
        return any(NUMBER in value for value in self.columns.values())

    @property
    def needed(self) -> list[Maker]:
        """What makes the rows that it refers to."""
        found = map(self._target, self._demanded)
        return list({one.reference: one for one in found if one}.values())

    @property
    def columns(self) -> dict[str, str]:
        """The columns that a row needs, and expressions of their values."""
        return {name: self._value(name) for name in self._demanded}

    @property
    def _demanded(self) -> list[str]:
        required = self.found.get("required") or ()
        return [str(name) for name in required if name not in self.given]

    def _target(self, column: str) -> Maker | None:
        """What makes the row that a column refers to."""
        table = (self.found.get("references") or {}).get(column, "").rpartition(".")[0]
        return self.models.of_table(table)

    def _value(self, column: str) -> str:
        field = self.field(column)
        if target := self._target(column):
            key = self.found["references"][column].rpartition(".")[2]
            return f"{target.snake}.{key}"
        if field.values:
            value, enum = (
                quoted(field.values[0]),
                self.enum_of(column).partition(":")[2],
            )
            return f"{enum}({value})" if enum else value
        if field.type == "datetime":
            return NAIVE if column in (self.found.get("naive") or ()) else MOMENT
        if field.kind == "scalar":
            return VALUES[field.type](field)
        return "[]" if field.kind in {"list", "refs"} else "{}"

    def enum_of(self, column: str) -> str:
        """The class of its values as `module:Class`; empty where they are text."""
        return str((self.found.get("enums") or {}).get(column) or "")

    def field(self, column: str) -> Field:
        """A column as a field, also where it is the key or cannot be one."""
        key = self.found.get("key") or {}
        own = key.get("field") if key.get("name") == column else None
        text = (self.found.get("fields") or {}).get(column) or own
        try:
            if text:
                return parse_fields({column: text})[0]
        except Problem:
            pass
        kind = str((self.found.get("columns") or {}).get(column))
        return replace(Key.of(column, kind).field, length=1)


@dataclass(frozen=True)
class Rows:
    """The models of a project, as tests store rows of them."""

    project: Project
    given: Mapping[str, frozenset[str]]
    """Columns whose values callers give, by the model as `module:Class`."""

    @property
    def _makers(self) -> Iterator[Maker]:
        for one in models_in(self.project.found):
            yield Maker(one, self, self.given.get(str(one["model"]), frozenset()))

    def of(self, reference: str) -> Maker | None:
        """What makes a row of `module:Class`, or of a class."""
        found = (one for one in self._makers if reference in (one.model, one.reference))
        return next(found, None)

    def of_table(self, table: str) -> Maker | None:
        """What makes a row of a table, which may be named with its schema."""
        schema, _, name = table.rpartition(".")
        named = [one for one in self._makers if name and one.found.get("table") == name]
        exact = (one for one in named if (one.found.get("schema") or "") == schema)
        return next(iter((*exact, *named)), None)


def in_order(wanted: Iterable[Maker]) -> list[Maker]:
    """They and all that they need, each after what it needs."""
    found: dict[str, Maker] = {}
    for one in wanted:
        before = in_order(one.needed) if one.reference not in found else []
        found |= {maker.reference: maker for maker in before} | {one.reference: one}
    return list(found.values())
