"""Sessions that a container gives to those that ask for it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from . import usage
from .facts import Fact, Facts
from .reading import Module, Sources
from .syntax import Function, assigned, classes, last, named

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
                dependency = f"{module.name}:{node.name}"
                found["session.dependency"] = Fact(dependency, module.where(node))
                found |= _given(sources, module, node)
    return {**found, **_asked(sources, marked)}


def _marked(sources: Sources) -> Iterator[Marked]:
    for module in sources.having(*PROVIDED):
        for found in MARKER.finditer(module.text):
            yield Marked(
                module, found["call"], found["parameter"] or "", found["type"] or ""
            )


def _asked(sources: Sources, marked: list[Marked]) -> Facts:
    """How most ask for it."""
    if not marked:
        return {}
    [(call, _)] = Counter(one.call for one in marked).most_common(1)
    best = next(one for one in marked if one.call == call)
    place = best.module.at(re.escape(call))
    names = Counter(one.parameter for one in marked if one.parameter)
    found = {"session.call": Fact(call, place)}
    if names:
        found["session.parameter"] = Fact(names.most_common(1)[0][0], place)
    types = {best.type.rpartition(".")[2], *re.findall(r"\w+", call)}
    if given := usage.session_type(best.module, types, sources):
        found["session.type"] = Fact(given, place)
    return found


def _given(sources: Sources, module: Module, node: ast.ClassDef) -> Facts:
    """What its provider of sessions says."""
    for name, value, statement in assigned(node.body):
        if not isinstance(value, ast.Call) or not SESSION.search(name):
            continue
        place = module.where(statement)
        found = {"session.call": Fact(f"Provide[{node.name}.{name}]", place)}
        first = next(iter(value.args), None)
        function = usage.function_of(sources, sources.origin(named(module, first)))
        if function:
            found["session.commits"] = Fact(usage.commits(sources, function), place)
            found["session.type"] = Fact(_returned(sources, *function), place)
        return found
    return {}


def _returned(sources: Sources, module: Module, function: Function) -> str | None:
    words = {*re.findall(r"\w+", ast.unparse(function.returns or ast.Constant(None)))}
    return usage.session_type(module, words, sources)
