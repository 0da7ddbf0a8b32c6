"""What is asked for by `Depends`, where, and the aliases of it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from .reading import Module, Sources, Where
from .syntax import Function, assigned, keyword, last, reference, text_of

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
    for named in _named(module):
        for one in named.uses(module):
            seen.add(id(one.node))
            yield one
    decorated = [
        (node, function)
        for function in module.nodes
        if isinstance(function, Function)
        for decorator in function.decorator_list
        for node in ast.walk(decorator)
    ]
    for node, inside in (*decorated, *((node, None) for node in module.nodes)):
        asked = asked_by(node) if id(node) not in seen else None
        if asked is not None and isinstance(node, ast.expr):
            seen.add(id(node))
            yield Use(module, node, asked, function=inside)


@dataclass(frozen=True)
class Named:
    """A name that is given a value, or said to be something."""

    name: str
    written: ast.expr | None
    value: ast.expr | None
    function: Function | None = None
    is_at_the_top: bool = False

    def uses(self, module: Module) -> Iterator[Use]:
        """The use that it stands for."""
        for said in (self.value, self.written):
            for call, asked, kind in _annotated(said):
                found = Use(module, call, asked, kind, is_annotated=True)
                yield self._with_names(found)
                return
        value = self.value
        asked_plainly = asked_by(value, self.written) if value else None
        if asked_plainly is not None and value is not None:
            plain = None if self.is_at_the_top else self.written
            yield self._with_names(Use(module, value, asked_plainly, plain))

    def _with_names(self, use: Use) -> Use:
        alias, parameter = (
            ("", self.name) if not self.is_at_the_top else (self.name, "")
        )
        return replace(use, alias=alias, parameter=parameter, function=self.function)


def _annotated(
    said: ast.expr | None,
) -> Iterator[tuple[ast.expr, ast.expr, ast.expr]]:
    """The `Depends` in an `Annotated`, what it asks for, and the type."""
    if isinstance(said, ast.Subscript) and last(said) == "Annotated":
        kind, *others = getattr(said.slice, "elts", [said.slice])
        for one in others:
            if (asked := asked_by(one, kind)) is not None:
                yield one, asked, kind


def _named(module: Module) -> Iterator[Named]:
    """The names at the top, the attributes of classes, and the parameters."""
    for name, value, node in assigned(module.statements):
        written = getattr(node, "annotation", None)
        yield Named(name, written, value, is_at_the_top=True)
    for one in module.nodes:
        if isinstance(one, ast.ClassDef):
            for name, value, node in assigned(one.body):
                yield Named(name, getattr(node, "annotation", None), value)
        elif isinstance(one, Function):
            for argument, default in parameters(one):
                yield Named(argument.arg, argument.annotation, default, one)


def parameters(function: Function) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    """The parameters of a function, with their defaults."""
    arguments = function.args
    several = [*arguments.posonlyargs, *arguments.args]
    without = len(several) - len(arguments.defaults)
    yield from zip(several, [*[None] * without, *arguments.defaults], strict=True)
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)


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
        return self.named(use.module, use.name)

    def named(self, module: Module, name: str) -> str:
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
    def by_alias(self) -> dict[str, Use]:
        """The aliases by `module:name`."""
        return {f"{one.module.name}:{one.alias}": one for one in self.aliases}

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


@lru_cache(maxsize=4)
def dependencies_of(sources: Sources) -> Dependencies:
    """The uses of dependencies of a project."""
    return Dependencies(sources)
