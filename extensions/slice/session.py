"""The session: how endpoints get one, and who ends its transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    def class_import(self) -> str:
        return f"from {self._type_module} import {TYPE}"

    @property
    def warns_of_scalars(self) -> bool:
        """Whether it is SQLModel's asynchronous one, which wants entities by `exec`."""
        return self.fit.is_async and "sqlmodel" in self._type_module

    # How endpoints get it -------------------------------------------------------------

    @property
    def is_global(self) -> bool:
        """Whether a middleware begins it, and everybody can call for it."""
        return self._style == "middleware"

    @property
    def is_injected(self) -> bool:
        return self._style == "container"

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
        is_known = bool(self._alias or self._is_dishka)
        alias = self._alias.partition(":")[2]
        if not is_known:
            alias = "SessionDep" if self.fit.is_annotated else ""
        elif not alias:
            alias = f"{DISHKA}[{TYPE}]"
        return Parameter(
            self.name,
            TYPE,
            "" if is_known else self._call,
            alias,
            self.fit.is_annotated,
            is_known=is_known,
        )

    @property
    def inject(self) -> str:
        """The decorator of a function that a container gives it to."""
        is_sync = self._is_dishka and not self.fit.is_async
        return ("inject_sync" if is_sync else "inject") if self.is_injected else ""

    @property
    def imports(self) -> tuple[Import, ...]:
        return tuple(self._imports())

    def _imports(self) -> Iterator[Import]:
        yield self._type_module, TYPE
        if self._alias:
            yield imported(self._alias)
        elif self._is_dishka:
            yield "dishka.integrations.fastapi", f"{DISHKA}, {self.inject}"
        else:
            yield imported(self._reference)
        if not self._is_dishka and PROVIDED in self._call:
            yield "dependency_injector.wiring", "Closing, Provide, inject"

    # What was found -------------------------------------------------------------------

    @property
    def _type_module(self) -> str:
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
    def _style(self) -> str:
        return str(self._found.get("style") or "depends")

    @property
    def _found(self) -> Mapping[str, Any]:
        return self.fit.project.found.get("session") or {}
