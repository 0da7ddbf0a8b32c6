"""Who calls in the tests of a fitted slice: users with roles, as their project has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...answers.fields import parse_fields
from ...answers.problem import Problem
from ..code import call, literal, quoted
from .rows import Maker, Rows

if TYPE_CHECKING:
    from ..routes import Route
    from .slice import FittedSlice

SWITCH = "is_"
"""How an attribute begins that is a role or none."""

NOBODY = ("visitor", "passer_by", "nobody")


@dataclass(frozen=True)
class Callers:
    """The callers of one resource."""

    slice: FittedSlice
    rows: Rows

    @property
    def _auth(self) -> Mapping[str, Any]:
        return self.slice.fit.project.found.get("auth") or {}

    @property
    def maker(self) -> Maker | None:
        """What stores a user; nothing where users are no rows."""
        return self.rows.of(self.reference) if self.reference else None

    @property
    def reference(self) -> str:
        """The class of users as `module:Class`; nothing where it is not known."""
        return str(self._auth.get("user") or "")

    @property
    def are_rows(self) -> bool:
        """Whether users are rows."""
        return self.maker is not None

    @property
    def given(self) -> frozenset[str]:
        """The columns that say what a user may do, where that matters."""
        return frozenset({self._attribute} if self._matter else ())

    @property
    def _matter(self) -> bool:
        access = self.slice.access
        return bool(access.every_role or access.bypass)

    @property
    def _attribute(self) -> str:
        return str((self._auth.get("roles") or {}).get("attribute") or "role")

    @property
    def _are_many(self) -> bool:
        return bool((self._auth.get("roles") or {}).get("many"))

    # Who there is -------------------------------------------------------------------

    @property
    def caller(self) -> str:
        """Somebody who may do everything."""
        return self._made(self._enough(without=()))

    @property
    def stranger(self) -> str:
        """Somebody who may do as much as one can who does not reach what others own."""
        return self._made(self._enough(without=self.slice.access.bypass))

    def may_stranger(self, route: Route) -> bool:
        """Whether a stranger may send a request."""
        roles = self._enough(without=self.slice.access.bypass)
        return not route.roles or not {*route.roles}.isdisjoint(roles)

    @property
    def overseer(self) -> str:
        """Somebody who reaches what others own as well."""
        bypass = self.slice.access.bypass
        every = self.slice.access.every_role
        if self._are_many or self._attribute.startswith(SWITCH):
            return self._made(sorted({*every, *bypass[:1]}))
        trusted = [role for role in self._everywhere if role in bypass]
        return self._made([*trusted, *bypass][:1])

    @property
    def powerless(self) -> str:
        """Somebody who has no role that is asked for; empty where everybody has one."""
        if self._are_many or self._attribute.startswith(SWITCH):
            return self._made([])
        asked = {*self.slice.access.every_role, *self.slice.access.bypass}
        found = [one for one in self._names or NOBODY if one not in asked]
        return self._made(found[:1]) if found else ""

    def _enough(self, without: Iterable[str]) -> list[str]:
        """Roles that together may do everything."""
        every = [
            role for role in self.slice.access.every_role if role not in {*without}
        ]
        if self._attribute.startswith(SWITCH):
            return [] if without else every
        if self._are_many:
            return every
        everywhere = [role for role in self._everywhere if role not in {*without}]
        return [*everywhere, *every, *self._harmless][:1]

    @property
    def _everywhere(self) -> list[str]:
        """The roles of which each may do everything."""
        asked = [{*route.roles} for route in self.slice.routes if route.roles]
        return sorted(set[str].intersection(*asked)) if asked else []

    @property
    def _harmless(self) -> list[str]:
        bypass = self.slice.access.bypass
        return [name for name in self._names or NOBODY if name not in bypass]

    # How they are made ----------------------------------------------------------------

    def _made(self, roles: Iterable[str]) -> str:
        """Somebody with these roles, as an expression."""
        values = self._values([*roles]) if self._matter else {}
        if self.maker:
            return self.maker.called(**values)
        return str(call("SimpleNamespace", **values)) if values else "None"

    def _values(self, roles: list[str]) -> dict[str, str]:
        if self._attribute.startswith(SWITCH):
            return {self._attribute: repr(bool(roles))}
        named = [self._named(role) for role in roles]
        if self._are_many:
            return {self._attribute: f"[{', '.join(named)}]"}
        return {self._attribute: named[0]} if named else {}

    def _named(self, role: str) -> str:
        enum = self._enum.partition(":")[2]
        return f"{enum}({quoted(role)})" if enum else literal(role)

    @property
    def _enum(self) -> str:
        found = self.maker.found if self.maker else {}
        return str((found.get("enums") or {}).get(self._attribute) or "")

    @property
    def _names(self) -> tuple[str, ...]:
        """The roles that there are, where that is known."""
        found = self.maker.found if self.maker else {}
        text = (found.get("fields") or {}).get(self._attribute)
        try:
            return parse_fields({self._attribute: text})[0].values if text else ()
        except Problem:
            return ()

    @property
    def imports(self) -> Iterator[str]:
        """The statements that import what tells of roles."""
        module, _, name = self._enum.partition(":")
        if name:
            yield f"from {module} import {name}"
