"""Where a module includes routers, and what these are called there."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from symtable import SymbolTable, symtable

from .imports import Bound
from .module import Function, Module, blocks

NAME = "include_router"
OPERATIONAL = re.compile(r"health|heartbeat|metrics|probe|ping\b|status|docs")
"""What routers are called that are no neighbours of a resource's."""


@dataclass(frozen=True)
class Site:
    """One `include_router`, and the statements around it."""

    call: ast.Call
    statement: ast.stmt
    owner: Function | None
    loop: ast.For | None
    is_conditional: bool

    @property
    def receiver(self) -> str:
        assert isinstance(self.call.func, ast.Attribute)
        return ast.unparse(self.call.func.value)

    @property
    def argument(self) -> ast.expr | None:
        named = (one.value for one in self.call.keywords if one.arg == "router")
        return next(iter(self.call.args), next(named, None))

    @property
    def name(self) -> str:
        """The argument as text."""
        return ast.unparse(self.argument) if self.argument else ""


def sites(tree: ast.Module, receiver: str) -> list[Site]:
    """Where the receiver that is known, or the one with the most, includes routers."""
    found = list(_sites(tree.body, None, None, is_conditional=False))
    known = [one for one in found if one.receiver == receiver] or found
    counts = Counter((one.receiver, one.owner) for one in usual(known))
    best = max(counts, key=lambda one: counts[one], default=None)
    return [one for one in found if (one.receiver, one.owner) == best]


def usual(found: list[Site]) -> list[Site]:
    """Those of resources, if there are any."""
    return [one for one in found if not OPERATIONAL.search(one.name)] or found


def _sites(
    body: Sequence[ast.AST],
    owner: Function | None,
    loop: ast.For | None,
    *,
    is_conditional: bool,
) -> Iterator[Site]:
    for node in body:
        around = owner, loop, is_conditional
        match node:
            case ast.Expr(ast.Call(ast.Attribute(attr=attr)) as call) if attr == NAME:
                yield Site(call, node, *around)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                around = node, None, False
            case ast.ClassDef():
                around = owner, None, False
            case ast.For():
                around = owner, node, is_conditional
            case ast.If() | ast.Try() | ast.While():
                around = owner, loop, True
        for block in blocks(node):
            yield from _sites(block, *around[:2], is_conditional=around[2])


def binding(tree: ast.Module, owner: Function | None, name: str) -> Bound | None:
    """The import that gives a name at a place."""
    for scope in filter(None, (owner, tree)):
        for block in _blocks(scope):
            for node in block:
                if isinstance(node, ast.Import | ast.ImportFrom) and name in {
                    one.asname or one.name.partition(".")[0] for one in node.names
                }:
                    return Bound(node, block)
    return None


def _blocks(scope: ast.AST) -> Iterator[list[ast.stmt]]:
    """The blocks of a function or a module, but for those of functions in it."""
    for block in blocks(scope):
        yield block
        for node in block:
            if not isinstance(node, Function | ast.ClassDef):
                yield from _blocks(node)


def base_of(node: ast.expr | None) -> str:
    """The name that an expression begins with."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def names_of(module: Module, owner: Function | None) -> set[str]:
    """The names that stand for something at a place."""
    top = symtable(module.source, "module.py", "exec")
    inner = _scope(top, owner.lineno) if owner else None
    return {
        one.get_name()
        for scope in filter(None, (top, inner))
        for one in scope.get_symbols()
        if one.is_assigned() or one.is_imported() or one.is_parameter()
    }


def _scope(table: SymbolTable, line: int) -> SymbolTable | None:
    """The scope of the function whose `def` stands on a line."""
    for one in table.get_children():
        is_function = one.get_type() == "function" and one.get_lineno() == line
        if found := one if is_function else _scope(one, line):
            return found
    return None
