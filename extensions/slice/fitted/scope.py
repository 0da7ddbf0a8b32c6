"""The scope of a fitted resource: keys of any type, and conditions on entities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..code import INDENT, Call, call
from ..fit import Fit
from ..key import Key
from ..scope import OWNER, Scope
from .auth import FittedAuth
from .parameters import Parameter, written
from .session import Session


@dataclass(frozen=True)
class FittedScope(Scope):
    """What narrows every statement of a fitted slice."""

    auth: FittedAuth
    fit: Fit
    session: Session
    entity: str
    """The model's name."""

    @property
    def parent_key(self) -> Key:
        """What a parent is found by."""
        parent = self.parent
        found = (
            self.fit.project.model(f"{parent.module}:{parent.model}")
            if parent
            else None
        )
        return Key.of(found.key, found.key_type) if found else Key()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that its types come from."""
        return (self.parent_key, self.auth.key)

    def _type(self, name: str) -> str:
        if name != OWNER:
            return self.parent_key.annotation
        return self.auth.key.annotation + (" | None" if self.access.has_bypass else "")

    @property
    def reached(self) -> str:
        """The statement that returns the conditions of the rows that are reached."""
        return self._returned(self.names, INDENT)

    @property
    def reached_by_any(self) -> str:
        """The same where every owner's are reached."""
        return self._returned(
            (name for name in self.names if name != OWNER), INDENT * 2
        )

    def _returned(self, names: Iterable[str], indent: str) -> str:
        conditions = Call("", tuple(map(self._is, names)), "[]")
        return "\n".join(conditions.lines(indent, before="return "))

    def _is(self, name: str) -> str:
        return f"{self.fit.column(self.entity, name)} == scope.{name}"

    @property
    def is_parent(self) -> str:
        """The condition of the parent in the path."""
        return (
            self._is_of_parent(self.parent_key.name, self.parent.key)
            if self.parent
            else ""
        )

    @property
    def is_parent_of_owner(self) -> str:
        """The condition that it belongs to the owner."""
        return self._is_of_parent(self.parent.owner if self.parent else "", OWNER)

    def _is_of_parent(self, column: str, value: str) -> str:
        model = self.parent.model if self.parent else ""
        return f"{self.fit.column(model, column)} == {value}"

    # What is added where a scope is threaded through -------------------------------

    @property
    def parameters(self) -> list[Parameter]:
        """The parameter of a route."""
        if not self.is_on:
            return []
        if self.fit.is_annotated:
            return [Parameter("scope", "ScopeDep")]
        made = call("Depends", "scope_of_caller")
        return [Parameter("scope", self.class_name, made)]

    @property
    def callers(self) -> list[Parameter]:
        """The parameter of the route that creates: a new row is the caller's own."""
        return [self.auth.parameter] if self.access.has_bypass else []

    @property
    def of_new(self) -> tuple[str, ...]:
        """What a route hands on to create, besides the scope."""
        return (self.auth.caller_key,) if self.access.has_bypass else ()

    @property
    def new_owner(self) -> str:
        """The parameter of the service that creates, on a line of its own."""
        kind = self.auth.key.annotation
        return f"\n    owner_id: {kind}," if self.access.has_bypass else ""

    @property
    def of_row(self) -> list[str]:
        """What a new row has besides, as arguments."""
        if not self.is_on:
            return []
        if self.access.has_bypass:
            parent = (
                [f"{self.parent.key}=scope.{self.parent.key}"] if self.parent else []
            )
            return [*parent, "owner_id=owner_id"]
        return ["**scope._asdict()"]

    # The dependency that makes it --------------------------------------------------

    @property
    def definition(self) -> str:
        """The definition of the annotated type of the routes."""
        if not self.fit.is_annotated:
            return ""
        made = call("Depends", "scope_of_caller")
        return f"\n\n\nScopeDep = Annotated[{self.class_name}, {made}]"

    @property
    def sources(self) -> list[str]:
        """The lines of the parameters of the dependency."""
        found = []
        if self.parent:
            found.append(Parameter(self.parent.key, self.parent_key.parameter))
            found += self.session.parameters
        if self.needs_caller:
            found.append(self.auth.parameter)
        return written(found)

    @property
    def decorator(self) -> str:
        """What stands before it."""
        return self.session.decorator if self.parent else ""

    @property
    def owner(self) -> str:
        """Whose rows, as an expression."""
        key = self.auth.caller_key
        if self.access.has_bypass:
            return f"None if roles_of(caller) & EVERY_OWNER else {key}"
        return key

    @property
    def steps(self) -> list[str]:
        """The statements that find out what it is."""
        found = [f"{INDENT}owner_id = {self.owner}"] if self.needs_caller else []
        if self.parent:
            owner = ["owner_id"] if self.parent.has_owner else []
            check = call(
                "await service.check_parent",
                self.session.argument,
                self.parent.key,
                *owner,
            )
            found += check.lines(INDENT)
        return found
