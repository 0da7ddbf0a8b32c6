"""The service of a fitted resource: functions over a session and entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..code import INDENT, Call, call
from ..parts import Piece
from ..routes import WRITES, Route
from ..statements import Statements
from .actions import FittedAction
from .routes import FittedPiece

if TYPE_CHECKING:
    from .slice import FittedSlice

TAKEN = frozenset(
    {
        *("changed", "changes", "data", "dt", "every", "first", "func", "name"),
        *("row", "save", "saved", "scope", "session", "statement", "update"),
        *("value", "values"),
    }
)
"""Names of the service that a variable may not hide."""


@dataclass(frozen=True)
class FittedStatements(Statements):
    """What the service of a fitted slice is made of."""

    slice: FittedSlice

    # Its functions --------------------------------------------------------------------

    @property
    def actions(self) -> list[FittedAction]:
        """The custom actions."""
        return [route.action for route in self.slice.routes if route.action]

    @property
    def definitions(self) -> list[Piece]:
        """The parts before the functions."""
        return [FittedPiece(name) for name in self._definitions()]

    def _definitions(self) -> Iterator[str]:
        if self.slice.has_list:
            yield "pages"
        if self.refers:
            yield "references"
        if self.slice.scope.is_on:
            yield "scope"

    @property
    def functions(self) -> list[Route | Piece]:
        """A function a route, and what they share."""
        return [*self._before, *self.slice.routes, *self._after]

    @property
    def _before(self) -> list[Piece]:
        parent = self.slice.parent
        if parent is None:
            return []
        is_open = parent.has_owner and self.slice.access.has_bypass
        kinds = {(False, False): "parent", (True, False): "owned_parent"}
        return [FittedPiece(kinds.get((parent.has_owner, is_open), "parent_of_any"))]

    @property
    def _after(self) -> list[Piece]:
        found = ["found"] if self._reads_one else []
        if self.slice.scope.is_on and self._reads_one:
            found.append("within_any" if self.slice.access.has_bypass else "within")
        return [FittedPiece(name) for name in found]

    @property
    def _reads_one(self) -> bool:
        return any(route.operation.on_one for route in self.slice.routes)

    # What they say --------------------------------------------------------------------

    @property
    def row(self) -> str:
        """What functions call the row."""
        snake = self.slice.name.snake
        return "row" if snake in TAKEN else snake

    def column(self, name: str) -> str:
        """A column of the model, as statements compare it."""
        return self.slice.fit.column(self.slice.entity, name)

    @property
    def one(self) -> list[str]:
        """The conditions of one row."""
        key = f"{self.column(self.slice.key.name)} == {self._id}"
        return [key, *(["*_within(scope)"] if self.slice.scope.is_on else [])]

    @property
    def found(self) -> str:
        """The statement that looks for it."""
        model = self.slice.entity
        looked = call("await first", "session", model, *self.one)
        return "\n".join(looked.lines(INDENT, before=f"{self.row} = "))

    @property
    def getting(self) -> Call:
        """The call that finds it, or raises `NotFound`."""
        scope = self.slice.scope.arguments
        return call("_found", "session", *scope, self._id)

    @property
    def got(self) -> str:
        """The statement that has it."""
        get = self.getting
        found = Call(f"await {get.function}", get.arguments)
        return "\n".join(found.lines(INDENT, before=f"{self.row} = "))

    @property
    def asks_scope_of_new(self) -> bool:
        """Whether a new row needs more of the scope than who owns it."""
        scope = self.slice.scope
        is_given = self.slice.access.has_bypass and not self.slice.parent
        return scope.is_on and (self.refers or not is_given)

    @property
    def scope_of_new(self) -> str:
        """The parameter of what creates, on a line of its own."""
        return self.slice.scope.parameter if self.asks_scope_of_new else ""

    @property
    def made(self) -> str:
        """The statement that makes a new row."""
        given = [f"**{self.data('values')}", *self.slice.scope.of_row]
        made = call(self.slice.entity, *given)
        return "\n".join(made.lines(INDENT, before=f"{self.row} = "))

    @property
    def _id(self) -> str:
        return f"{self.slice.name.snake}_id"

    # What a client names ---------------------------------------------------------------

    @property
    def refers(self) -> bool:
        """Whether rows that a client names have to be looked up."""
        written = {*WRITES} & {route.name for route in self.slice.routes}
        named = bool(self.links or self.slice.owned_references)
        return named and (bool(written) or any(one.refers for one in self.actions))

    @property
    def links(self) -> Mapping[str, str]:
        """The model behind each list of ids."""
        fields = (one for one in self.slice.fields if one.kind == "refs")
        return {
            one.name: self.slice.table.targets[str(one.target)].class_name
            for one in fields
            if not one.read_only
        }

    @property
    def references(self) -> str:
        """The definition of what is looked up."""
        owned = {
            name: target.class_name
            for name, target in self.slice.owned_references.items()
        }
        given = {"links": self.links, "owned": owned}
        made = call(
            "References",
            **{name: _mapping(models) for name, models in given.items() if models},
        )
        return "\n".join(made.lines("", before="REFERENCES = "))

    @property
    def owned(self) -> str:
        """No definition of its own: references of both kinds are one."""
        return ""

    def resolved(self, sent: str) -> str:
        """The statement that looks up what a body refers to, on a line of its own."""
        if not self.refers:
            return ""
        owner = ["scope.owner_id"] if self.slice.access.is_owner else []
        given = ("session", _dumped(sent), *owner)
        found = call("await REFERENCES.resolved", *given)
        return "\n".join(("", *found.lines(INDENT, before="data = ")))

    def data(self, sent: str) -> str:
        """What the row gets of a body."""
        return "data" if self.refers else _dumped(sent)

    # What it imports ------------------------------------------------------------------

    @property
    def enums(self) -> Mapping[str, str]:
        """The class of each field that is an enum."""
        named = self.slice.table.classes.named
        return {
            one.name: named[one.name]
            for one in self.slice.fields
            if one.kind == "enum" and one.name in named
        }

    @property
    def imports(self) -> str:
        """The statements that import other models, and the classes of values."""
        parent, places = self.slice.parent_import, self.slice.table.value_classes
        targets = [
            f"from {target.module} import {target.class_name}"
            for target in self.slice.targets
        ]
        enums = [
            f"from {places.get(name, self.slice.modules.models)} import {name}"
            for name in self.enums.values()
        ]
        return "\n".join(sorted({*filter(None, [parent]), *targets, *enums}))


def _dumped(sent: str) -> str:
    """What was sent of changes, and all of other bodies."""
    return f"{sent}.model_dump({'exclude_unset=True' if sent == 'changes' else ''})"


def _mapping(models: Mapping[str, str]) -> Call:
    entries = tuple(f'"{name}": {model}' for name, model in models.items())
    return Call("", entries, "{}")
