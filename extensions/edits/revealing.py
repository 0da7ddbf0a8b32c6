"""Making a model known to Alembic the way that a module makes the others known."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .imports import Home, Wanted, beside, origins
from .lists import with_entry
from .placing import at_the_end, late, with_import
from .safety import NotSafe
from .trees import Import, assigned, bodies, parsed, quoted

UNUSED = "# noqa: F401"
"""Said of an import that only makes the model known."""


@dataclass(frozen=True)
class Model:
    """The model that is made known, and those that are known to the project."""

    module: str
    name: str
    others: tuple[str, ...] = ()
    """As `module:Class`."""
    is_late: bool = False


def with_model(source: str, model: Model, home: Home) -> str:
    """The module with an import of the model, or `NotSafe`."""
    return Revealing(source, model, home).done


@dataclass(frozen=True)
class Revealing:
    """One module that gets to know one model."""

    source: str
    model: Model
    home: Home

    @cached_property
    def tree(self) -> ast.Module:
        return parsed(self.source)

    @property
    def done(self) -> str:
        """The module with the model."""
        if self._is_there:
            return self.source
        shown = [one for one in self._neighbours if one[2]]
        node, body, kind = shown[-1] if shown else (None, self.tree.body, "class")
        wanted = self._wanted(node, kind)
        if self._is_taken(wanted):
            raise NotSafe(f"{wanted.bound} is not that of {self.model.module}")
        listed = self._listed if kind == "class" else self.source
        return self._imported(listed, wanted, node, body)

    @property
    def _is_there(self) -> bool:
        parent, _, stem = self.model.module.rpartition(".")
        module = self.model.module
        ours = {(module, self.model.name), (module, "*"), (module, ""), (parent, stem)}
        return any(
            (place, member) in ours
            for body in bodies(self.tree)
            for node in body
            for place, member, _ in origins(node, self.home)
        )

    @property
    def _neighbours(self) -> Iterator[tuple[Import, list[ast.stmt], str]]:
        """The imports of other models, and whether these bring classes or modules."""
        classes = {one.partition(":")[2] for one in self.model.others}
        modules = {one.partition(":")[0] for one in self.model.others}
        for body in bodies(self.tree):
            for node in body:
                if isinstance(node, ast.Import | ast.ImportFrom):
                    found = list(origins(node, self.home))
                    yield node, body, _kind(found, classes, modules)

    def _wanted(self, node: Import | None, kind: str) -> Wanted:
        parent, _, stem = self.model.module.rpartition(".")
        is_relative = isinstance(node, ast.ImportFrom) and node.level > 0
        comment = UNUSED if self._is_noticed(node) else ""
        if kind == "module" and isinstance(node, ast.Import):
            return Wanted(self.model.module, comment=comment)
        if kind == "module" and parent:
            return Wanted(parent, stem, "", is_relative, comment)
        name = self.model.name
        return Wanted(self.model.module, name, "", is_relative, comment)

    def _is_noticed(self, node: Import | None) -> bool:
        """Whether a linter would notice that the import is not used."""
        if "__all__" in self.source:
            return False
        given = {name for *_, name in origins(node, self.home)} if node else {"*"}
        nodes = ast.walk(self.tree)
        used = {one.id for one in nodes if isinstance(one, ast.Name)}
        return node is None or not given.isdisjoint(used)

    @property
    def _listed(self) -> str:
        """The module with the model among the names that it passes on."""
        if not any(
            name == "__all__" for one in self.tree.body for name, _ in assigned(one)
        ):
            return self.source
        return with_entry(self.source, "__all__", quoted(self.model.name, self.source))

    def _is_taken(self, wanted: Wanted) -> bool:
        given = (
            (name, f"{place}.{member}")
            for node in self.tree.body
            for place, member, name in origins(node, self.home)
        )
        own = f"{wanted.module}.{wanted.name}"
        return bool(wanted.name) and any(
            name == wanted.bound and origin != own for name, origin in given
        )

    def _imported(
        self, listed: str, wanted: Wanted, node: Import | None, body: Sequence[ast.stmt]
    ) -> str:
        is_top = node is None or body is self.tree.body
        if self.model.is_late and is_top and not _is_below(node, self.tree):
            start = late(wanted, None, self.home)
            return at_the_end(listed, parsed(listed), [f"{start}, F401"])
        if node is None:
            return with_import(listed, wanted, self.home)
        for block in bodies(parsed(listed)):
            for one in block:
                if isinstance(one, type(node)) and one.lineno == node.lineno:
                    return beside(listed, self.home, wanted, one, block)
        raise NotSafe("its imports are below what it passes on")


def _kind(
    found: Sequence[tuple[str, str, str]], classes: set[str], modules: set[str]
) -> str:
    """Whether an import brings a class of a model, or a module of models."""
    for place, member, _ in found:
        if member in classes or (member and place in modules):
            return "class"
        if (f"{place}.{member}" if member else place) in modules:
            return "module"
    return ""


def _is_below(node: Import | None, tree: ast.Module) -> bool:
    """Whether something is defined before an import."""
    defined = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | ast.Assign
    return node is not None and any(
        isinstance(one, defined) and one.lineno < node.lineno for one in tree.body
    )
