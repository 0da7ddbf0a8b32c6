"""Who calls: the project's own dependency, and what it says of a user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...answers.problem import Problem
from ...answers.project import Model
from ..auth import OPEN, Auth, Way
from ..code import INDENT, quoted
from ..fit import Fit
from ..key import Key
from .parameters import Dependency, Parameter, written

BOUND = "authenticated"
"""The name of what asks for the caller, where the project makes it anew each time."""

SWITCHES: Mapping[str, tuple[str, ...]] = {
    "is_superuser": ("admin", "superuser"),
    "is_admin": ("admin",),
    "is_staff": ("admin", "staff"),
}
"""The roles of those for whom an attribute is true; others are called like it."""


@dataclass(frozen=True)
class FittedAuth(Auth):
    """What templates read about it."""

    fit: Fit

    @property
    def is_on(self) -> bool:
        """Whether callers have to prove anything."""
        return self.kind != "none"

    @property
    def header(self) -> str:
        """The header that holds the proof, in most projects."""
        return "Authorization" if self.is_on else ""

    @property
    def _way(self) -> Way:
        return OPEN

    # Who it is ----------------------------------------------------------------------

    @property
    def model(self) -> str:
        """The class of users; nothing where it is not known."""
        return self._user.partition(":")[2]

    @property
    def model_module(self) -> str:
        """Where it is imported from."""
        return self._user.partition(":")[0]

    @property
    def model_import(self) -> str:
        """The statement that imports it."""
        return f"from {self.model_module} import {self.model}" if self._user else ""

    @property
    def table(self) -> str:
        """Their table; nothing where they are no rows."""
        return self._mapped.table if self._mapped else ""

    @property
    def key(self) -> Key:
        """What a user is found by."""
        found = self._mapped
        return Key.of(found.key, found.key_type) if found else Key()

    @property
    def caller_key(self) -> str:
        """The same as an attribute of who calls."""
        return f"caller.{self.key.name}"

    @property
    def _mapped(self) -> Model | None:
        return self.fit.project.model(self._user) if self._user else None

    # How endpoints ask ----------------------------------------------------------------

    @property
    def dependency(self) -> str:
        """What stands in `Depends(…)`."""
        return BOUND if self.is_made else self._call

    @property
    def is_made(self) -> bool:
        """Whether the project makes it anew each time, as in `JWTBearer()`."""
        return self.is_on and not self._call.replace(".", "_").isidentifier()

    @property
    def bound(self) -> str:
        """The definition of the one that is made for an endpoint."""
        return f"{BOUND} = {self._call}" if self.is_made else ""

    @property
    def overridden(self) -> str:
        """What tests put something else in the place of, as `module:name`."""
        module = self._reference.partition(":")[0]
        return f"{module}:{self._call}"

    @property
    def parameter(self) -> Parameter:
        """The parameter of those who have to know who calls."""
        if self._alias:
            return Parameter("caller", self._alias.partition(":")[2])
        return self._dependency.parameter

    @property
    def parameter_lines(self) -> str:
        """Its lines where it stands alone in an inner function."""
        return "\n".join(written([self.parameter], INDENT * 2))

    @property
    def definition(self) -> str:
        """The definition of the annotated type, where the project has none."""
        return "" if self._alias else self._dependency.definition

    @property
    def definitions(self) -> str:
        """Both, as far as there are any."""
        return "\n".join(filter(None, (self.bound, self.definition)))

    @property
    def imports(self) -> str:
        """The statements that import what all this is made of."""
        return "\n".join(self._imports()) if self.is_on else ""

    def _imports(self) -> Iterator[str]:
        module, _, name = self._reference.partition(":")
        if module:
            yield f"from {module} import {name.partition('.')[0]}"
        if self._alias:
            module, _, name = self._alias.partition(":")
            yield f"from {module} import {name}"
        if self._user:
            yield self.model_import

    @property
    def _dependency(self) -> Dependency:
        return Dependency(
            "caller",
            self.model or "Any",
            self.dependency,
            "CurrentUser",
            self.fit.is_annotated,
        )

    # What they may do ---------------------------------------------------------------

    @property
    def roles(self) -> str:
        """The roles of a caller, as an expression."""
        attribute = f"caller.{self._role_attribute}"
        if self._role_attribute.startswith("is_"):
            names = ", ".join(map(quoted, self._switched))
            return f"frozenset({{{names}}} if {attribute} else ())"
        if (self._found.get("roles") or {}).get("many"):
            return f"frozenset(map(_name, {attribute}))"
        return f"frozenset({{_name({attribute})}})"

    @property
    def names_roles(self) -> bool:
        """Whether roles have names, and are more than a switch."""
        return not self._role_attribute.startswith("is_")

    def check_roles(self, names: Iterable[str]) -> None:
        """Refuse roles that nobody can have."""
        for name in names:
            if not self.names_roles and name not in self._switched:
                wrong = f"{self.model}.{self._role_attribute} makes nobody {name}"
                raise Problem.about("roles", wrong, " or ".join(self._switched))

    @property
    def _switched(self) -> tuple[str, ...]:
        own = self._role_attribute.removeprefix("is_")
        return SWITCHES.get(self._role_attribute, (own,))

    @property
    def _role_attribute(self) -> str:
        return str((self._found.get("roles") or {}).get("attribute") or "role")

    # What was found -------------------------------------------------------------------

    @property
    def _reference(self) -> str:
        return str(self._found.get("dependency") or "")

    @property
    def _call(self) -> str:
        name = self._reference.partition(":")[2]
        return str(self._found.get("call") or name)

    @property
    def _alias(self) -> str:
        return str(self._found.get("alias") or "")

    @property
    def _user(self) -> str:
        return str(self._found.get("user") or "")

    @property
    def _found(self) -> dict[str, Any]:
        return dict(self.fit.project.found.get("auth") or {})
