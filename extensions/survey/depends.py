"""What is asked for by `Depends`, and the aliases of it, read from texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .reading import Module, Sources, Where
from .syntax import reference

CALL = r"(?:\w+\.)?(?:Depends|Security)\(\s*(?:dependency\s*=\s*)?(?P<call>[A-Za-z_][\w.]*(?:\([^()]*\))?)"
TYPE = r"(?:[:\[]\s*(?P<type>['\"]?[\w.]+(?:\[[^\[\]]*\])?['\"]?(?:\s*\|\s*None)?)\s*[=,]\s*)?"
USE = re.compile(TYPE + CALL)
ALIAS = re.compile(
    r"(?m)^(?:type[ \t]+)?(?P<alias>\w+)(?:[ \t]*:[^=\n]+)?[ \t]*=[ \t]*"
    r"(?:(?:\w+\.)?Annotated\[\s*(?P<type>[^=]*?)\s*,\s*)?" + CALL
)
PARAMETER = re.compile(
    r"(?P<name>\w+)(?<!Annotated)\s*(?::\s*(?:\w+\.)?Annotated|(?::[^=,()]*)?=\s*)?$"
)
LAST_WORD = re.compile(r"\w+$")
REACH = 120
"""Characters before a use that say what it is for."""


@dataclass(frozen=True)
class Use:
    """One `Depends`, by the module that it stands in."""

    module: Module
    call: str
    """What stands in its brackets."""
    type: str
    """What it is said to give; empty where it is not said."""
    position: int
    alias: str = ""
    """The name at the top of the module that it is given."""

    @property
    def name(self) -> str:
        """What is asked for, without a call of it."""
        return self.call.partition("(")[0]

    @property
    def where(self) -> Where:
        """Its place."""
        return Where(
            self.module.file, self.module.text.count("\n", 0, self.position) + 1
        )

    @property
    def before(self) -> str:
        """What stands before it on its line, or on the line above."""
        return self.module.text[max(0, self.position - REACH) : self.position]

    @property
    def parameter(self) -> str:
        """The parameter that it is for, if it is one."""
        found = PARAMETER.search(self.before)
        return found["name"] if found and not self.alias else ""

    @property
    def is_annotated(self) -> bool:
        """Whether it stands in the annotation of a parameter."""
        return self.before.endswith("Annotated")

    @property
    def is_of_a_router(self) -> bool:
        """Whether it stands with the routes that use it, and is for no others."""
        return "APIRouter(" in self.module.text

    @property
    def types(self) -> set[str]:
        """The names in its type."""
        return {*re.findall(r"\w+", self.type)}


@dataclass(frozen=True)
class Dependencies:
    """The uses of dependencies of a project."""

    sources: Sources

    @cached_property
    def uses(self) -> list[Use]:
        """Every use, but for tests."""
        return [
            Use(module, found["call"], found["type"] or "", found.start())
            for module in self.sources.having("Depends(", "Security(")
            for found in USE.finditer(module.text)
        ]

    @cached_property
    def aliases(self) -> list[Use]:
        """Those that have a name of their own."""
        return [
            Use(
                module,
                found["call"],
                found["type"] or "",
                found.start(),
                found["alias"],
            )
            for module in self.sources.having("Depends(", "Security(")
            for found in ALIAS.finditer(module.text)
        ]

    def reference(self, use: Use) -> str:
        """`module:name` of what is asked for; a method has its object before it."""
        first, _, rest = use.name.partition(".")
        origin = self.sources.origin(reference(use.module, first))
        as_module = origin.replace(":", ".").lstrip(".")
        if not rest:
            return origin
        if as_module in self.sources.by_name:
            return self.sources.origin(f"{as_module}:{rest}")
        return f"{origin}.{rest}"

    def mentions(self, alias: Use) -> int:
        """How often an alias is used."""
        words = re.compile(rf"\b{alias.alias}\b")
        found = (
            len(words.findall(module.text))
            for module in self.sources.having(alias.alias)
        )
        return sum(found) - 1

    def parameters(self, alias: Use) -> Counter[str]:
        """The parameters that an alias is the annotation of."""
        return self._parameters.get(alias.alias, Counter())

    @cached_property
    def _parameters(self) -> dict[str, Counter[str]]:
        """The names of parameters by the aliases that annotate them."""
        found: dict[str, Counter[str]] = {one.alias: Counter() for one in self.aliases}
        said = re.compile(rf":[ \t]*(?:\w+\.)?({'|'.join(found)})\b")
        stems = {one.module.stem for one in self.aliases}
        using = [*self.sources.having(*stems), *(one.module for one in self.aliases)]
        for module in {one.file: one for one in using}.values() if found else ():
            for use in said.finditer(module.text):
                before = module.text[max(0, use.start() - REACH) : use.start()]
                if parameter := LAST_WORD.search(before):
                    found[use[1]][parameter[0]] += 1
        return found

    def aliases_of(self, dependency: str) -> Iterator[Use]:
        """The aliases of what a reference stands for."""
        name = dependency.rpartition(":")[2]
        for alias in self.aliases:
            is_alike = alias.name.endswith(name.rpartition(".")[2])
            if is_alike and self.reference(alias) == dependency:
                yield alias


@lru_cache(maxsize=1)
def dependencies_of(sources: Sources) -> Dependencies:
    """The uses of dependencies of a project."""
    return Dependencies(sources)
