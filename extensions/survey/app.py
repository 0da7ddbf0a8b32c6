"""The application, and where routers are registered."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .facts import Fact, Facts
from .reading import Module, Sources
from .syntax import assigned, calls, functions, keyword, last, reference, text_of

ENTRIES = ("main", "app", "application", "asgi", "server", "api")
"""Names of modules that an application is most likely to stand in, best first."""


@dataclass(frozen=True)
class Application:
    """Something that is or makes a FastAPI."""

    module: Module
    name: str
    node: ast.stmt
    is_factory: bool

    @property
    def reference(self) -> str:
        """As a server is told of it."""
        return f"{self.module.name}:{self.name}{'()' if self.is_factory else ''}"

    @property
    def rank(self) -> tuple[int, int, str]:
        """The lower, the likelier."""
        place = (*ENTRIES, self.module.stem).index(self.module.stem)
        return place, self.module.name.count("."), self.reference


def applications(sources: Sources) -> list[Application]:
    """Every application, the likeliest first."""
    found = [
        one for module in sources.having("FastAPI(") for one in _applications(module)
    ]
    return sorted(found, key=lambda one: one.rank)


def _applications(module: Module) -> Iterator[Application]:
    for name, value, node in assigned(module.tree.body):
        if isinstance(value, ast.Call) and last(value) == "FastAPI":
            yield Application(module, name, node, is_factory=False)
    for function in functions(module):
        if any(calls(function, "FastAPI")):
            made = _made_by(module, function.name)
            yield made or Application(module, function.name, function, is_factory=True)


def _made_by(module: Module, factory: str) -> Application | None:
    for name, value, node in assigned(module.tree.body):
        if isinstance(value, ast.Call) and last(value) == factory:
            return Application(module, name, node, is_factory=False)
    return None


def facts(sources: Sources) -> Facts:
    """The facts about the application and its routers."""
    found = applications(sources)
    if not found:
        return {}
    [app, *_] = found
    return {
        "root": Fact(sources.root),
        "app": Fact(app.reference, app.module.where(app.node)),
        **_routers(sources, app),
    }


# Routers ----------------------------------------------------------------------


@dataclass(frozen=True)
class Router:
    """A router of a module, and the prefix of its own."""

    module: Module
    name: str
    node: ast.stmt
    prefix: str


def routers(sources: Sources) -> list[Router]:
    """Every router at the top of a module."""
    return [
        Router(module, name, node, text_of(keyword(value, "prefix")))
        for module in sources.having("APIRouter")
        for name, value, node in assigned(module.tree.body)
        if isinstance(value, ast.Call) and last(value) == "APIRouter"
    ]


def _routers(sources: Sources, app: Application) -> Facts:
    made = routers(sources)
    included = {
        module.file: list(calls(module.tree, "include_router"))
        for module in sources.having("include_router")
    }
    aggregators = [router for router in made if included.get(router.module.file)]
    leaves = [router for router in made if router not in aggregators]
    best = max(
        aggregators,
        key=lambda router: len(included[router.module.file]),
        default=None,
    )
    register_in = best.module if best else app.module
    prefix = _prefix(best, included.get(app.module.file, []), app.module)
    found = {
        "routers.prefix": Fact(prefix, best.module.where(best.node) if best else None),
        "routers.endpoints": Fact("functions" if leaves else None),
        "routers.paths": Fact(sorted({one.prefix for one in leaves} - {""})),
        "routers.folder": Fact(_common([one.module.file for one in leaves])),
    }
    if calls_here := included.get(register_in.file):
        found["routers.register_in"] = Fact(
            register_in.file,
            register_in.where(calls_here[-1]),
        )
    return found


def _prefix(best: Router | None, includes: list[ast.Call], app: Module) -> str:
    """What stands before the path of every router."""
    if best is None:
        return ""
    for call in includes:
        if f"{best.module.name}:{best.name}" in map(_named(app), call.args):
            return text_of(keyword(call, "prefix")) + best.prefix
    return best.prefix


def _named(module: Module) -> Callable[[ast.expr], str]:
    """What an argument in a module refers to, be it `router` or `api.router`."""

    def named(node: ast.expr) -> str:
        if isinstance(node, ast.Attribute):
            origin = reference(module, last(node.value))
            return f"{origin.replace(':', '.')}:{node.attr}"
        return reference(module, last(node))

    return named


def _common(files: list[str]) -> str | None:
    """The folder that all these files stand in."""
    folders = [file.split("/")[:-1] for file in files]
    if not folders:
        return None
    same = 0
    while all(len(one) > same and one[same] == folders[0][same] for one in folders):
        same += 1
    return "/".join(folders[0][:same]) or "."
