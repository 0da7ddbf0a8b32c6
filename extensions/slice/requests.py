"""The requests that a resource answers, as its tests send them, and who may send which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .routes import OPERATIONS

if TYPE_CHECKING:
    from .callers import Callers
    from .slice import Slice

WRITES = ("create", "update", "replace")
"""Operations that a client sends values of fields with."""


@dataclass(frozen=True)
class Request:
    """A request: its operation or action, and what tells whether it may be sent."""

    name: str
    method: str
    below: str
    """What follows the path of the collection, with `{id}` for a row."""
    roles: tuple[str, ...]
    input: str = ""
    """The action whose input it has, as paths name it; empty for all others."""

    @property
    def line(self) -> str:
        """As tests write it: the method, and a pattern of the URL."""
        return f"{self.method} {{path}}{self.below}"

    @property
    def on_one(self) -> bool:
        """Whether it is about one row."""
        return self.below != ""


@dataclass(frozen=True)
class Requests:
    """The requests of one resource."""

    slice: Slice
    callers: Callers

    @cached_property
    def every(self) -> list[Request]:
        return [*self._every()]

    def _every(self) -> Iterator[Request]:
        for route in self.slice.routes:
            below = "/{id}" if route.operation.on_one else ""
            if route.name not in OPERATIONS:
                below += f"/{route.kebab}"
            has_input = route.action and route.action.action.inputs
            yield Request(
                route.name,
                route.operation.method,
                below,
                route.roles,
                route.kebab if has_input else "",
            )

    @property
    def of_one(self) -> list[Request]:
        return [one for one in self.every if one.on_one]

    @property
    def with_body(self) -> list[Request]:
        return [one for one in self.every if one.input or one.name in WRITES]

    @property
    def restricted(self) -> list[Request]:
        """Those that want a role."""
        return [one for one in self.every if one.roles]

    @property
    def open(self) -> list[Request]:
        return [one for one in self.every if not one.roles] if self.restricted else []

    @property
    def of_strangers(self) -> list[Request]:
        """Those about one row that a stranger may send."""
        strangers = {*self.callers.stranger}
        return [
            one
            for one in self.of_one
            if not one.roles or not strangers.isdisjoint(one.roles)
        ]
