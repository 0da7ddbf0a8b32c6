"""How callers prove who they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .facts import Fact, Facts
from .reading import Module, Sources
from .syntax import Function, assigned, calls, functions, last, reference

SCHEMES = {
    "OAuth2PasswordBearer": "oauth2",
    "OAuth2AuthorizationCodeBearer": "oauth2",
    "HTTPBearer": "bearer",
    "APIKeyHeader": "api_key",
    "APIKeyCookie": "api_key",
    "APIKeyQuery": "api_key",
}
"""Security schemes of FastAPI; the first of them that the project uses is its own."""


def facts(sources: Sources) -> Facts:
    """The facts about authentication."""
    for scheme, kind in SCHEMES.items():
        for module in sources.having(f"{scheme}("):
            for name, value, node in assigned(module.tree.body):
                if last(value) == scheme:
                    found = {"auth.kind": Fact(kind, module.where(node))}
                    return {**found, **_dependency(sources, module, name)}
    return {"auth.kind": Fact("none")} if sources.modules else {}


def _dependency(sources: Sources, module: Module, scheme: str) -> Facts:
    """The dependency that gives the caller: what the scheme leads to in its module."""
    found = None
    names = {scheme}
    for function in _dependent(module, names):
        if found is None or _is_used(sources, function):
            found = function
    if found is None:
        return {}
    place = module.where(found)
    facts = {
        "auth.dependency": Fact(f"{module.name}:{found.name}", place),
        "auth.call": Fact(found.name, place),
    }
    if isinstance(found.returns, ast.Name):
        facts["auth.user"] = Fact(reference(module, found.returns.id), place)
    return facts


def _dependent(module: Module, names: set[str]) -> Iterator[Function]:
    """Functions whose parameters depend on one of the names; those then count too."""
    for function in functions(module):
        used = [*calls(function.args, "Depends"), *calls(function.args, "Security")]
        if any(call.args and last(call.args[0]) in names for call in used):
            names.add(function.name)
            yield function


def _is_used(sources: Sources, function: Function) -> bool:
    """Whether anything outside of tests asks for it."""
    words = (f"Depends({function.name})", f"Security({function.name}")
    return any(sources.having(*words))
