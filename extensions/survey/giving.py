"""What a dependency gives: a session, what makes sessions, or something else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from .definitions import class_of, function_of, value_of
from .reading import Module, Sources
from .syntax import Function, dotted, keyword, last, named

MAKERS: Final = {"async_sessionmaker": "AsyncSession", "sessionmaker": "Session"}
SCOPED: Final = frozenset({"async_scoped_session", "scoped_session"})
NAMES: Final = frozenset({"AsyncSession", "Session"})
DEEPEST: Final = 4
"""Functions and variables that something comes from."""


def given(sources: Sources, module: Module, function: Function) -> str:
    """The last name of the class of what a function gives; nothing where it is open."""
    kinds = (
        _kind(sources, module, value, _local(function), DEEPEST)
        for value in _values(function)
    )
    return next(filter(None, kinds), "")


def is_maker(kind: str) -> bool:
    """Whether it makes sessions, and is none."""
    return kind in MAKERS


def _values(function: Function) -> Iterator[ast.expr]:
    """What it yields, or else returns."""
    nodes = [*_own(function)]
    for kind in (ast.Yield, ast.Return):
        found = [one.value for one in nodes if isinstance(one, kind) and one.value]
        if found:
            yield from found
            return


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """Its nodes, without those of functions in it."""
    for one in ast.iter_child_nodes(node):
        if not isinstance(one, Function | ast.Lambda):
            yield one
            yield from _own(one)


def _local(function: Function) -> dict[str, ast.expr]:
    """The variables of a function, by what they are given."""
    found: dict[str, ast.expr] = {}
    for node in ast.walk(function):
        match node:
            case ast.With(items) | ast.AsyncWith(items):
                for item in items:
                    if isinstance(item.optional_vars, ast.Name):
                        found[item.optional_vars.id] = item.context_expr
            case ast.Assign([ast.Name(name)], value):
                found[name] = value
            case ast.AnnAssign(ast.Name(name), value=ast.expr() as value):
                found[name] = value
    return found


def _kind(
    sources: Sources,
    module: Module,
    node: ast.expr,
    local: dict[str, ast.expr],
    depth: int,
) -> str:
    if not depth:
        return ""
    if isinstance(node, ast.Await):
        return _kind(sources, module, node.value, local, depth)
    if isinstance(node, ast.Name) and node.id in local:
        inner = {name: value for name, value in local.items() if name != node.id}
        return _kind(sources, module, local[node.id], inner, depth - 1)
    if isinstance(node, ast.Call):
        return _made(sources, module, node, depth)
    if isinstance(node, ast.Name | ast.Attribute):
        match value_of(sources, named(module, node)):
            case known, ast.Call() as value if not dotted(value.func).startswith(
                "self"
            ):
                return _made(sources, known, value, depth - 1)
    return ""


def _made(sources: Sources, module: Module, call: ast.Call, depth: int) -> str:
    """What a call gives."""
    name, called = last(call.func), call.func
    if isinstance(called, ast.Call):
        return _by_a_maker(called)
    if name in {*MAKERS, *SCOPED, *NAMES}:
        return name
    if name == "begin" and isinstance(called, ast.Attribute):
        return _made(sources, module, ast.Call(called.value, [], []), depth)
    return _by_name(sources, sources.origin(named(module, called)), depth)


def _by_a_maker(made: ast.expr | None) -> str:
    """What a call gives of what is made by another call."""
    if last(made) in SCOPED:
        return "AsyncSession" if last(made).startswith("async") else "Session"
    if not isinstance(made, ast.Call) or last(made) not in MAKERS:
        return ""
    return last(keyword(made, "class_")) or MAKERS[last(made)]


def _by_name(sources: Sources, origin: str, depth: int) -> str:
    """What a call of something of the project gives."""
    behind = value_of(sources, origin)
    if behind and (found := _by_a_maker(behind[1])):
        return found
    if function := function_of(sources, origin):
        module, inner = function
        for value in _values(inner) if depth else ():
            return _kind(sources, module, value, _local(inner), depth - 1)
    kind = class_of(sources, origin)
    return kind[1].name if kind else ""
