"""The session: how endpoints get one, and who ends its transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...answers.problem import Problem
from ..fit import Fit
from .parameters import Dependency, Parameter

MODULES = {
    "sqlalchemy": "sqlalchemy.ext.asyncio",
    "sqlmodel": "sqlmodel.ext.asyncio.session",
}
"""Where sessions come from; what is synchronous has others, of the same packages."""

PROVIDED = "Provide["
DISHKA = "FromDishka"


@dataclass(frozen=True)
class Session:
    """The session of a project."""

    fit: Fit

    @property
    def ending(self) -> str:
        """What stores a change: the dependency itself may commit after the request."""
        return "flush" if self._found.get("commits") else "commit"

    @property
    def class_import(self) -> str:
        """The statement that imports its class."""
        default = "sqlmodel" if self.fit.is_sqlmodel else "sqlalchemy"
        given = str(self._found.get("type") or default)
        package = "sqlmodel" if given.startswith("sqlmodel") else "sqlalchemy"
        return f"from {MODULES[package]} import AsyncSession"

    @property
    def column_import(self) -> str:
        """The statement that imports what tells columns from values."""
        return "from sqlmodel import col" if self.fit.is_sqlmodel else ""

    @property
    def scalars(self) -> str:
        """What selects entities.

        The asynchronous session of SQLModel warns of what SQLAlchemy's own does it with.
        """
        if self.fit.is_async and "sqlmodel" in self.class_import:
            return "await session.run_sync(Session.scalars, statement, parameters)"
        return "await session.scalars(statement, parameters)"

    # How endpoints get it -------------------------------------------------------------

    @property
    def is_global(self) -> bool:
        """Whether a middleware begins it, and everybody can call for it."""
        return self._style == "middleware"

    @property
    def is_injected(self) -> bool:
        """Whether a container gives it."""
        return self._style == "container"

    @property
    def has_alias(self) -> bool:
        """Whether the project has a type that stands for it."""
        return bool(self._found.get("alias"))

    @property
    def argument(self) -> str:
        """What routes hand on."""
        return f"{self._root}()" if self.is_global else self._name

    @property
    def parameters(self) -> list[Parameter]:
        """The parameter of those who need it, if it takes one."""
        if self.is_global:
            return []
        if self.has_alias:
            return [Parameter(self._name, self._alias)]
        if self._is_dishka:
            return [Parameter(self._name, f"{DISHKA}[AsyncSession]")]
        return [self._dependency.parameter]

    @property
    def definition(self) -> str:
        """The definition of the annotated type, where the project has none."""
        is_plain = not (self.is_global or self.has_alias or self._is_dishka)
        return self._dependency.definition if is_plain else ""

    @property
    def decorator(self) -> str:
        """What stands before a function that a container gives the session to."""
        return f"@{self._inject}\n" if self.is_injected else ""

    @property
    def _inject(self) -> str:
        return "inject_sync" if self._is_dishka and not self.fit.is_async else "inject"

    @property
    def imports(self) -> str:
        """The statements that import what all this is made of."""
        return "\n".join(self._imports())

    def _imports(self) -> Iterator[str]:
        yield self.class_import
        if self.has_alias:
            module, _, name = str(self._found["alias"]).partition(":")
            yield f"from {module} import {name}"
        elif self._is_dishka:
            yield f"from dishka.integrations.fastapi import {DISHKA}, {self._inject}"
        else:
            yield f"from {self._module} import {self._root}"
        if not self._is_dishka and PROVIDED in self._call:
            yield "from dependency_injector.wiring import Closing, Provide, inject"

    # What was found -------------------------------------------------------------------

    @property
    def _dependency(self) -> Dependency:
        return Dependency(
            self._name,
            "AsyncSession",
            self._call,
            "SessionDep",
            self.fit.is_annotated,
        )

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
    def _module(self) -> str:
        return self._reference.partition(":")[0]

    @property
    def _root(self) -> str:
        """What is imported, which may have the dependency as an attribute."""
        return self._reference.partition(":")[2].partition(".")[0]

    @property
    def _reference(self) -> str:
        found = self._found.get("dependency")
        if not found:
            wrong = "nothing was found that gives endpoints a session"
            raise Problem.about("project.session", wrong, "dependency: module:name")
        return str(found)

    @property
    def _alias(self) -> str:
        return str(self._found["alias"]).partition(":")[2]

    @property
    def _name(self) -> str:
        return str(self._found.get("parameter") or "session")

    @property
    def _style(self) -> str:
        return str(self._found.get("style") or "depends")

    @property
    def _found(self) -> dict[str, Any]:
        return dict(self.fit.project.found.get("session") or {})
