"""What dependencies give: a session and which one, or something else; who ends it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Final

from .definitions import class_of, function_of, value_of
from .reading import Module, Sources
from .syntax import Function, assigned, dotted, keyword, last, named, reference

MAKERS: Final = {"async_sessionmaker": "AsyncSession", "sessionmaker": "Session"}
SCOPED: Final = {"async_scoped_session": "AsyncSession", "scoped_session": "Session"}
TYPES: Final[Mapping[str, Mapping[str, str]]] = {
    "sqlalchemy": {
        "AsyncSession": "sqlalchemy.ext.asyncio:AsyncSession",
        "Session": "sqlalchemy.orm:Session",
    },
    "sqlmodel": {
        "AsyncSession": "sqlmodel.ext.asyncio.session:AsyncSession",
        "Session": "sqlmodel:Session",
    },
}
"""Sessions by the packages that they are imported from, wherever in these."""

PLAIN: Final = TYPES["sqlalchemy"]
COMMITS: Final = frozenset({"begin", "commit"})
DEEPEST: Final = 5
"""Functions and variables that something comes from."""

CALLED: Final = 2
"""Functions of the project that a dependency calls on."""

Found = tuple[Module, Function]


def words_of(node: ast.AST | None) -> set[str]:
    """The names in an annotation."""
    return {*re.findall(r"\w+", ast.unparse(node))} if node else set()


def session_type(module: Module, words: set[str], sources: Sources) -> str | None:
    """The session among the words of an annotation, by where it comes from."""
    found = (_known(reference(module, word), sources) for word in sorted(words))
    return next(filter(None, found), None)


def _known(written: str, sources: Sources) -> str | None:
    """The session that a name stands for, or that its class derives from."""
    if found := class_of(sources, written):
        above = (_known(named(found[0], base), sources) for base in found[1].bases)
        return next(filter(None, above), None)
    package, _, name = sources.origin(written).partition(":")
    return TYPES.get(package.partition(".")[0], {}).get(name)


def session_of(sources: Sources, found: Found, *, is_said: bool) -> str | None:
    """The session that a function says that it gives, or else that its module tells."""
    module, function = found
    stated = session_type(module, words_of(function.returns), sources)
    if stated or is_said or function.returns:
        return stated
    kind = given(sources, *found)
    is_async = isinstance(function, ast.AsyncFunctionDef)
    name = kind if kind in PLAIN else "AsyncSession" if is_async else "Session"
    if name in module.imports:
        return session_type(module, {name}, sources)
    used = {origin.partition(":")[0] for origin in module.imports.values()}
    is_near = PLAIN[name].partition(":")[0] in used
    return PLAIN[name] if is_near or kind in PLAIN else None


# Who commits ------------------------------------------------------------------


def is_ending(module: Module) -> bool:
    """Whether a module ends transactions."""
    return re.search(r"\.(?:begin|commit)\(", module.text) is not None


def commits(sources: Sources, found: Found | None, depth: int = CALLED) -> bool:
    """Whether a function ends a transaction around what it gives."""
    for node in ast.walk(found[1]) if found else ():
        if found and isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and last(node) in COMMITS:
                return True
            inner = function_of(sources, sources.origin(named(found[0], node)))
            is_other = depth and inner and inner[1] is not found[1]
            if is_other and commits(sources, inner, depth - 1):
                return True
    return False


# What is given ----------------------------------------------------------------


def given(sources: Sources, module: Module, function: Function) -> str:
    """The last name of the class of what a function gives; nothing where it is open."""
    local = _local(function)
    kinds = (
        _kind(sources, module, value, local, DEEPEST) for value in _values(function)
    )
    return next(filter(None, kinds), "")


def _values(function: Function) -> list[ast.expr]:
    """What it yields, or else returns."""
    nodes = [*_own(function)]
    yielded = [one.value for one in nodes if isinstance(one, ast.Yield) and one.value]
    returned = [one.value for one in nodes if isinstance(one, ast.Return) and one.value]
    return yielded or returned


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """Its nodes, without those of functions in it."""
    for one in ast.iter_child_nodes(node):
        if not isinstance(one, Function | ast.Lambda):
            yield one
            yield from _own(one)


def _local(function: Function) -> dict[str, ast.expr]:
    """The variables of a function, by what they are given."""
    nodes = [*ast.walk(function)]
    items = (
        one
        for node in nodes
        if isinstance(node, ast.With | ast.AsyncWith)
        for one in node.items
    )
    opened = {last(one.optional_vars): one.context_expr for one in items}
    statements = (one for one in nodes if isinstance(one, ast.stmt))
    made = {name: value for name, value, _ in assigned(statements) if value}
    return opened | made


def _kind(
    sources: Sources,
    module: Module,
    node: ast.AST | None,
    local: Mapping[str, ast.expr],
    depth: int,
) -> str:
    """What an expression gives."""
    found = ""
    match node if depth else None:
        case ast.Await(inner):
            found = _kind(sources, module, inner, local, depth)
        case ast.Name(name) if name in local:
            others = {one: value for one, value in local.items() if one != name}
            found = _kind(sources, module, local[name], others, depth - 1)
        case ast.Call(ast.Call() as made):
            found = _by_a_maker(made)
        case ast.Call(called) if last(called) in {*MAKERS, *SCOPED, *PLAIN}:
            found = last(called)
        case ast.Call(ast.Attribute(inner, "begin")):
            found = _kind(sources, module, ast.Call(inner, [], []), {}, depth)
        case ast.Call(called):
            found = _by_name(sources, sources.origin(named(module, called)), depth)
        case ast.Name() | ast.Attribute():
            match value_of(sources, named(module, node)):
                case known, ast.Call(called) as value:
                    if not dotted(called).startswith("self"):
                        found = _kind(sources, known, value, {}, depth - 1)
    return found


def _by_a_maker(made: ast.expr | None) -> str:
    """What a call gives of what is made by another call."""
    if not isinstance(made, ast.Call) or last(made) not in MAKERS:
        return SCOPED.get(last(made), "")
    return last(keyword(made, "class_")) or MAKERS[last(made)]


def _by_name(sources: Sources, origin: str, depth: int) -> str:
    """What a call of something of the project gives."""
    behind = value_of(sources, origin)
    if behind and (found := _by_a_maker(behind[1])):
        return found
    if function := function_of(sources, origin):
        value = next(iter(_values(function[1])), None)
        return _kind(sources, function[0], value, _local(function[1]), depth - 1)
    kind = class_of(sources, origin)
    return kind[1].name if kind else ""
