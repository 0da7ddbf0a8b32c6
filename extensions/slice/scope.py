"""The scope: which rows a caller reaches, by the parent in the path and by the owner."""

from __future__ import annotations

from dataclasses import dataclass

from ..answers.field import Field
from ..answers.names import Name
from ..answers.parent import Parent
from .access import Access
from .auth import Auth
from .code import INDENT, call

OWNER = "owner_id"


@dataclass(frozen=True)
class Scope:
    """What narrows every statement of a slice; nothing in most."""

    name: Name
    auth: Auth
    access: Access
    parent: Parent | None

    @property
    def is_on(self) -> bool:
        """Whether anything narrows it."""
        return self.fields != ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns, as fields that nobody but the server sets."""
        found = []
        if self.parent:
            found.append(_reference(self.parent.key, self.parent.model))
        if self.access.is_owner:
            found.append(_reference(OWNER, self.auth.model))
        return tuple(found)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of these columns."""
        return tuple(field.name for field in self.fields)

    @property
    def class_name(self) -> str:
        """As in `TaskScope`."""
        return f"{self.name.pascal}Scope"

    @property
    def members(self) -> list[str]:
        """The lines of the class."""
        return [f"{name}: {self._type(name)}" for name in self.names]

    def _type(self, name: str) -> str:
        is_open = name == OWNER and self.access.has_bypass
        return "UUID | None" if is_open else "UUID"

    @property
    def conditions(self) -> list[str]:
        """What a row has to be like to be reached, beside its id."""
        found = (
            [f'TABLE.c.{self.parent.key} == bindparam("{self.parent.key}_")']
            if (self.parent)
            else []
        )
        if self.access.has_bypass:
            found.append("or_(OWNER.is_(None), TABLE.c.owner_id == OWNER)")
        elif self.access.is_owner:
            found.append('TABLE.c.owner_id == bindparam("owner_id_")')
        return found

    @property
    def owner_type(self) -> str:
        """The type of whose rows it is."""
        return self._type(OWNER)

    @property
    def meaning(self) -> str:
        """What its class says."""
        whose = ", of every owner where there is none" if self.access.has_bypass else ""
        return f"Which {self.name.human_plural} a caller reaches{whose}."

    @property
    def promise(self) -> str:
        """What the dependency says."""
        missing = (
            f", or `NotFound` for the {self.parent.name.human}" if self.parent else ""
        )
        return f"Which {self.name.human_plural} the caller reaches{missing}."

    # What is added where a scope is threaded through -------------------------------

    @property
    def parameter(self) -> str:
        """The parameter of a function of the service, on a line of its own."""
        return f"\n    scope: {self.class_name}," if self.is_on else ""

    @property
    def dependency(self) -> str:
        """The parameter of a route, on a line of its own."""
        return "\n    scope: ScopeDep," if self.is_on else ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """What a route hands on."""
        return ("scope",) if self.is_on else ()

    @property
    def of_new(self) -> tuple[str, ...]:
        """What a route hands on to create: a new row is the caller's own."""
        return (*self.arguments, *(("caller.id",) if self.access.has_bypass else ()))

    @property
    def new_owner(self) -> str:
        """The parameter of the service that creates, on a line of its own."""
        return "\n    owner_id: UUID," if self.access.has_bypass else ""

    @property
    def creator(self) -> str:
        """The parameter of the route that creates, on a line of its own."""
        return f"\n    caller: {self.auth.alias}," if self.access.has_bypass else ""

    @property
    def listed(self) -> str:
        """What a list is asked with besides."""
        return ", scope._asdict()" if self.is_on else ""

    @property
    def inserted(self) -> str:
        """What a new row has besides."""
        owner = ' | {"owner_id": owner_id}' if self.access.has_bypass else ""
        return f" | scope._asdict(){owner}" if self.is_on else ""

    @property
    def key(self) -> str:
        """The parameters that find a row."""
        row = f"{self.name.snake}_id"
        return f"_key(scope, {row})" if self.is_on else f'{{"id_": {row}}}'

    # The dependency that makes it --------------------------------------------------

    @property
    def needs_caller(self) -> bool:
        """Whether it depends on who calls."""
        return self.access.is_owner or bool(self.parent and self.parent.has_owner)

    @property
    def sources(self) -> list[str]:
        """The parameters of the dependency."""
        found = []
        if self.parent:
            found += [f"{self.parent.key}: UUID", "database: DatabaseDep"]
        if self.needs_caller:
            found.append(f"caller: {self.auth.alias}")
        return found

    @property
    def owner(self) -> str:
        """Whose rows, as an expression."""
        if self.access.has_bypass:
            return "None if caller.roles & EVERY_OWNER else caller.id"
        return "caller.id"

    @property
    def steps(self) -> list[str]:
        """The statements that find out what it is."""
        found = [f"{INDENT}owner_id = {self.owner}"] if self.needs_caller else []
        if self.parent:
            owner = ["owner_id"] if self.parent.has_owner else []
            check = call(
                "await service.check_parent", "database", self.parent.key, *owner
            )
            found += check.lines(INDENT)
        return found

    @property
    def values(self) -> list[str]:
        """The arguments that make it."""
        found = [f"{self.parent.key}={self.parent.key}"] if self.parent else []
        return found + (["owner_id=owner_id"] if self.access.is_owner else [])


def _reference(name: str, model: str) -> Field:
    return Field(name, "ref", "ref", target=model, read_only=True, by_scope=True)
