"""Where a module includes routers, and what these are called there."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .trees import Function, Import

NAME = "include_router"


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
    def is_named(self) -> bool:
        """Whether the router is given by its keyword."""
        return not self.call.args

    @property
    def name(self) -> str:
        """The argument as text."""
        return ast.unparse(self.argument) if self.argument else ""


def sites(tree: ast.Module) -> list[Site]:
    """Every place where a router is included."""
    return list(_sites(tree.body, None, None, is_conditional=False))


def _sites(
    body: Sequence[ast.stmt],
    owner: Function | None,
    loop: ast.For | None,
    *,
    is_conditional: bool,
) -> Iterator[Site]:
    for node in body:
        match node:
            case ast.Expr(ast.Call(ast.Attribute(attr=attr)) as call) if attr == NAME:
                yield Site(call, node, owner, loop, is_conditional)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from _sites(node.body, node, None, is_conditional=False)
            case ast.ClassDef():
                yield from _sites(node.body, owner, None, is_conditional=False)
            case ast.For():
                yield from _sites(node.body, owner, node, is_conditional=is_conditional)
            case ast.With() | ast.AsyncWith():
                yield from _sites(node.body, owner, loop, is_conditional=is_conditional)
            case ast.If() | ast.Try() | ast.While():
                handlers = getattr(node, "handlers", [])
                inner = [*node.body, *node.orelse, *getattr(node, "finalbody", [])]
                for block in (inner, *(one.body for one in handlers)):
                    yield from _sites(block, owner, loop, is_conditional=True)


def binding(
    tree: ast.Module, owner: Function | None, name: str
) -> tuple[Import, list[ast.stmt]] | None:
    """The import that gives a name, and the block that it stands in."""
    for scope in filter(None, (owner, tree)):
        for body in _blocks(scope):
            for node in body:
                if isinstance(node, ast.Import | ast.ImportFrom) and name in _given(
                    node
                ):
                    return node, body
    return None


def _blocks(scope: ast.AST) -> Iterator[list[ast.stmt]]:
    """The blocks of a function or a module, but for those of functions in it."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(scope, name, None)
        if isinstance(block, list):
            yield block
            for node in block:
                if not isinstance(node, Function | ast.ClassDef):
                    yield from _blocks(node)


def _given(node: Import) -> set[str]:
    return {alias.asname or alias.name.partition(".")[0] for alias in node.names}


def base_of(node: ast.expr | None) -> str:
    """The name that an expression begins with."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def names_of(tree: ast.Module, owner: Function | None) -> set[str]:
    """The names that stand for something at a place."""
    found: set[str] = set()
    for scope in filter(None, (owner, tree)):
        for node in (one for body in _blocks(scope) for one in body):
            found |= _bound_by(node)
    arguments = owner.args if owner else None
    if arguments:
        found |= {one.arg for one in (*arguments.args, *arguments.kwonlyargs)}
    return found


def _bound_by(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return _given(node)
    if isinstance(node, Function | ast.ClassDef):
        return {node.name}
    targets = (
        node.targets
        if isinstance(node, ast.Assign)
        else [node.target]
        if isinstance(node, ast.AnnAssign | ast.For | ast.AugAssign)
        else []
    )
    walked = (one for target in targets for one in ast.walk(target))
    return {one.id for one in walked if isinstance(one, ast.Name)}
