"""Including a router the way that a module includes its others."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from .calls import statement
from .imports import Home, Wanted, beside, origins
from .lists import with_item
from .naming import Router, free, styled
from .placing import at_the_end, at_the_return, late, with_import
from .safety import NotSafe
from .sites import Site, base_of, binding, names_of, sites
from .trees import Function, Import, assigned, bodies, end, indent_of, inserted, parsed

OPERATIONAL = re.compile(r"health|heartbeat|metrics|probe|ping\b|status|docs")
"""What routers are called that are no neighbours of a resource's."""

MAKERS = ("APIRouter", "FastAPI")

Bound: TypeAlias = tuple[Import, list[ast.stmt]]
"""An import, and the block that it stands in."""


def with_router(source: str, router: Router, home: Home) -> str:
    """The module with the router among those that it includes, or `NotSafe`."""
    return Including(source, router, home).done


@dataclass(frozen=True)
class Including:
    """One module that gets one router."""

    source: str
    router: Router
    home: Home

    @cached_property
    def tree(self) -> ast.Module:
        return parsed(self.source)

    @property
    def done(self) -> str:
        """The module with the router."""
        if self.is_there:
            return self.source
        group = _group(sites(self.tree), self.router.receiver)
        always = [one for one in group if not one.is_conditional]
        plain = [one for one in always if not one.loop]
        if plain:
            return self._among(plain)
        if always:
            return self._listed(always[-1])
        if group:
            raise NotSafe("it includes its routers under a condition")
        return self._first()

    @property
    def is_there(self) -> bool:
        """Whether the module uses the router already."""
        module = self.router.module
        parent, _, stem = module.rpartition(".")
        ours = {(module, "router"), (parent, stem), (module, "")}
        given = {
            name
            for body in bodies(self.tree)
            for node in body
            for place, member, name in origins(node, self.home)
            if (place, member) in ours
        }
        nodes = ast.walk(self.tree)
        return not given.isdisjoint(n.id for n in nodes if isinstance(n, ast.Name))

    # After others -----------------------------------------------------------------

    def _among(self, plain: list[Site]) -> str:
        usual = [one for one in plain if not OPERATIONAL.search(one.name)] or plain
        imported = [one for one in usual if self._bound(one.argument, one.owner)]
        several = [one for one in imported if "s_rout" in one.name]
        shown = [*usual, *imported, *several][-1]
        found = self._bound(shown.argument, shown.owner)
        wanted, name = styled(self.tree, shown, found and found[0], self.router)
        call = statement(self.source, shown, usual, name)
        if self.router.is_late and not (found and self._is_below(found, plain[0])):
            return self._late(plain[-1], wanted, call)
        lines = self.source.splitlines(keepends=True)
        new = [*_apart(plain, lines), call]
        changed = inserted(lines, end(plain[-1].statement), *new)
        return self._imported(changed, wanted, found)

    def _bound(self, argument: ast.expr | None, owner: Function | None) -> Bound | None:
        return binding(self.tree, owner, base_of(argument))

    def _is_below(self, found: Bound, first: Site) -> bool:
        """Whether a neighbour is imported where it is needed, and not at the top."""
        node, body = found
        if body is not self.tree.body:
            return first.owner is not None and node.lineno > first.owner.lineno
        above = ast.Import | ast.ImportFrom | ast.Expr | ast.If | ast.Try
        return not all(
            isinstance(one, above) for one in body if one.lineno < node.lineno
        )

    def _late(self, site: Site, wanted: Wanted, call: str) -> str:
        """Imported and included in the function, or at the end of the module."""
        wanted = replace(wanted, is_relative=False)
        start = late(wanted, site.owner, self.home)
        if site.owner is None:
            return at_the_end(self.source, self.tree, [start, call])
        lines = self.source.splitlines(keepends=True)
        indent = indent_of(lines[site.statement.lineno - 1])
        return inserted(lines, end(site.statement), f"{indent}{start}", call)

    def _imported(self, changed: str, wanted: Wanted, found: Bound | None) -> str:
        """The changed module with the import, beside one that has not moved."""
        if found is None:
            return with_import(changed, wanted, self.home)
        node, _ = found
        same = changed.splitlines()[: end(node)]
        if same != self.source.splitlines()[: end(node)]:
            raise NotSafe("it imports its routers below the place that includes them")
        for body in bodies(parsed(changed)):
            for one in body:
                if isinstance(one, type(node)) and one.lineno == node.lineno:
                    return beside(changed, self.home, wanted, one, body)
        raise NotSafe("its imports are not where they were")

    # In a list ----------------------------------------------------------------------

    def _listed(self, site: Site) -> str:
        if self.router.is_late:
            raise NotSafe("its import would be circular")
        items = self._items(site)
        argument = _included(site, items)
        found = self._bound(argument, site.owner)
        shown = replace(site, call=ast.Call(site.call.func, [argument], []))
        wanted, name = styled(self.tree, shown, found and found[0], self.router)
        entry = name.removesuffix(".router") if argument is not items.elts[-1] else name
        changed = with_item(self.source, items, entry)
        return self._imported(changed, wanted, found)

    def _items(self, site: Site) -> ast.List | ast.Tuple:
        """The list that the loop goes over."""
        loop = site.loop
        assert loop is not None
        target = loop.target.id if isinstance(loop.target, ast.Name) else ""
        if base_of(site.argument) != target:
            raise NotSafe("it includes its routers in a loop, from no list of them")
        if isinstance(loop.iter, ast.List | ast.Tuple):
            return loop.iter
        for node in [*(site.owner.body if site.owner else ()), *self.tree.body]:
            value = dict(assigned(node)).get(base_of(loop.iter))
            if isinstance(value, ast.List | ast.Tuple):
                return value
        raise NotSafe(
            f"it includes its routers in a loop over {ast.unparse(loop.iter)}"
        )

    # The first one ------------------------------------------------------------------

    def _first(self) -> str:
        """After what includes is made, or before it is given back."""
        taken = names_of(self.tree, None)
        wanted, name = free(self.router.wanted, self.router, taken)
        variable, made, owner = self._maker()
        new = [f"{variable}.include_router({name})"]
        if self.router.is_late:
            new = [late(wanted, owner, self.home), *new]
        if owner:
            changed = at_the_return(self.source, owner, new)
        elif made is self.tree.body[-1]:
            lines = self.source.splitlines(keepends=True)
            changed = inserted(lines, end(made), *new)
        else:
            changed = at_the_end(self.source, self.tree, new)
        is_late = self.router.is_late
        return changed if is_late else with_import(changed, wanted, self.home)

    def _maker(self) -> tuple[str, ast.stmt, Function | None]:
        """What may include routers, the statement that makes it, and its function."""
        functions = [n for n in self.tree.body if isinstance(n, Function)]
        for owner in (None, *functions):
            for variable, node in _made(owner.body if owner else self.tree.body):
                return variable, node, owner
        raise NotSafe("it includes no router, and makes no application")


def _group(found: list[Site], receiver: str) -> list[Site]:
    """The includes of one receiver: of the one that is known, or that has the most."""
    known = [one for one in found if one.receiver == receiver] or found
    usual = [one for one in known if not OPERATIONAL.search(one.name)] or known
    counts = Counter((one.receiver, one.owner) for one in usual)
    best = max(counts, key=lambda one: counts[one], default=None)
    return [one for one in found if (one.receiver, one.owner) == best]


def _apart(plain: Sequence[Site], lines: Sequence[str]) -> list[str]:
    """An empty line, where one stands before each of the others."""
    before = [lines[one.statement.lineno - 2] for one in plain[1:]]
    return [""] if before and not any(map(str.strip, before)) else []


def _included(site: Site, items: ast.List | ast.Tuple) -> ast.expr:
    """What the loop includes of the last item of its list."""
    if not items.elts or not isinstance(items.elts[-1], ast.Name | ast.Attribute):
        raise NotSafe("the list of its routers holds more than routers, or nothing")
    last = items.elts[-1]
    is_module = isinstance(site.argument, ast.Attribute)
    return ast.Attribute(last, "router", ast.Load()) if is_module else last


def _made(body: Sequence[ast.stmt]) -> Iterator[tuple[str, ast.stmt]]:
    for node in body:
        for variable, value in assigned(node):
            function = value.func if isinstance(value, ast.Call) else None
            if function and ast.unparse(function).rpartition(".")[2] in MAKERS:
                yield variable, node
