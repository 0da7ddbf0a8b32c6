"""Circular imports: whether a module may import another one where it imports the rest."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from ..survey.reading import Module, Sources


def is_circular(sources: Sources, importer: str, needs: Iterable[str]) -> bool:
    """Whether a module would come back to the importer before that is ready.

    What the importer reaches today comes back to it today too, and nothing breaks.
    """
    reached = reach(sources, importer)
    return any(
        importer in reach(sources, need) and (need == importer or need not in reached)
        for need in needs
        if need in sources.by_name
    )


def reach(sources: Sources, start: str) -> set[str]:
    """A module, and all that are imported with it."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        module = sources.by_name.get(name)
        if module and name not in found:
            found.add(name)
            waiting += imported(sources, module)
    return found


def imported(sources: Sources, module: Module) -> set[str]:
    """The modules that one imports as it is imported itself."""
    found: set[str] = set()
    for node in _run(module.tree.body):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            origin = module.origin(node)
            names = [origin, *(f"{origin}.{alias.name}" for alias in node.names)]
        found.update(*map(_packages, names))
    return found & sources.by_name.keys() - {module.name}


def _run(body: Sequence[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run with the module: not those of functions, or for checkers."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from _run(node.orelse)
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef):
            yield from _run(node.body)
            yield from _run(getattr(node, "orelse", []))


def _packages(name: str) -> set[str]:
    """A module, and the packages around it."""
    parts = name.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
