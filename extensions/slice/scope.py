"""The scope: which rows a caller reaches, by the parent in the path and by the owner."""

from __future__ import annotations

from dataclasses import dataclass

from ..answers.field import Field
from ..answers.names import Name
from ..answers.parent import Parent
from .access import Access
from .auth import Auth
from .key import KEY, Key

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
    def parent_key(self) -> Key:
        """What a parent is found by."""
        return KEY

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

    # What is added where a scope is threaded through -------------------------------

    @property
    def parameter(self) -> str:
        """The parameter of a function of the service, on a line of its own."""
        return f"\n    scope: {self.class_name}," if self.is_on else ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """What a route hands on."""
        return ("scope",) if self.is_on else ()

    @property
    def new_owner(self) -> str:
        """The parameter of the service that creates, on a line of its own."""
        return "\n    owner_id: UUID," if self.access.has_bypass else ""

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

    @property
    def needs_caller(self) -> bool:
        """Whether it depends on who calls."""
        return self.access.is_owner or bool(self.parent and self.parent.has_owner)


def _reference(name: str, model: str) -> Field:
    return Field(name, "ref", "ref", target=model, read_only=True, by_scope=True)
