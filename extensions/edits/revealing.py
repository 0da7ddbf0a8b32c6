"""Making a model known to Alembic the way that a module makes the others known."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .imports import Bound, Home, Wanted, add_at_the_end, add_import, imports, late
from .module import Module, assigned, with_entry
from .safety import NotSafe

UNUSED = "# noqa: F401"
"""Said of an import that only makes the model known."""


@dataclass(frozen=True)
class Model:
    """The model that is made known, and those that are known to the project."""

    module: str
    name: str
    others: tuple[str, ...] = ()
    """As `module:Class`."""
    is_checked: bool = False
    """Whether a linter notices every import that nothing uses."""

    def is_known(self, module: Module, home: Home) -> bool:
        parent, _, stem = self.module.rpartition(".")
        ours = {(self.module, one) for one in (self.name, "*", "")} | {(parent, stem)}
        return any(tuple(one) in ours for *one, _ in home.origins(module.tree))

    def kind_of(self, shown: Bound, home: Home) -> str:
        """Whether an import brings a class of another model, or a module of models."""
        classes = {one.partition(":")[2] for one in self.others}
        modules = {one.partition(":")[0] for one in self.others}
        for place, name, _ in home.origins(shown.node):
            if name in classes or (name and place in modules):
                return "class"
            if (f"{place}.{name}" if name else place) in modules:
                return "module"
        return ""

    def wanted(self, shown: Bound | None, kind: str, comment: str) -> Wanted:
        """Its import, of a kind as that of another model."""
        parent, _, stem = self.module.rpartition(".")
        is_relative = shown is not None and shown.is_relative
        if kind == "module" and shown and isinstance(shown.node, ast.Import):
            return Wanted(self.module, comment=comment)
        if kind == "module" and parent:
            return Wanted(parent, stem, "", is_relative, comment)
        return Wanted(self.module, self.name, "", is_relative, comment)


def with_model(source: str, model: Model, home: Home) -> str:
    """The module with an import of the model, or `NotSafe`."""
    module = Module(source)
    if model.is_known(module, home):
        return source
    shown, kind = None, "class"
    for one in imports(module.tree):
        if found := model.kind_of(one, home):
            shown, kind = one, found
    is_noticed = model.is_checked or _is_used(module, shown, home)
    comment = UNUSED if is_noticed and "__all__" not in source else ""
    wanted = model.wanted(shown, kind, comment)
    if _is_taken(module, wanted, home):
        raise NotSafe(f"{wanted.bound} is not that of {model.module}")
    names = {name for one in module.tree.body for name, _ in assigned(one)}
    if kind == "class" and "__all__" in names:
        with_entry(module, "__all__", module.quoted(model.name))
    if home.is_late and _is_at_the_top(module, shown):
        add_at_the_end(module, late(wanted, home, ", F401"))
    else:
        add_import(module, home, wanted, shown)
    return module.text


def _is_used(module: Module, shown: Bound | None, home: Home) -> bool:
    """Whether the imports of other models are used, as that of this one is not."""
    nodes = ast.walk(module.tree)
    used = {one.id for one in nodes if isinstance(one, ast.Name)}
    given = {name for *_, name in home.origins(shown.node)} if shown else used
    return shown is None or not given.isdisjoint(used)


def _is_taken(module: Module, wanted: Wanted, home: Home) -> bool:
    own = (wanted.module, wanted.name, wanted.bound)
    given = (
        one
        for node in module.tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for one in home.origins(node)
    )
    return bool(wanted.name) and any(
        one[2] == wanted.bound and one != own for one in given
    )


def _is_at_the_top(module: Module, shown: Bound | None) -> bool:
    """Whether an import stands before anything that the module defines."""
    body = module.tree.body
    defined = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | ast.Assign
    return shown is None or (
        shown.block is body
        and not any(
            isinstance(one, defined) and one.lineno < shown.node.lineno for one in body
        )
    )
