"""What a router is called in the module that includes it, as its neighbours are."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from .imports import Bound, Wanted
from .module import Import
from .safety import NotSafe
from .sites import Site, base_of

ALIKE = 4
"""Letters that a module has in common with the resource that it is called after."""


@dataclass(frozen=True)
class Router:
    """The router to be included."""

    module: str
    singular: str
    plural: str
    receiver: str = ""
    """What includes the others, where that is known."""

    @property
    def wanted(self) -> Wanted:
        """Its import, where nobody shows another way."""
        return Wanted(self.module, "router", f"{self.plural}_router")


def styled(
    shown: Site, found: Bound | None, router: Router, taken: set[str]
) -> tuple[Wanted, str]:
    """The import of the router, and what it is called then, as of a neighbour.

    `found` is the import of the neighbour, where it is imported at all.
    """
    if found is None:
        return free(router.wanted, router, taken)
    if not isinstance(shown.argument, ast.Attribute):
        wanted = replace(router.wanted, alias=_called_like(shown.name, router))
        return free(replace(wanted, is_relative=found.is_relative), router, taken)
    node = found.node
    if isinstance(node, ast.Import) and not node.names[0].asname:
        return Wanted(router.module), f"{router.module}.router"
    wanted = _module(router, node, base_of(shown.argument))
    wanted = replace(wanted, is_relative=found.is_relative)
    wanted, name = free(wanted, router, taken)
    return wanted, f"{name}.router"


def _called_like(neighbour: str, router: Router) -> str:
    """The name of the router as the neighbour's is made: of one resource, or several."""
    word, _, _ = neighbour.partition("_rout")
    noun = router.plural if word.endswith("s") else router.singular
    if "(" in neighbour:
        return router.wanted.alias
    is_bare = neighbour.isidentifier() and "rout" not in neighbour
    return noun if is_bare else f"{noun}_router"


def free(wanted: Wanted, router: Router, taken: set[str]) -> tuple[Wanted, str]:
    """The import under a name that nothing else has, and the name."""
    for alias in (wanted.alias, f"{router.plural}_router", f"{router.plural}_routes"):
        made = replace(wanted, alias=alias)
        if made.bound not in taken:
            return made, made.bound
    raise NotSafe(f"{wanted.bound} stands for something else")


def _module(router: Router, node: Import, neighbour: str) -> Wanted:
    """The import of its module, called like the neighbour's."""
    parent, _, stem = router.module.rpartition(".")
    alias = _alias(router, node, stem, neighbour)
    if isinstance(node, ast.Import):
        return Wanted(router.module, "", alias or stem)
    return Wanted(parent, stem, alias) if parent else Wanted(stem, "", alias)


def _alias(router: Router, node: Import, stem: str, neighbour: str) -> str:
    """A name for a module that is not called after its resource."""
    if router.plural[:ALIKE] in stem:
        return ""
    renamed = (one.name.rpartition(".")[2] for one in node.names if one.asname)
    is_short = any(one not in neighbour for one in renamed)
    return router.plural if is_short else f"{router.plural}_{stem}"
