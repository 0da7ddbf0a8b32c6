"""What the service of a resource is made of: its statements, and the parts around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .action_code import ActionCode
from .code import INDENT, block, call
from .parts import Piece
from .routes import Route

if TYPE_CHECKING:
    from .slice import Slice

OWNER = 'OWNER = bindparam("owner_id_", type_=Uuid())'


@dataclass(frozen=True)
class Statements:
    """The statements of a slice."""

    slice: Slice

    @property
    def this(self) -> str:
        """The definition of what finds one row, if it is looked for."""
        finds = any(route.operation.on_one for route in self.slice.routes)
        if not (finds or self.needs_get):
            return ""
        scope = self.slice.scope
        conditions = ['TABLE.c.id == bindparam("id_")', *scope.conditions]
        if not scope.is_on:
            return f"THIS = {conditions[0]}"
        return "THIS = and_" + block((f"{one}," for one in conditions), "()")

    @property
    def columns(self) -> str:
        """The definition of what an answer has of a row, a column or subquery a field."""
        response = f"{self.slice.name.pascal}Response"
        linked = [
            f"{one.field.name}={one.constant}" for one in self.slice.table.associations
        ]
        columns = "LINKS.columns" if linked else "TABLE.c"
        found = f"COLUMNS = [{columns}[name] for name in {response}.model_fields]"
        links = call("Links", "TABLE", *linked).lines("", before="LINKS = ")
        return "\n".join([*links, found]) if linked else found

    @property
    def owner(self) -> str:
        """The parameter that may be open: who reaches every row has no owner."""
        return f"{OWNER}\n" if self.slice.access.has_bypass else ""

    @property
    def owned(self) -> str:
        """The definition of the references to what has owners, if any is written."""
        written = {*self.slice.owned_references} & {*self._references_written}
        tables = {
            name: "TABLE" if target.is_self else f"{target.class_name}.table()"
            for name, target in self.slice.owned_references.items()
        }
        made = call("OwnedReferences", **tables)
        return "\n".join(made.lines("", before="OWNED = ")) if written else ""

    @property
    def _references_written(self) -> Iterator[str]:
        operations = {route.name for route in self.slice.routes}
        if operations & {"create", "update", "replace"}:
            yield from self.slice.owned_references
        for action in self.actions:
            yield from action.action.written

    def check(self, values: str) -> str:
        """The statement that refuses what others own, on a line of its own."""
        if not self.owned:
            return ""
        indent = INDENT * 2
        return f"\n{indent}await OWNED.check(session, scope.owner_id, {values})"

    def check_if(self, values: str) -> str:
        """The same one block deeper."""
        return self.check(values).replace("\n", f"\n{INDENT}")

    @property
    def parent_owner(self) -> str:
        """The condition that the parent belongs to the caller."""
        parent = self.slice.parent
        if not parent or not parent.has_owner:
            return ""
        column = f"{parent.model}.owner_id"
        if self.slice.access.has_bypass:
            return f"or_(OWNER.is_(None), {column} == OWNER)"
        return f'{column} == bindparam("owner_id_")'

    @property
    def definitions(self) -> list[Piece]:
        """The parts that define them."""
        return [Piece(f"statements/{name}") for name in self._names]

    @property
    def actions(self) -> Sequence[ActionCode]:
        """The custom actions, each a statement."""
        return [route.action for route in self.slice.routes if route.action]

    @property
    def _names(self) -> Iterator[str]:
        names = {route.name for route in self.slice.routes}
        if self.slice.parent:
            yield "owned_parent" if self.slice.parent.has_owner else "parent"
        if self.owned:
            yield "owned"
        if "list" in names:
            yield "list"
        if self.needs_get:
            yield "get"
        if "create" in names:
            yield "create_linked" if self.slice.has_refs else "create"
        if names & {"update", "replace"}:
            yield "update"
        if "delete" in names:
            yield "delete"
        if self.actions:
            yield "actions"

    @property
    def needs_get(self) -> bool:
        """Whether a row is ever read by its id alone."""
        names = {route.name for route in self.slice.routes}
        guarded = any(action.action.guard or action.refers for action in self.actions)
        linked = self.slice.has_refs and names & {"create", "update", "replace"}
        return bool(names & {"read", "update"} or guarded or linked)

    @property
    def asks_scope_of_new(self) -> bool:
        """Whether a new row needs the scope, besides who owns it."""
        return self.slice.scope.is_on

    @property
    def functions(self) -> list[Route | Piece]:
        """What stands behind the statements: a function a route, and what they share."""
        return [*self._before, *self.slice.routes, *self._after]

    @property
    def _before(self) -> list[Piece]:
        found = [Piece("scope")] if self.slice.scope.is_on else []
        if self.slice.parent:
            owned = "owned_" if self.slice.parent.has_owner else ""
            found.append(Piece(f"check_{owned}parent"))
        return found

    @property
    def _after(self) -> list[Piece]:
        names = {route.name for route in self.slice.routes}
        found = [Piece("key")] if self.slice.scope.is_on and self.this else []
        return found + ([Piece("one")] if names - {"list", "delete"} else [])
