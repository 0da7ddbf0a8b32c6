"""Sessions that a container gives to those that ask for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .definitions import class_of, function_of
from .facts import Fact, Facts
from .giving import commits, session_type, words_of
from .reading import Module, Sources
from .syntax import (
    assigned,
    calls,
    classes,
    commonest,
    dotted,
    keyword,
    last,
    named,
    text_of,
)

PROVIDED = ("Provide[", "FromDishka[")
MARKER = re.compile(
    r"(?:(?P<parameter>\w+)\s*:\s*)?(?:(?:\w+\.)?Annotated\[\s*)?"
    r"(?:(?P<type>[\w.]+)\s*[=,]\s*)?(?:(?:\w+\.)?Depends\(\s*)?"
    r"(?P<call>(?:Closing\[)?(?:Provide|FromDishka)\[[\w.]+\]\]?)"
)
SESSION = re.compile(r"\b(?:async_|db_)?session\b|\bdb\b|AsyncSession|\bSession\b")


@dataclass(frozen=True)
class Marked:
    """One use of what a container gives."""

    module: Module
    call: str
    parameter: str
    type: str


def facts(sources: Sources) -> Facts:
    """The facts about a session that a container gives."""
    using = next(iter(sources.having(*PROVIDED)), None)
    if using is None:
        return {}
    place = using.at(r"Provide\[|FromDishka\[")
    found = {"session.style": Fact("container", place)}
    marked = [one for one in _marked(sources) if SESSION.search(one.type or one.call)]
    for module in sources.having("DeclarativeContainer"):
        for node in classes(module):
            if "DeclarativeContainer" in map(last, node.bases):
                if other := _other(sources, module, node, marked):
                    return {**found, "session.gives": other}
                dependency = f"{module.name}:{node.name}"
                found["session.dependency"] = Fact(dependency, module.where(node))
                found["session.wired"] = _wired(sources, module, node)
                found |= _given(sources, module, node)
    return {**found, **_asked(sources, marked)}


def _other(
    sources: Sources, module: Module, node: ast.ClassDef, marked: list[Marked]
) -> Fact | None:
    """What is asked for like a session, and is something else."""
    for one in marked:
        if one.type and session_type(one.module, {one.type}, sources):
            return None
    asked = {name for one in marked for name in re.findall(r"\.(\w+)", one.call)}
    for name, value, statement in assigned(node.body):
        first = value.args[0] if isinstance(value, ast.Call) and value.args else None
        found = class_of(sources, named(module, first)) if name in asked else None
        if found and not session_type(module, {last(first)}, sources):
            return Fact(f"{found[0].name}:{found[1].name}", module.where(statement))
    return None


def _wired(sources: Sources, module: Module, node: ast.ClassDef) -> Fact:
    """The modules and packages that it gives something to."""
    inside = [node, *(one.tree for one in sources.having(".wire("))]
    found = [
        call
        for one in inside
        for name in ("WiringConfiguration", "wire")
        for call in calls(one, name)
    ]
    several = [
        item
        for call in found
        for name in ("modules", "packages")
        for item in getattr(keyword(call, name), "elts", ())
    ]
    names = [text_of(item) or dotted(item) for item in several]
    place = module.where(found[0]) if found and found[0] in ast.walk(node) else None
    return Fact(names or None, place)


def _marked(sources: Sources) -> Iterator[Marked]:
    for module in sources.having(*PROVIDED):
        for one in MARKER.finditer(module.text):
            yield Marked(module, one["call"], one["parameter"] or "", one["type"] or "")


def _asked(sources: Sources, marked: list[Marked]) -> Facts:
    """How most ask for it."""
    call = commonest(one.call for one in marked)
    best = next((one for one in marked if one.call == call), None)
    if best is None:
        return {}
    place = best.module.at(re.escape(best.call))
    types = {best.type.rpartition(".")[2], *re.findall(r"\w+", best.call)}
    found = {
        "call": best.call,
        "parameter": commonest(one.parameter for one in marked if one.parameter),
        "type": session_type(best.module, types, sources),
    }
    return {
        f"session.{name}": Fact(value, place) for name, value in found.items() if value
    }


def _given(sources: Sources, module: Module, node: ast.ClassDef) -> Facts:
    """What its provider of sessions says."""
    for name, value, statement in assigned(node.body):
        if not isinstance(value, ast.Call) or not SESSION.search(name):
            continue
        place = module.where(statement)
        found = {"session.call": Fact(f"Provide[{node.name}.{name}]", place)}
        first = next(iter(value.args), None)
        if function := function_of(sources, sources.origin(named(module, first))):
            given = session_type(function[0], words_of(function[1].returns), sources)
            found["session.commits"] = Fact(commits(sources, function), place)
            found["session.type"] = Fact(given, place)
        return found
    return {}
