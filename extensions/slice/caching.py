"""Where answers are kept for a while: a table of the ways, and what each brings along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import dependencies

if TYPE_CHECKING:
    from .slice import Slice


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

WAYS: Mapping[str, Way] = {
    "none": Way(),
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

    slice: Slice

    @property
    def kind(self) -> str:
        """In clients by `headers`, on the `server`, or `none`."""
        return self.slice.answers.cache

    @property
    def seconds(self) -> int:
        return self.slice.answers.cache_ttl

    @property
    def group(self) -> str:
        return self.way.group

    @property
    def module(self) -> str:
        """The module of what keeps the answers of an endpoint."""
        found = self.slice.shared["caching"]
        return f"{found}.endpoints" if self.slice.fit.is_ours else found

    @property
    def read(self) -> str:
        """What endpoints read that are kept until it is written."""
        fit = self.slice.fit
        return "service.COLUMNS" if fit.has_database else self.slice.entity

    @property
    def cache_control(self) -> str:
        whose = "private" if self.slice.auth.is_on else "public"
        return f"{whose}, max-age={self.seconds}"

    @property
    def way(self) -> Way:
        return WAYS[self.kind]
