"""How callers prove who they are: a table of the ways, and what each brings along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..answers.models import Model
from ..answers.names import Name
from ..answers.problem import Problem, shown
from . import dependencies
from .fit import Fit
from .key import Key
from .parameters import Import, Parameter, imported
from .places import Modules, Places

ROLE = r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$"
"""What a role looks like: one word, in answers as on the command line."""
LONGEST_ROLE = 50
EXISTING = "existing"
BOUND = "authenticated"
"""The name of what asks for the caller, where the project makes it anew each time."""

SWITCHES: Mapping[str, tuple[str, ...]] = {
    "is_superuser": ("admin", "superuser"),
    "is_admin": ("admin",),
    "is_staff": ("admin", "staff"),
}
"""The roles of those for whom an attribute is true; others are called like it."""


@dataclass(frozen=True)
class Way:
    """One way to prove it, by default none."""

    name: Name
    table: str = ""
    alias: str = ""
    dependency: str = ""
    active: str = ""
    """What looks up a caller whose credentials may outlive them."""
    header: str = ""
    challenge: str = ""
    revision: str = ""
    commands: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    has_router: bool = False
    environment: str = ""


SIGNING = """
# Signs the tokens; at least 32 characters, the same for all processes:
#   python3 -c 'import secrets; print(secrets.token_urlsafe(48))'
# Production requires it. Without it, development makes one up at each start, and all
# users have to log in again.
#SECRET_KEY=

# How long tokens are valid, and the names in them that are checked.
#TOKEN_MINUTES=15
#TOKEN_ISSUER={project_name}
#TOKEN_AUDIENCE={project_name}"""

WAYS: Mapping[str, Way] = {
    "jwt": Way(
        name=Name("user", "auth"),
        table="users",
        alias="CurrentUser",
        dependency="current_user",
        active="active_user",
        header="Authorization",
        challenge="Bearer",
        revision="5b1f0c9a3d72",
        commands=("add_create_user",),
        requirements=dependencies.JWT,
        has_router=True,
        environment=SIGNING,
    ),
    "api_key": Way(
        name=Name("api_key", "api_keys"),
        table="api_keys",
        alias="CurrentKey",
        dependency="current_key",
        header="X-API-Key",
        challenge="APIKey",
        revision="8d2e64b7f015",
        commands=("add_create_key", "add_revoke_key"),
    ),
    "none": Way(Name("", "")),
}
"""Users are a resource of their own; their routes and package are called auth."""


@dataclass(frozen=True)
class Auth:
    """What templates read about it, and about who calls."""

    kind: str
    fit: Fit

    @property
    def is_on(self) -> bool:
        """Whether callers have to prove anything."""
        return self.kind != "none"

    # Who it is ----------------------------------------------------------------------

    @property
    def model(self) -> str:
        """Their class; nothing where it is not known."""
        return self._user.partition(":")[2]

    @property
    def model_module(self) -> str:
        return self._user.partition(":")[0]

    @property
    def table(self) -> str:
        """Their table, like which a group of files is called; none if they are no rows."""
        found = self.fit.project.model(self._user)
        return self.way.table or (found.table if found else "")

    @property
    def key(self) -> Key:
        return self._mapped.key if self._mapped else Key()

    @property
    def _mapped(self) -> Model | None:
        return self.fit.project.model(self._user) if self._user else None

    @property
    def header(self) -> str:
        return self.way.header or ("Authorization" if self.is_on else "")

    # How endpoints ask ----------------------------------------------------------------

    @property
    def dependency(self) -> str:
        """What stands in `Depends(…)`."""
        return BOUND if self.is_made else self.call

    @property
    def is_made(self) -> bool:
        """Whether the project makes it anew each time, as in `JWTBearer()`."""
        return self.is_on and not self.call.replace(".", "_").isidentifier()

    @property
    def call(self) -> str:
        """How the project writes it."""
        return str(self._found.get("call") or self._reference.partition(":")[2])

    @property
    def caller(self) -> Parameter:
        """The parameter of those who have to know who calls."""
        known = str(self._found.get("alias") or "").partition(":")[2]
        made = "CurrentUser" if self.fit.is_annotated else ""
        return Parameter(
            "caller",
            self.model or "Any",
            self.dependency,
            known or made,
            self.fit.is_annotated,
            is_known=bool(known),
        )

    @property
    def imports(self) -> tuple[Import, ...]:
        alias, named = self._found.get("alias"), self._found.get("imports") or ()
        given = (self._reference, alias, self._user, *named)
        return tuple(imported(str(one)) for one in given if one)

    # What they may do ---------------------------------------------------------------

    @property
    def role_attribute(self) -> str:
        """Where a caller says what it may act as."""
        return str((self._found.get("roles") or {}).get("attribute") or "role")

    @property
    def has_many_roles(self) -> bool:
        return bool((self._found.get("roles") or {}).get("many"))

    @property
    def switched_roles(self) -> tuple[str, ...]:
        """The roles of those for whom it is true, where it is no more than a switch."""
        if not self.role_attribute.startswith("is_"):
            return ()
        own = self.role_attribute.removeprefix("is_")
        return SWITCHES.get(self.role_attribute, (own,))

    @property
    def has_role_set(self) -> bool:
        """Whether callers carry their roles as a set, as our own do."""
        return self.fit.is_ours

    def check_roles(self, names: Iterable[str]) -> None:
        """Refuse roles that nobody can have."""
        known = self.switched_roles
        for name in names if known else ():
            if name not in known:
                wrong = f"{self.model}.{self.role_attribute} makes nobody {name}"
                raise Problem.about("roles", wrong, " or ".join(known))

    # What was found -------------------------------------------------------------------

    @property
    def _reference(self) -> str:
        return str(self._found.get("dependency") or "")

    @property
    def _user(self) -> str:
        return str(self._found.get("user") or "")

    @cached_property
    def _found(self) -> Mapping[str, Any]:
        if self.kind == EXISTING:
            return self.fit.project.found.get("auth") or {}
        if not self.is_on:
            return {}
        return {
            "dependency": f"{self.module}:{self.way.dependency}",
            "alias": f"{self.module}:{self.way.alias}",
            "user": f"{self.modules.models}:{self.way.name.pascal}",
            "roles": {"attribute": "roles", "many": True},
        }

    # In a service that this template made ---------------------------------------------

    @property
    def package(self) -> str:
        return f"{self.fit.project.package}.{self.way.name.plural}"

    @property
    def module(self) -> str:
        """Where its dependency is imported from, and `has_role` too."""
        return f"{self.package}.dependencies"

    @property
    def modules(self) -> Modules:
        return Places(self.fit.project, self.way.name).modules

    @property
    def callers(self) -> str:
        return f"tests.{self.way.name.plural}.callers"

    @property
    def role_pattern(self) -> str:
        return ROLE

    @property
    def way(self) -> Way:
        """What a service of ours brings along for it."""
        return WAYS.get(self.kind, WAYS["none"])


def check_role(what: str, name: str) -> str:
    """Return the name of a role, or raise `Problem`."""
    if not re.search(ROLE, name) or name[-1:] == "\n" or len(name) > LONGEST_ROLE:
        accepted = f"one word of at most {LONGEST_ROLE} letters, digits, and _ . : -"
        raise Problem.about(what, f"{shown(name)} is no name of a role", accepted)
    return name


def resolved(answer: str, fit: Fit) -> str:
    """The way that an answer stands for: what exists in a service of ours is one of them."""
    if not fit.is_ours:
        return "none" if answer == "none" else EXISTING
    found = fit.project
    return existing(found.found, found.package) if answer == EXISTING else answer


def existing(project: Mapping[str, Any], package: str) -> str:
    """The way that the project has already, by the dependency that the survey found.

    Raises:
        Problem: it has one that this template did not make, or nothing was found.
    """
    found = project.get("auth") or {}
    if found.get("kind") == "none":
        return "none"
    ours = {
        f"{package}.{way.name.plural}.dependencies:{way.dependency}": kind
        for kind, way in WAYS.items()
    }
    dependency = str(found.get("dependency"))
    if dependency not in ours:
        wrong = f"existing is not available yet for {found.get('kind')}"
        raise Problem.about(
            "auth", wrong if found else "there is none", "jwt, api_key, none"
        )
    return ours[dependency]
