"""Scopes that routers are made and included in: modules, and functions of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .reading import Module
from .syntax import Function, assigned, calls, last, parameters


@dataclass(frozen=True)
class Scope:
    """The top of a module, or one of its functions."""

    module: Module
    body: Sequence[ast.stmt]
    function: Function | None = None
    kinds: frozenset[str] = frozenset({"APIRouter"})
    """The classes of routers."""

    @cached_property
    def statements(self) -> list[ast.stmt]:
        """All that stands in it; of a module, what stands at its top."""
        if self.function is None:
            return list(self.module.statements)
        return [one for one in ast.walk(self.function) if isinstance(one, ast.stmt)]

    @cached_property
    def own(self) -> dict[str, tuple[ast.stmt, ast.Call]]:
        """Its routers by the names of their variables."""
        return {
            name: (node, value)
            for name, value, node in assigned(self.statements)
            if isinstance(value, ast.Call) and last(value) in self.kinds
        }

    @cached_property
    def values(self) -> dict[str, ast.expr]:
        """What its variables are given first."""
        found = reversed([*assigned(self.statements)])
        return {name: value for name, value, _ in found if value is not None}

    @property
    def returned(self) -> set[str]:
        """The variables that its function returns."""
        returns = (one for one in self.statements if isinstance(one, ast.Return))
        return {last(one.value) for one in returns}

    @cached_property
    def loops(self) -> dict[str, list[ast.expr]]:
        """The variables of its `for`, and what they go over."""
        lists = {
            name: value.elts
            for name, value, _ in assigned(self.module.statements)
            if isinstance(value, ast.List | ast.Tuple)
        }
        found: dict[str, list[ast.expr]] = {}
        for node in (inner for one in self.body for inner in ast.walk(one)):
            match node:
                case ast.For(ast.Name(name), ast.List(items) | ast.Tuple(items)):
                    found[name] = items
                case ast.For(ast.Name(name), ast.Name(several)):
                    found[name] = lists.get(several, [])
        return found

    @property
    def parameters(self) -> set[str]:
        """What its function is given."""
        given = parameters(self.function) if self.function else ()
        return {one.arg for one, _ in given}

    def holds(self, function: Function) -> bool:
        """Whether a function of the module stands in it."""
        within = self.function
        if within is None:
            return True
        return within.lineno < function.lineno <= (within.end_lineno or 0)

    def key(self, variable: str) -> str:
        """What a router of its own is known by."""
        name = self.function.name if self.function else variable
        return f"{self.module.name}:{name}"

    def calls(self, name: str) -> Iterator[ast.Call]:
        """The calls of a name in it, without those of functions in it."""
        for node in self.body:
            if self.function or not isinstance(node, Function | ast.ClassDef):
                yield from calls(node, name)


def scopes(module: Module, kinds: frozenset[str]) -> Iterator[Scope]:
    """The scopes of a module that routers may be made or included in."""
    top = Scope(module, module.tree.body, None, kinds)
    yield top
    made = sum(module.text.count(f"{kind}(") for kind in kinds)
    words = ("include_router", ".mount(")
    if any(word in module.text for word in words) or made > len(top.own):
        yield from inner(module, kinds)


def inner(module: Module, kinds: frozenset[str]) -> Iterator[Scope]:
    """The scopes of its functions, and of the methods of its classes."""
    for node in module.statements:
        within = node.body if isinstance(node, ast.ClassDef) else [node]
        for function in within:
            if isinstance(function, Function):
                yield Scope(module, function.body, function, kinds)
