"""What is asked for by `Depends`, where, and the aliases of it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

from .reading import Module, Sources, Where
from .syntax import (
    Function,
    assigned,
    grouped,
    keyword,
    last,
    named,
    parameters,
    reference,
    text_of,
)

MARKERS: Final = frozenset({"Depends", "Security"})
LAST_WORD: Final = re.compile(r"\w+$")
WORD: Final = re.compile(r"\w+")
REACH: Final = 120
"""Characters before an annotation that name its parameter."""


@dataclass(frozen=True, eq=False)
class Use:
    """One `Depends`."""

    module: Module
    node: ast.expr
    """The call of `Depends` itself."""
    asked: ast.expr
    """What stands in its brackets."""
    written: ast.expr | None = None
    """What it is said to give."""
    parameter: str = ""
    alias: str = ""
    """The name at the top of the module that it is given."""
    is_annotated: bool = False
    function: Function | None = None
    """The function whose parameter or decorator it stands in."""

    @cached_property
    def call(self) -> str:
        """What stands in its brackets, as text."""
        return ast.unparse(self.asked)

    @cached_property
    def name(self) -> str:
        """What is asked for, without a call of it."""
        return self.call.partition("(")[0].partition("[")[0]

    @cached_property
    def type(self) -> str:
        """What it is said to give; empty where it is not said."""
        if self.written is None:
            return ""
        return text_of(self.written) or ast.unparse(self.written)

    @property
    def where(self) -> Where:
        """Its place."""
        return self.module.where(self.node)

    @property
    def is_of_a_router(self) -> bool:
        """Whether it stands with the routes that use it, and is for no others."""
        return "APIRouter(" in self.module.text

    @property
    def types(self) -> set[str]:
        """The names in its type."""
        return {*WORD.findall(self.type)}


def asked_by(node: ast.AST, written: ast.expr | None = None) -> ast.expr | None:
    """What `Depends(…)` asks for; by its type alone where its brackets are empty."""
    if not isinstance(node, ast.Call) or last(node) not in MARKERS:
        return None
    stated = node.args[0] if node.args else keyword(node, "dependency")
    return stated or (None if text_of(written) else written)


def uses_in(module: Module) -> Iterator[Use]:
    """Every use in a module, each once: with a name of its own, or of a decorator."""
    seen: set[int] = set()
    for use in (*_named(module), *_unnamed(module)):
        if id(use.node) not in seen:
            seen.add(id(use.node))
            yield use


def _named(module: Module) -> Iterator[Use]:
    """Those of names at the top, of attributes of classes, and of parameters."""
    for name, value, node in assigned(module.statements):
        yield from _used(module, getattr(node, "annotation", None), value, alias=name)
    for one in module.nodes:
        if isinstance(one, ast.ClassDef):
            for name, value, node in assigned(one.body):
                written = getattr(node, "annotation", None)
                yield from _used(module, written, value, parameter=name)
        elif isinstance(one, Function):
            for argument, default in parameters(one):
                names = {"parameter": argument.arg, "function": one}
                yield from _used(module, argument.annotation, default, **names)


def _unnamed(module: Module) -> Iterator[Use]:
    """Those of decorators, and all others."""
    functions = [one for one in module.nodes if isinstance(one, Function)]
    decorators = (
        (one, function) for function in functions for one in function.decorator_list
    )
    inside = [(node, one) for made, one in decorators for node in ast.walk(made)]
    for node, function in (*inside, *((node, None) for node in module.nodes)):
        if isinstance(node, ast.Call) and (asked := asked_by(node)) is not None:
            yield Use(module, node, asked, function=function)


def _used(
    module: Module, written: ast.expr | None, value: ast.expr | None, **names: Any
) -> Iterator[Use]:
    """The use that a name stands for, by its annotation or its value."""
    for said in (value, written):
        match said:
            case ast.Subscript(_, ast.Tuple([kind, *others])) if (
                last(said) == "Annotated"
            ):
                for one in others:
                    if (asked := asked_by(one, kind)) is not None:
                        yield Use(module, one, asked, kind, is_annotated=True, **names)
                        return
    if value is not None and (asked := asked_by(value, written)) is not None:
        yield Use(module, value, asked, None if "alias" in names else written, **names)


@dataclass(frozen=True)
class Dependencies:
    """The uses of dependencies of a project."""

    sources: Sources

    @cached_property
    def uses(self) -> list[Use]:
        """Every use, but for tests."""
        modules = self.sources.having("Depends(", "Security(")
        return [use for module in modules for use in uses_in(module)]

    @cached_property
    def aliases(self) -> list[Use]:
        """Those that have a name of their own."""
        return [use for use in self.uses if use.alias]

    def reference(self, use: Use) -> str:
        """`module:name` of what is asked for; a method has its object before it."""
        return self.origin(use.module, use.name)

    def origin(self, module: Module, name: str) -> str:
        """`module:name` of a dotted name in a module."""
        first, _, rest = name.partition(".")
        origin = self.sources.origin(reference(module, first))
        as_module = origin.replace(":", ".").lstrip(".")
        if not rest:
            return origin
        if as_module in self.sources.by_name:
            return self.sources.origin(f"{as_module}:{rest}")
        return f"{origin}.{rest}"

    @cached_property
    def _by_alias(self) -> dict[str, dict[str, Use]]:
        several = grouped(self.aliases, lambda one: one.alias)
        return {
            name: {f"{one.module.name}:{name}": one for one in uses}
            for name, uses in several.items()
        }

    def aliased(self, module: Module, annotation: ast.expr | None) -> Use | None:
        """The alias that an annotation is."""
        known = self._by_alias.get(last(annotation))
        origin = self.sources.origin(named(module, annotation)) if known else ""
        return known.get(origin) if known else None

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

    def uses_of(self, dependency: str) -> Iterator[Use]:
        """The uses of what a reference stands for."""
        name = dependency.rpartition(":")[2].rpartition(".")[2]
        for use in self.uses:
            is_alike = use.name.rpartition(".")[2] == name
            if is_alike and self.reference(use) == dependency:
                yield use

    def aliases_of(self, dependency: str) -> Iterator[Use]:
        """The aliases of what a reference stands for."""
        name = dependency.rpartition(":")[2].rpartition(".")[2]
        for use in self.aliases:
            if use.name.endswith(name) and self.reference(use) == dependency:
                yield use

    def best(self, aliases: Iterable[Use]) -> Use | None:
        """The alias that is used most."""
        return max(aliases, key=self.mentions, default=None)


@lru_cache(maxsize=4)
def dependencies_of(sources: Sources) -> Dependencies:
    """The uses of dependencies of a project."""
    return Dependencies(sources)
