"""The application, and its routers: their folder, and where a new one is registered."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Sequence

from .depends import Dependencies, dependencies_of
from .facts import Fact, Facts
from .leading import leading, parts_of
from .reading import Sources, common
from .routers import OPERATIONAL, Include, Routers, applications, routers_of
from .syntax import classes, commonest, keyword, last, named

VERSION = re.compile(r"(?:/(?:api|v\d+))*(?=/\w)")
"""What may stand before the resources in the prefixes of routers."""


def facts(sources: Sources) -> Facts:
    """The facts about the application and its routers."""
    routers = routers_of(sources)
    served = routers.served
    classes = sum(one.in_class for one in served)
    kind = "classes" if classes * 2 > len(served) else "functions"
    return {
        **_of_the_application(sources),
        "routers.endpoints": Fact(kind if served else None),
        "routers.views": _views(routers) if kind == "classes" else Fact(None),
        "routers.depends": _depends(dependencies_of(sources)),
        "routers.paths": Fact(sorted(_paths(routers)) if routers.known else None),
        "routers.leading": Fact(_leading(_paths(routers)) or None),
        "routers.folder": Fact(_folder([one.module.file for one in routers.beside])),
        **_registered(routers),
    }


def _of_the_application(sources: Sources) -> Facts:
    """The application, beside which the first router is registered."""
    found = applications(sources)
    if not found:
        return {"routers.prefix": Fact("")}
    place = found[0].module.where(found[0].node)
    return {
        "root": Fact(sources.root),
        "app": Fact(found[0].reference, place),
        "routers.register_in": Fact(place.file, place),
        "routers.prefix": Fact(""),
    }


def _views(routers: Routers) -> Fact:
    """What makes endpoints of the methods of a class: it is called with the router."""
    for router in routers.served:
        for made in (
            one for node in classes(router.module) for one in node.decorator_list
        ):
            given = made.args[:1] if isinstance(made, ast.Call) else []
            if given and router.reference.endswith(f":{last(given[0])}"):
                return Fact(named(router.module, made), router.module.where(made))
    return Fact(None)


def _depends(dependencies: Dependencies) -> Fact:
    """How most parameters are written that dependencies give."""
    written = [use for use in dependencies.uses if use.parameter]
    found = Counter("annotated" if use.is_annotated else "default" for use in written)
    for alias in dependencies.aliases:
        found["annotated"] += dependencies.parameters(alias).total()
    best = commonest(found.elements())
    said = [use for use in written if use.is_annotated == (best == "annotated")]
    places = [one.where for one in (*said, *dependencies.aliases) if best]
    return Fact(best, next(iter(places), None))


def _registered(routers: Routers) -> Facts:
    """Where a new router is registered, and what then stands before it."""
    if routers.register is None:
        return {}
    includes = routers.children[routers.register]
    router = routers.known.get(routers.register)
    file = commonest(include.module.file for include in includes)
    newest = [include for include in includes if include.module.file == file][-1]
    receiver = ast.unparse(newest.call.func).rpartition(".")[0] or None
    before, passed = routers.prefixes.get(routers.register), _passed(includes)
    prefix = None if before is None or passed is None else before + passed
    start = router.module.where(router.node) if router else None
    return {
        "routers.register_in": Fact(file, newest.module.where(newest.call)),
        "routers.receiver": Fact(receiver),
        "routers.prefix": Fact(prefix, start),
    }


def _passed(includes: Sequence[Include]) -> str | None:
    """What all includes pass as the beginning of a prefix."""
    usual = [one for one in includes if not OPERATIONAL.search(one.router)] or includes
    plain = [one for one in usual if keyword(one.call, "prefix")]
    if len(plain) < len(usual):
        return ""
    parts = [parts_of(one.prefix) for one in plain if one.prefix is not None]
    if len(parts) < len(plain):
        return None
    return "".join(leading(parts, [one.router for one in plain]))


def _paths(routers: Routers) -> set[str]:
    """The paths that are served, as one who registers a router writes them."""
    passed = _passed(routers.children.get(routers.register or routers.app, ())) or ""
    found: set[str] = set()
    for router in routers.served:
        prefix = {**routers.prefixes, **routers.near}.get(
            router.reference, router.prefix
        )
        if prefix is not None:
            own = prefix.removeprefix(passed)
            found |= {own} if own else router.first_segments
    return found | {one.removeprefix(passed) for one in routers.again if one}


def _leading(paths: set[str]) -> str:
    """An API and its version, as every router begins its own prefix with them."""
    found = {match[0] for one in paths if (match := VERSION.match(one))}
    return found.pop() if len(found) == 1 else ""


def _folder(files: list[str]) -> str | None:
    """The folder that most of these files stand in, or else all."""
    folders = [file.rpartition("/")[0] for file in files]
    best = commonest(folders)
    if best is not None and folders.count(best) * 2 > len(files):
        return best or "."
    return common(files)
