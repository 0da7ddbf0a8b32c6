"""The shared base of schemas, and whether responses are wrapped."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .facts import Fact, Facts
from .parts import is_shared, missing
from .reading import Module, Sources
from .routers import OPERATIONAL
from .routes import Route, routes_of
from .syntax import assigned, calls, classes, keyword, last

HEADING = re.compile(r"(?m)^class (\w+)(?:\[[^\]]*\])?\(([^)]*)\)")
WORD = re.compile(r"\w+")
PYDANTIC = "pydantic:BaseModel"
EXAMPLES = {"int": "200", "str": "'OK'", "bool": "True", "dict": "{}", "list": "[]"}
"""What is passed for a field of a type, where the project passes nothing plain."""

RAREST = 3
"""A base of less than one for so many that derive from Pydantic's is not shared."""

WRAPPED = frozenset({"data", "payload", "result", "results"})
"""What the wrapped part of an envelope is called."""

REVISION = re.compile(r"(?m)^down_revision\b")


def facts(sources: Sources) -> Facts:
    """The facts about schemas and responses."""
    return {**_base(sources), **_response(sources)}


# The base ---------------------------------------------------------------------


def _base(sources: Sources) -> Facts:
    """The class without fields that most schemas derive from."""
    heirs = Counter(
        base
        for module in sources.having("class ")
        for _, bases in HEADING.findall(module.text)
        for base in WORD.findall(bases)
    )
    found = [
        (heirs[node.name], module, node)
        for module in sources.having("BaseModel")
        if _may_have_base(module, heirs)
        for node in classes(module)
        if "BaseModel" in map(last, node.bases)
        and module.imports.get("BaseModel", PYDANTIC) == PYDANTIC
        and not _fields(node)
        and not _is_generic(node)
    ]
    plain = heirs["BaseModel"] - len(found)
    used = [
        one
        for one in found
        if one[0] and one[0] * RAREST >= plain and not is_shared(sources, one[1])
    ]
    if not used:
        return {}
    _, module, node = max(used, key=lambda one: one[0])
    return {"schemas_base": Fact(f"{module.name}:{node.name}", module.where(node))}


def _may_have_base(module: Module, heirs: Mapping[str, int]) -> bool:
    return not REVISION.search(module.text) and any(
        heirs[name]
        for name, bases in HEADING.findall(module.text)
        if "BaseModel" in bases
    )


def _fields(node: ast.ClassDef) -> dict[str, ast.expr]:
    return {
        name: one.annotation
        for name, _, one in assigned(node.body)
        if isinstance(one, ast.AnnAssign)
        and last(one.annotation) != "ClassVar"
        and name != "model_config"
    }


def _is_generic(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Subscript) for base in node.bases)


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
    return {
        "response.kind": Fact("envelope", place),
        "response.class": Fact(f"{best.module.name}:{best.node.name}", place),
        "response.fields": Fact(list(best.fields), place),
        "response.data": Fact(best.data, place),
        "response.required": Fact(_required(sources, best), place),
        "response.generic": Fact(best.is_generic, place),
    }


def _generic(sources: Sources) -> Iterator[Envelope]:
    """Generic models whose data is whatever they are given."""
    for module in sources.matching(r"class \w+(\[|\([^)]*(Generic|BaseModel)\[)"):
        known = {node.name: node for node in classes(module)}
        for node in known.values():
            fields = {**_inherited(node, known), **_fields(node)}
            is_one = _is_envelope(node, fields)
            if is_one and (uses := _uses(sources, module, f"{node.name}[")):
                asked = frozenset(_asked(node, known))
                yield Envelope(module, node, tuple(fields), uses, asked, True)


def _inherited(
    node: ast.ClassDef, known: Mapping[str, ast.ClassDef]
) -> dict[str, ast.expr]:
    above = [known[last(base)] for base in node.bases if last(base) in known]
    return {name: kind for one in above for name, kind in _fields(one).items()}


def _asked(node: ast.ClassDef, known: Mapping[str, ast.ClassDef]) -> Iterator[str]:
    """The fields without a default."""
    above = [known[last(base)] for base in node.bases if last(base) in known]
    defaults = {
        name: value
        for one in (*above, node)
        for name, value, _ in assigned(one.body)
        if name in _fields(one)
    }
    for name, value in defaults.items():
        if value is None or (isinstance(value, ast.Call) and _is_without(value)):
            yield name


def _is_without(field: ast.Call) -> bool:
    """Whether a `Field(…)` gives no default."""
    first = next(iter(field.args), None)
    is_open = isinstance(first, ast.Constant) and first.value is ...
    keywords = {one.arg for one in field.keywords}
    return is_open or (first is None and not keywords & {"default", "default_factory"})


def _required(sources: Sources, envelope: Envelope) -> dict[str, str]:
    """What the project passes for the fields without default, as it writes it."""
    fields = _fields(envelope.node)
    passed = {name: _passed(sources, envelope, name) for name in envelope.fields}
    return {
        name: passed[name] or EXAMPLES.get(last(fields.get(name)), "None")
        for name in envelope.fields
        if name in envelope.required and name != envelope.data
    }


def _passed(sources: Sources, envelope: Envelope, field: str) -> str:
    """The literal that is given for a field in most places, if there is one."""
    name = envelope.node.name
    given = [
        ast.unparse(value)
        for module in sources.having(f"{name}(", f"{name}[")
        for call in calls(module.tree, name)
        if (value := keyword(call, field)) and isinstance(value, ast.Constant)
    ]
    [(best, count)] = Counter(given).most_common(1) or [("", 0)]
    return best if count * 2 > len(given) else ""


def _is_envelope(node: ast.ClassDef, fields: Mapping[str, ast.expr]) -> bool:
    parameters = {
        one.id
        for base in node.bases
        if isinstance(base, ast.Subscript)
        for one in ast.walk(base.slice)
        if isinstance(one, ast.Name)
    }
    wrapped = [kind for name, kind in fields.items() if name in WRAPPED]
    names = {last(one) for kind in wrapped for one in ast.walk(kind)}
    is_list = {"list", "List", "Sequence"} & names
    return bool(parameters & names) and not is_list and len(fields) > 1


def _answers(sources: Sources) -> Iterator[Envelope]:
    """Answers of Starlette that put what they are given under a key."""
    for module in sources.matching(r"class \w+\((?:\w+\.)?\w*JSONResponse\)"):
        for node in classes(module):
            keys = _keys(node) if _answers_json(node) else []
            uses = _uses(sources, module, f"{node.name}(") if keys else 0
            if uses > 1 and WRAPPED & {*keys}:
                yield Envelope(module, node, tuple(keys), uses, frozenset(_given(node)))


def _answers_json(node: ast.ClassDef) -> bool:
    return any("JSONResponse" in last(base) for base in node.bases)


def _given(node: ast.ClassDef) -> Iterator[str]:
    """The parameters without default that it is made with."""
    for one in node.body:
        if isinstance(one, ast.FunctionDef) and one.name == "__init__":
            several = [*one.args.posonlyargs, *one.args.args]
            asked = several[1 : len(several) - len(one.args.defaults)]
            named = zip(one.args.kwonlyargs, one.args.kw_defaults, strict=True)
            yield from (argument.arg for argument in asked)
            yield from (argument.arg for argument, value in named if value is None)


def _keys(node: ast.ClassDef) -> list[str]:
    """The keys of the first mapping in it."""
    for one in ast.walk(node):
        if isinstance(one, ast.Dict):
            return [str(key.value) for key in one.keys if isinstance(key, ast.Constant)]
    return []


def _uses(sources: Sources, module: Module, words: str) -> int:
    """How many other modules use it."""
    return sum(other.file != module.file for other in sources.having(words))


def _is_the_way(sources: Sources, envelope: Envelope) -> bool:
    """Whether most responses are wrapped in it; a service of ours wraps lists in another."""
    is_ours = not missing(sources, envelope.module.package)
    return is_ours or _wraps_most(sources, envelope)


def _wraps_most(sources: Sources, envelope: Envelope) -> bool:
    """Whether most routes answer with it that answer with a body."""
    routes = [one for one in routes_of(sources) if not OPERATIONAL.search(one.path)]
    bodies = [one for one in routes if one.method != "delete"] or routes
    return sum(_wraps(envelope, one) for one in bodies) * 2 >= len(bodies)


def _wraps(envelope: Envelope, route: Route) -> bool:
    name = envelope.node.name
    if envelope.is_generic and route.response is not None:
        return any(last(node) == name for node in ast.walk(route.response))
    inside = (node for node in ast.walk(route.function) if isinstance(node, ast.Call))
    return any(last(node) == name for node in inside)
