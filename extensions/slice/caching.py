"""Where answers are kept for a while: a table of the ways, and what each brings along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import dependencies
from .auth import Auth
from .fit import Fit


@dataclass(frozen=True)
class Way:
    """One way to keep answers, by default none."""

    group: str = ""
    requirements: tuple[str, ...] = ()
    development_requirements: tuple[str, ...] = ()
    environment: str = ""


STORE = """
# redis://, rediss://, valkey:// or valkeys://user:password@host:port/number, where
# responses are cached. Production requires it. Without it, each process keeps its own.
#CACHE_URL=

# Seconds to wait for it before doing without it.
#CACHE_TIMEOUT=0.25"""

NOWHERE = Way()
WAYS: Mapping[str, Way] = {
    "none": NOWHERE,
    "headers": Way(group="etags"),
    "server": Way(
        group="caching",
        requirements=dependencies.CACHING,
        development_requirements=dependencies.CACHING_DEVELOPMENT,
        environment=STORE,
    ),
}


@dataclass(frozen=True)
class Caching:
    """What templates read about it."""

    kind: str
    seconds: int
    auth: Auth
    package: str
    """That of the modules which endpoints share."""
    model: str
    fit: Fit

    @property
    def group(self) -> str:
        """The group of files that it needs."""
        group = self.way.group
        return group if self.fit.is_ours or not group else f"rest_{group}"

    @property
    def module(self) -> str:
        """The module of what keeps the answers of an endpoint."""
        part = "caching.endpoints" if self.fit.is_ours else "caching"
        return f"{self.package}.{part}"

    @property
    def read(self) -> str:
        """What endpoints read that are kept until it is written."""
        return "service.COLUMNS" if self.fit.is_ours else self.model

    @property
    def cache_control(self) -> str:
        """What the header says."""
        whose = "private" if self.auth.is_on else "public"
        return f"{whose}, max-age={self.seconds}"

    @property
    def router_module(self) -> str:
        """The module whose router starts the cache with the application."""
        return f"{self.package}.caching.router"

    @property
    def way(self) -> Way:
        return WAYS[self.kind]
