"""Who calls in the tests of a resource: people with roles, as their project has them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .rows import Maker

if TYPE_CHECKING:
    from .router import Route
    from .slice import Slice

NOBODY = ("visitor", "passer_by", "nobody")


@dataclass(frozen=True)
class Callers:
    """The callers of one resource; our own services give them any roles."""

    slice: Slice

    @property
    def _auth(self) -> Mapping[str, Any]:
        return self.slice.fit.project.found.get("auth") or {}

    @property
    def _roles(self) -> Mapping[str, Any]:
        return self._auth.get("roles") or {}

    @property
    def maker(self) -> Maker | None:
        """What stores a user; nothing where users are no rows."""
        return self.slice.suite.rows.of(self.reference)

    @property
    def reference(self) -> str:
        """The class of users as `module:Class`; nothing where it is not known."""
        return str(self._auth.get("user") or "")

    @property
    def are_rows(self) -> bool:
        """Whether they are stored; not among the rows that the tests count."""
        are_counted = self.reference == self.slice.answers.model
        are_counted = are_counted and not self.slice.access.is_owner
        return self.slice.fit.is_ours or bool(self.maker and not are_counted)

    @property
    def module(self) -> str:
        """Where the class of callers is imported from; nothing where none is known."""
        if self.slice.fit.is_ours:
            return self.slice.auth.callers if self.slice.auth.is_on else ""
        return self.reference.partition(":")[0] if self.are_rows else ""

    @property
    def class_name(self) -> str:
        if self.slice.fit.is_ours:
            return "Caller"
        return self.reference.partition(":")[2] if self.are_rows else "object"

    # Their roles --------------------------------------------------------------------

    @property
    def given(self) -> frozenset[str]:
        """The columns that say what a user may do, where that matters."""
        return frozenset({self.attribute} if self.matter else ())

    @property
    def matter(self) -> bool:
        """Whether it matters which roles somebody has."""
        access = self.slice.access
        return bool(access.every_role or access.bypass)

    @property
    def attribute(self) -> str:
        """The attribute of a user that holds roles."""
        return str(self._roles.get("attribute") or "role")

    @property
    def are_many(self) -> bool:
        return self.slice.fit.is_ours or bool(self._roles.get("many"))

    @property
    def is_switch(self) -> bool:
        """Whether the attribute is a role or none, as `is_admin` is."""
        return not self.are_many and self.attribute.startswith("is_")

    @property
    def enum(self) -> str:
        """The class of its values as `module:Class`; empty where they are text."""
        return self.maker.enum_of(self.attribute) if self.maker else ""

    # Who there is -------------------------------------------------------------------

    @property
    def caller(self) -> list[str]:
        """Roles of somebody who may do everything."""
        return self._enough(without=())

    @property
    def stranger(self) -> list[str]:
        """Roles of somebody who may do as much as one can without reaching others' rows."""
        return self._enough(without=self.slice.access.bypass)

    @property
    def overseer(self) -> list[str]:
        """Roles of somebody who reaches what others own as well."""
        bypass = self.slice.access.bypass
        every = self.slice.access.every_role
        if self.are_many or self.is_switch:
            return sorted({*every, *bypass[:1]})
        trusted = [role for role in self._everywhere if role in bypass]
        return [*trusted, *bypass][:1]

    @property
    def is_overseen(self) -> bool:
        """Whether who may do everything reaches rows of others, too."""
        return not {*self.caller}.isdisjoint(self.slice.access.bypass)

    @property
    def powerless(self) -> list[str]:
        """Roles of somebody who has none that is asked for."""
        if self.is_switch or (self.are_many and not self.slice.fit.is_ours):
            return []
        asked = {*self.slice.access.every_role, *self.slice.access.bypass}
        return [one for one in self._known if one not in asked][:1]

    @property
    def can_lack_power(self) -> bool:
        """Whether there can be such a person."""
        return self.is_switch or self.are_many or self.powerless != []

    @property
    def of_strangers(self) -> list[Route]:
        """The routes about one row that a stranger may send requests to."""
        strangers = {*self.stranger}
        return [
            one
            for one in self.slice.routes
            if one.operation.on_one
            and (not one.roles or not strangers.isdisjoint(one.roles))
        ]

    def _enough(self, without: Collection[str]) -> list[str]:
        """Roles that together may do everything."""
        access = self.slice.access
        every = [role for role in access.every_role if role not in without]
        if self.is_switch:
            return [] if without else every
        if self.are_many:
            return every
        if not self.matter:
            return []
        everywhere = [role for role in self._everywhere if role not in without]
        harmless = [role for role in self._known if role not in access.bypass]
        return [*everywhere, *every, *harmless][:1]

    @property
    def _everywhere(self) -> list[str]:
        """The roles of which each may do everything."""
        asked = [{*route.roles} for route in self.slice.routes if route.roles]
        return sorted(set[str].intersection(*asked)) if asked else []

    @property
    def _known(self) -> tuple[str, ...]:
        """The roles that there are; where that is not known, some that nobody asks for."""
        found = self.maker.field(self.attribute).values if self.maker else ()
        return found or NOBODY
