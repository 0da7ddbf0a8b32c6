"""The shared base of schemas, and whether responses are wrapped."""

from __future__ import annotations

import ast
import re
from collections import Counter

from .facts import Fact, Facts
from .reading import Module, Sources
from .syntax import assigned, classes, last

BASES = re.compile(r"(?m)^class \w+\(([^)]*)\)")
MODELS = re.compile(r"(?m)^class (\w+)\([^)]*\bBaseModel\b")
WORD = re.compile(r"\w+")


def facts(sources: Sources) -> Facts:
    """The facts about schemas and responses."""
    return {**_base(sources), **_response(sources)}


def _base(sources: Sources) -> Facts:
    """The class without fields that most others derive from."""
    heirs = Counter(
        base
        for module in sources.having("class ")
        for bases in BASES.findall(module.text)
        for base in WORD.findall(bases)
    )
    found = [
        (heirs[node.name], module, node)
        for module in sources.having("BaseModel")
        if any(heirs[name] for name in MODELS.findall(module.text))
        for node in classes(module)
        if "BaseModel" in map(last, node.bases) and not _fields(node)
    ]
    used = [one for one in found if one[0]]
    if not used:
        return {}
    _, module, node = max(used, key=lambda one: one[0])
    return {"schemas_base": Fact(f"{module.name}:{node.name}", module.where(node))}


def _fields(node: ast.ClassDef) -> dict[str, ast.expr]:
    return {
        name: one.annotation
        for name, _, one in assigned(node.body)
        if isinstance(one, ast.AnnAssign) and last(one.annotation) != "ClassVar"
    }


def _response(sources: Sources) -> Facts:
    for module in sources.matching(r"class \w+(\[|\([^)]*Generic\[)"):
        for node in classes(module):
            if _is_envelope(node) and _is_used(sources, module, node):
                place = module.where(node)
                return {
                    "response.kind": Fact("envelope", place),
                    "response.class": Fact(f"{module.name}:{node.name}", place),
                    "response.fields": Fact(list(_fields(node)), place),
                }
    return {"response.kind": Fact("direct")} if sources.modules else {}


def _is_envelope(node: ast.ClassDef) -> bool:
    """A generic model whose `data` is whatever it is given."""
    parameters = {
        last(one)
        for base in node.bases
        if isinstance(base, ast.Subscript)
        for one in ast.walk(base.slice)
        if isinstance(one, ast.Name)
    }
    data = _fields(node).get("data")
    names = {last(one) for one in ast.walk(data)} if data else set()
    return bool(parameters & names) and "list" not in names and len(_fields(node)) > 1


def _is_used(sources: Sources, module: Module, node: ast.ClassDef) -> bool:
    return any(other.file != module.file for other in sources.having(f"{node.name}["))
