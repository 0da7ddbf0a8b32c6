"""The session: how endpoints get one, and who ends its transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..answers.problem import Problem
from .fit import Fit
from .parameters import Import, Parameter, imported

MODULES = {
    "sqlalchemy": "sqlalchemy.ext.asyncio",
    "sqlmodel": "sqlmodel.ext.asyncio.session",
}
"""Where sessions come from; what is synchronous has others, of the same packages."""

TYPE = "AsyncSession"
PROVIDED = "Provide["
DISHKA = "FromDishka"


@dataclass(frozen=True)
class Session:
    """The session of a project; the `Database` of our own services."""

    fit: Fit

    @property
    def ending(self) -> str:
        """What stores a change: the dependency itself may commit after the request."""
        return "flush" if self._found.get("commits") else "commit"

    @property
    def warns_of_scalars(self) -> bool:
        """Whether it is SQLModel's asynchronous one, which wants entities by `exec`."""
        return self.fit.is_async and "sqlmodel" in self.module

    # How endpoints get it -------------------------------------------------------------

    @property
    def is_global(self) -> bool:
        """Whether a middleware begins it, and everybody can call for it."""
        return self._found.get("style") == "middleware"

    @property
    def is_injected(self) -> bool:
        return self._found.get("style") == "container"

    @property
    def name(self) -> str:
        if self.is_global:
            return imported(self._reference)[1]
        return str(self._found.get("parameter") or "session")

    @property
    def parameter(self) -> Parameter | None:
        """The parameter of those who need it, if it takes one."""
        if self.is_global:
            return None
        is_annotated = self.fit.is_annotated
        known = f"{DISHKA}[{TYPE}]" if self._is_dishka else ""
        if known := self._alias.partition(":")[2] or known:
            return Parameter(self.name, TYPE, "", known, is_annotated, is_known=True)
        made = "SessionDep" if is_annotated else ""
        return Parameter(self.name, TYPE, self._call, made, is_annotated)

    @property
    def inject(self) -> str:
        """The decorator of a function that a container gives it to."""
        is_sync = self._is_dishka and not self.fit.is_async
        return ("inject_sync" if is_sync else "inject") if self.is_injected else ""

    @property
    def imports(self) -> list[Import]:
        found = [(self.module, TYPE)]
        if self._alias:
            found.append(imported(self._alias))
        elif self._is_dishka:
            found.append(("dishka.integrations.fastapi", f"{DISHKA}, {self.inject}"))
        else:
            found.append(imported(self._reference))
        if not self._is_dishka and PROVIDED in self._call:
            found.append(("dependency_injector.wiring", "Closing, Provide, inject"))
        return found

    # What was found -------------------------------------------------------------------

    @property
    def module(self) -> str:
        """Where its class is imported from."""
        default = "sqlmodel" if self.fit.is_sqlmodel else "sqlalchemy"
        given = str(self._found.get("type") or default)
        return MODULES["sqlmodel" if given.startswith("sqlmodel") else "sqlalchemy"]

    @property
    def _call(self) -> str:
        name = self._reference.partition(":")[2]
        default = f"Provide[{name}.session]" if self.is_injected else name
        return str(self._found.get("call") or default)

    @property
    def _is_dishka(self) -> bool:
        is_marked = str(self._found.get("call") or "").startswith(DISHKA)
        return self.is_injected and (is_marked or not self._found.get("dependency"))

    @property
    def _reference(self) -> str:
        found = self._found.get("dependency")
        if not found:
            wrong = "nothing was found that gives endpoints a session"
            raise Problem.about("project.session", wrong, "dependency: module:name")
        return str(found)

    @property
    def _alias(self) -> str:
        return str(self._found.get("alias") or "")

    @property
    def _found(self) -> Mapping[str, Any]:
        return self.fit.project.found.get("session") or {}
