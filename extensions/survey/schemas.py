"""The shared base of schemas, and whether responses are wrapped."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .facts import Fact, Facts
from .mapped import REVISION
from .parts import is_shared, missing
from .reading import Module, Sources
from .routers import OPERATIONAL
from .routes import Route, routes_of
from .syntax import (
    assigned,
    calls,
    classes,
    commonest,
    items,
    keyword,
    last,
    parameters,
    says,
)

HEADING = re.compile(r"(?m)^class (\w+)(?:\[[^\]]*\])?\(([^)]*)\)")
PYDANTIC = "pydantic:BaseModel"
EXAMPLES = {"int": "200", "str": "'OK'", "bool": "True", "dict": "{}", "list": "[]"}
"""What is passed for a field of a type, where the project passes nothing plain."""

RAREST = 3
"""A base of less than one for so many that derive from Pydantic's is not shared."""

WRAPPED = frozenset({"data", "payload", "result", "results"})
"""What the wrapped part of an envelope is called."""


def facts(sources: Sources) -> Facts:
    """The facts about schemas and responses."""
    return {**_base(sources), **_response(sources)}


# The base ---------------------------------------------------------------------


def _base(sources: Sources) -> Facts:
    """The class without fields that most schemas derive from."""
    headings = {
        module: HEADING.findall(module.text) for module in sources.having("class ")
    }
    heirs = Counter(
        base
        for several in headings.values()
        for _, bases in several
        for base in re.findall(r"\w+", bases)
    )
    found = [
        (heirs[node.name], module, node)
        for module, several in headings.items()
        if any(heirs[name] and "BaseModel" in bases for name, bases in several)
        and not REVISION.search(module.text)
        for node in classes(module)
        if "BaseModel" in map(last, node.bases)
        and module.imports.get("BaseModel", PYDANTIC) == PYDANTIC
        and not _fields(node)
        and not any(isinstance(base, ast.Subscript) for base in node.bases)
    ]
    plain = heirs["BaseModel"] - len(found)
    used = [
        one
        for one in found
        if one[0] and one[0] * RAREST >= plain and not is_shared(one[1])
    ]
    if not used:
        return {}
    _, module, node = max(used, key=lambda one: one[0])
    return {"schemas_base": Fact(f"{module.name}:{node.name}", module.where(node))}


def _fields(*several: ast.ClassDef) -> dict[str, ast.AnnAssign]:
    """The fields of a class, and of those above it that stand before it."""
    return {
        name: one
        for node in several
        for name, _, one in assigned(node.body)
        if isinstance(one, ast.AnnAssign)
        and last(one.annotation) != "ClassVar"
        and name != "model_config"
    }


# The envelope -----------------------------------------------------------------


@dataclass(frozen=True)
class Envelope:
    """A class that may wrap responses."""

    module: Module
    node: ast.ClassDef
    fields: tuple[str, ...]
    uses: int
    required: frozenset[str] = frozenset()
    """The fields that have no default."""
    is_generic: bool = False

    @property
    def data(self) -> str:
        """The field that holds what is wrapped."""
        return next((one for one in self.fields if one in WRAPPED), "")


def _response(sources: Sources) -> Facts:
    several = (*_generic(sources), *_answers(sources))
    found = [one for one in several if _is_the_way(sources, one)]
    best = max(found, key=lambda one: one.uses, default=None)
    if best is None:
        return {"response.kind": Fact("direct")} if sources.modules else {}
    place = best.module.where(best.node)
    facts = {
        "kind": "envelope",
        "class": f"{best.module.name}:{best.node.name}",
        "fields": list(best.fields),
        "data": best.data,
        "required": _required(sources, best),
        "generic": best.is_generic,
    }
    return {f"response.{name}": Fact(value, place) for name, value in facts.items()}


def _generic(sources: Sources) -> Iterator[Envelope]:
    """Generic models whose data is whatever they are given."""
    for module in sources.matching(r"class \w+(\[|\([^)]*(Generic|BaseModel)\[)"):
        known = {node.name: node for node in classes(module)}
        for node in known.values():
            above = [known[last(base)] for base in node.bases if last(base) in known]
            fields = _fields(*above, node)
            is_one = _is_envelope(node, fields)
            if is_one and (uses := _uses(sources, module, f"{node.name}[")):
                asked = frozenset(
                    name for name in fields if _is_asked(fields[name].value)
                )
                yield Envelope(module, node, tuple(fields), uses, asked, True)


def _is_asked(value: ast.expr | None) -> bool:
    """Whether a field has no default: it has no value, or a `Field(…)` without."""
    if not isinstance(value, ast.Call):
        return value is None
    first = next(iter(value.args), None)
    keywords = {one.arg for one in value.keywords}
    is_without = first is None and not keywords & {"default", "default_factory"}
    return is_without or says(first, ...)


def _required(sources: Sources, envelope: Envelope) -> dict[str, str]:
    """What the project passes for the fields without default, as it writes it."""
    fields = _fields(envelope.node)
    kinds = {name: last(one.annotation) for name, one in fields.items()}
    return {
        name: _passed(sources, envelope.node.name, name)
        or EXAMPLES.get(kinds.get(name, ""), "None")
        for name in envelope.fields
        if name in envelope.required and name != envelope.data
    }


def _passed(sources: Sources, name: str, field: str) -> str:
    """The literal that is given for a field in most places, if there is one."""
    given = [
        ast.unparse(value)
        for module in sources.having(f"{name}(", f"{name}[")
        for call in calls(module.tree, name)
        if isinstance(value := keyword(call, field), ast.Constant)
    ]
    best = commonest(given) or ""
    return best if given.count(best) * 2 > len(given) else ""


def _is_envelope(node: ast.ClassDef, fields: Mapping[str, ast.AnnAssign]) -> bool:
    generic = [base.slice for base in node.bases if isinstance(base, ast.Subscript)]
    wrapped = [one.annotation for name, one in fields.items() if name in WRAPPED]
    parameters, names = (
        {last(one) for kind in kinds for one in ast.walk(kind)} - {""}
        for kinds in (generic, wrapped)
    )
    is_list = {"list", "List", "Sequence"} & names
    return bool(parameters & names) and not is_list and len(fields) > 1


def _answers(sources: Sources) -> Iterator[Envelope]:
    """Answers of Starlette that put what they are given under a key."""
    for module in sources.matching(r"class \w+\((?:\w+\.)?\w*JSONResponse\)"):
        for node in classes(module):
            if not any("JSONResponse" in last(base) for base in node.bases):
                continue
            mappings = (one for one in ast.walk(node) if isinstance(one, ast.Dict))
            keys = tuple(items(next(mappings, None)))
            uses = _uses(sources, module, f"{node.name}(") if keys else 0
            if uses > 1 and WRAPPED & {*keys}:
                given = (one for one in node.body if isinstance(one, ast.FunctionDef))
                made = (one for one in given if one.name == "__init__")
                asked = (pair for one in made for pair in [*parameters(one)][1:])
                required = frozenset(one.arg for one, value in asked if value is None)
                yield Envelope(module, node, keys, uses, required)


def _uses(sources: Sources, module: Module, words: str) -> int:
    """How many other modules use it."""
    return sum(other.file != module.file for other in sources.having(words))


def _is_the_way(sources: Sources, envelope: Envelope) -> bool:
    """Whether most responses are wrapped in it that have a body.

    A service of ours wraps lists in another.
    """
    routes = [one for one in routes_of(sources) if not OPERATIONAL.search(one.path)]
    bodies = [one for one in routes if one.method != "delete"] or routes
    wrapped = sum(_wraps(envelope, one) for one in bodies)
    is_ours = not missing(sources, envelope.module.package)
    return is_ours or wrapped * 2 >= len(bodies)


def _wraps(envelope: Envelope, route: Route) -> bool:
    name = envelope.node.name
    if envelope.is_generic and route.response is not None:
        return any(last(node) == name for node in ast.walk(route.response))
    return any(calls(route.function, name))
