"""The slice of an endpoint in a project that this template did not make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ...answers.project import Project
from ..access import Access
from ..auth import EXISTING
from ..fit import Fit
from ..layout import Modules
from ..places import Places, dotted
from ..slice import Slice
from ..style import Style


@dataclass(frozen=True)
class FittedSlice(Slice):
    """It differs in where things stand, and in what they are written with."""

    is_fitted = True

    @cached_property
    def fit(self) -> Fit:
        """How the project writes what endpoints are made of."""
        return Fit(Project(self.answers.project))

    @cached_property
    def where(self) -> Places:
        """Where its modules go."""
        return Places(self.fit.project, self.name)

    @property
    def _modules(self) -> Modules:
        return Modules(
            models=self.where.module("models"),
            schemas=self.where.module("schemas"),
            service=self.where.module("service"),
            router=self.where.module("router"),
        )

    @property
    def own(self) -> frozenset[str]:
        """The packages whose modules are the project's own, tests among them."""
        modules = (self.rest, *vars(self.modules).values())
        return self.fit.packages | {module.partition(".")[0] for module in modules}

    @property
    def is_sync(self) -> bool:  # type: ignore[override]
        """Whether its functions are no coroutines."""
        return not self.fit.is_async

    @property
    def style(self) -> Style:
        """How its code is laid out."""
        found = self.fit.project.found
        return Style.of(found.get("format") or {}, self.own, found.get("python"))

    # How its routes and its service are written -------------------------------------

    @property
    def _way_of_callers(self) -> str:
        return "none" if self.answers.auth == "none" else EXISTING

    @property
    def permissions(self) -> str:
        """The module that knows what the roles of callers allow."""
        return f"{self.rest}.permissions"

    @cached_property
    def access(self) -> Access:
        """Who may do what."""
        found = super().access
        self.auth.check_roles(found.every_role)
        self.auth.check_roles(found.bypass)
        return found

    @property
    def rest_folder(self) -> str:
        """The folder of what endpoints share."""
        return self.fit.project.shared_folder

    @property
    def rest(self) -> str:
        """The same as it is imported."""
        return dotted(self.rest_folder, self.fit.project.root)

    def _needed(self) -> Iterator[str]:
        yield "rest"
        if self.has_list:
            yield "rest_querying"
        if self.pages_by_cursor:
            yield "rest_cursors"
        if self.pages_by_offset:
            yield "rest_offsets"
        if self.access.roles:
            yield "rest_permissions"
        if self.caching.group:
            yield self.caching.group
