"""The facts about routers: their folder, and where a new one is registered."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence

from .app import applications
from .depends import Dependencies, dependencies_of
from .facts import Fact, Facts
from .leading import leading, parts_of
from .reading import Sources, common
from .routers import OPERATIONAL, Include, Routers, routers_of
from .syntax import classes, keyword, last, named


def facts(sources: Sources) -> Facts:
    """The facts about routers."""
    routers = routers_of(sources)
    served = routers.served
    classes = sum(one.in_class for one in served)
    kind = "classes" if classes * 2 > len(served) else "functions"
    return {
        "routers.endpoints": Fact(kind if served else None),
        "routers.views": _views(routers) if kind == "classes" else Fact(None),
        "routers.depends": _depends(dependencies_of(sources)),
        "routers.paths": Fact(sorted(_paths(routers)) if routers.known else None),
        "routers.folder": Fact(_folder([one.module.file for one in served])),
        **_registered(routers),
    }


def _views(routers: Routers) -> Fact:
    """What makes endpoints of the methods of a class: it is called with the router."""
    for router in routers.served:
        for node in classes(router.module):
            for made in node.decorator_list:
                given = made.args[:1] if isinstance(made, ast.Call) else []
                if given and router.reference.endswith(f":{last(given[0])}"):
                    reference = named(router.module, made)
                    return Fact(reference, router.module.where(made))
    return Fact(None)


def _depends(dependencies: Dependencies) -> Fact:
    """How most parameters are written that dependencies give."""
    written = [use for use in dependencies.uses if use.parameter]
    found = Counter("annotated" if use.is_annotated else "default" for use in written)
    for alias in dependencies.aliases:
        found["annotated"] += dependencies.parameters(alias).total()
    if not found.total():
        return Fact(None)
    [(best, _)] = found.most_common(1)
    said = (use for use in written if use.is_annotated == (best == "annotated"))
    first = next(said, None) or next(iter(dependencies.aliases))
    return Fact(best, first.where)


def _registered(routers: Routers) -> Facts:
    """Where a new router is registered, and what then stands before it."""
    if routers.register is None:
        return _of_the_application(routers.sources)
    includes = routers.children[routers.register]
    router = routers.known.get(routers.register)
    files = Counter(include.module.file for include in includes)
    [(file, _)] = files.most_common(1)
    newest = [include for include in includes if include.module.file == file][-1]
    place = newest.module.where(newest.call)
    start = router.module.where(router.node) if router else None
    return {
        "routers.register_in": Fact(file, place),
        "routers.receiver": Fact(_receiver(newest)),
        "routers.prefix": Fact(_prefix(routers, includes), start),
    }


def _of_the_application(sources: Sources) -> Facts:
    """Where the first router is registered: beside the application."""
    found = applications(sources)
    place = found[0].module.where(found[0].node) if found else None
    return {
        "routers.register_in": Fact(place and place.file, place),
        "routers.prefix": Fact(""),
    }


def _receiver(include: Include) -> str | None:
    """What includes, as it is called there."""
    function = include.call.func
    if not isinstance(function, ast.Attribute):
        return None
    return ast.unparse(function.value)


def _prefix(routers: Routers, includes: Sequence[Include]) -> str | None:
    """What stands before the paths of a router that is included like the others."""
    before, passed = (
        routers.prefixes.get(routers.register or routers.app),
        _passed(includes),
    )
    return None if before is None or passed is None else before + passed


def _passed(includes: Sequence[Include]) -> str | None:
    """What all includes pass as the beginning of a prefix."""
    usual = [one for one in includes if not OPERATIONAL.search(one.router)]
    plain = [one for one in usual or includes if keyword(one.call, "prefix")]
    if len(plain) < len(usual or includes):
        return ""
    parts = [parts_of(one.prefix) for one in plain if one.prefix is not None]
    if len(parts) < len(plain):
        return None
    names = [one.router for one in plain]
    return "".join(leading(parts, names))


def _paths(routers: Routers) -> set[str]:
    """The paths that are served, as one who registers a router writes them."""
    below = routers.below(routers.register or routers.app)
    passed = _passed(routers.children.get(routers.register or routers.app, ())) or ""
    found: set[str] = set()
    for router in routers.served:
        prefix = {**routers.prefixes, **below}.get(router.reference, router.prefix)
        if prefix is not None:
            own = prefix.removeprefix(passed)
            found |= {own} if own else router.first_segments
    return found | {one.removeprefix(passed) for one in routers.again(below)}


def _folder(files: list[str]) -> str | None:
    """The folder that most of these files stand in, or else all."""
    folders = Counter(file.rpartition("/")[0] for file in files)
    for folder, count in folders.most_common(1):
        if count * 2 > len(files):
            return folder or "."
    return common(files)
