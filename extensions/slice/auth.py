"""How callers prove who they are: a table of the ways, and what each brings along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..answers.names import Name
from ..answers.problem import Problem, shown
from . import dependencies
from .layout import Modules

ROLE = r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$"
"""What a role looks like: one word, in answers as on the command line."""
LONGEST_ROLE = 50
EXISTING = "existing"


@dataclass(frozen=True)
class Way:
    """One way to prove it, by default none."""

    name: Name
    table: str = ""
    alias: str = ""
    dependency: str = ""
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
# Production demands it. Without it, development makes one up at each start, and all
# users have to log in again.
#SECRET_KEY=

# How long tokens are valid, and the names in them that are checked.
#TOKEN_MINUTES=15
#TOKEN_ISSUER={project_name}
#TOKEN_AUDIENCE={project_name}"""

OPEN = Way(Name("", ""))
WAYS: Mapping[str, Way] = {
    "jwt": Way(
        name=Name("user", "auth"),
        table="users",
        alias="CurrentUser",
        dependency="current_user",
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
    "none": OPEN,
}
"""Users are a resource of their own; their routes and package are called auth."""


@dataclass(frozen=True)
class Auth:
    """What templates read about it."""

    kind: str
    package: str
    layout: str
    project_name: str

    @property
    def is_on(self) -> bool:
        """Whether callers have to prove anything."""
        return self._way is not OPEN

    @property
    def alias(self) -> str:
        """The parameter's type that stands for who sends the request."""
        return self._way.alias

    @property
    def dependency(self) -> str:
        """The function behind it."""
        return self._way.dependency

    @property
    def module(self) -> str:
        """Where both are imported from, and `has_role` too."""
        return f"{self._folder}.dependencies"

    @property
    def modules(self) -> Modules:
        """The modules of those who call."""
        return modules(self.kind, self.layout, self.package)

    @property
    def model(self) -> str:
        """Their model."""
        return self._way.name.pascal

    @property
    def model_module(self) -> str:
        """Where it is imported from."""
        return self.modules.models

    @property
    def table(self) -> str:
        """Their table; the group of files that make it is called alike."""
        return self._way.table

    @property
    def revision(self) -> str:
        """The id of the revision that creates it."""
        return self._way.revision

    @property
    def header(self) -> str:
        """The header that holds the proof."""
        return self._way.header

    @property
    def challenge(self) -> str:
        """What `WWW-Authenticate` asks for where there is none."""
        return self._way.challenge

    @property
    def callers(self) -> str:
        """The module of the tests that makes callers."""
        return f"tests.{self._way.name.plural}.callers"

    @property
    def has_router(self) -> bool:
        """Whether it has routes of its own."""
        return self._way.has_router

    @property
    def commands(self) -> tuple[str, ...]:
        """What adds its commands to the command line."""
        return self._way.commands

    @property
    def commands_module(self) -> str:
        """Where they are imported from."""
        return f"{self._folder}.commands"

    @property
    def role_pattern(self) -> str:
        """What the name of a role looks like."""
        return ROLE

    @property
    def requirements(self) -> tuple[str, ...]:
        """The packages that it needs."""
        return self._way.requirements

    @property
    def environment(self) -> str:
        """What the example of the environment says of its variables."""
        return self._way.environment.format(project_name=self.project_name)

    @property
    def _way(self) -> Way:
        return WAYS[self.kind]

    @property
    def _folder(self) -> str:
        return f"{self.package}.{self._way.name.plural}"


def modules(kind: str, layout: str, package: str) -> Modules:
    """The modules of those who call in one of the ways."""
    return Modules.of(layout, package, WAYS[kind].name)


def check_role(what: str, name: str) -> str:
    """Return the name of a role, or raise `Problem`."""
    if not re.search(ROLE, name) or name[-1:] == "\n" or len(name) > LONGEST_ROLE:
        accepted = f"one word of at most {LONGEST_ROLE} letters, digits, and _ . : -"
        raise Problem.about(what, f"{shown(name)} is no name of a role", accepted)
    return name


def resolved(answer: str, project: Mapping[str, Any], package: str) -> str:
    """The way that an answer stands for: one that exists is one of the others."""
    return existing(project, package) if answer == EXISTING else answer


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
