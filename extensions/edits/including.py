"""Including a router the way that a module includes its others."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .calls import statement
from .imports import Bound, Home, Wanted, add_at_the_end, add_import, late
from .module import Function, Module, assigned, end
from .naming import Router, free, styled
from .safety import NotSafe
from .sites import Site, base_of, binding, names_of, sites, usual

MAKERS = ("APIRouter", "FastAPI")


def with_router(source: str, router: Router, home: Home) -> str:
    """The module with the router among those that it includes, or `NotSafe`."""
    module = Module(source)
    including = _Including(module, router, home)
    if not including.is_done:
        including.add()
    return module.text


@dataclass(frozen=True)
class _Including:
    """One module that gets one router."""

    module: Module
    router: Router
    home: Home

    @property
    def is_done(self) -> bool:
        """Whether the module uses the router already."""
        module, tree = self.router.module, self.module.tree
        parent, _, stem = module.rpartition(".")
        ours = {(module, "router"), (parent, stem), (module, "")}
        given = {name for *one, name in self.home.origins(tree) if tuple(one) in ours}
        return not given.isdisjoint(
            one.id for one in ast.walk(tree) if isinstance(one, ast.Name)
        )

    def add(self) -> None:
        group = sites(self.module.tree, self.router.receiver)
        always = [one for one in group if not one.is_conditional]
        if plain := [one for one in always if not one.loop]:
            self._add_after(plain)
        elif always:
            self._add_to_list(always[-1])
        elif group:
            raise NotSafe("it includes its routers under a condition")
        else:
            self._add_first()

    # After others ---------------------------------------------------------------------

    def _add_after(self, plain: list[Site]) -> None:
        known = usual(plain)
        imported = [one for one in known if self._bound(one)]
        several = [one for one in imported if "s_rout" in one.name]
        shown, last = [*known, *imported, *several][-1], plain[-1]
        found = self._bound(shown)
        wanted, name = self._styled(shown, found)
        call = statement(self.module, shown, known, name)
        is_late = self.home.is_late and not (found and self._is_below(found, plain[0]))
        if not is_late:
            self.module.add_lines(end(last.statement), *self._gap(plain), call)
            self._import(wanted, found, last.statement)
            return
        wanted = replace(wanted, is_relative=False)
        if last.owner is None:
            add_at_the_end(self.module, late(wanted, self.home), call)
        else:
            start = f"{self.module.indent(last.statement)}{wanted.statement(self.home)}"
            self.module.add_lines(end(last.statement), start, call)

    def _bound(self, site: Site) -> Bound | None:
        return binding(self.module.tree, site.owner, base_of(site.argument))

    def _styled(self, shown: Site, found: Bound | None) -> tuple[Wanted, str]:
        return styled(shown, found, self.router, names_of(self.module, shown.owner))

    def _is_below(self, found: Bound, first: Site) -> bool:
        """Whether a neighbour is imported where it is needed, and not at the top."""
        row = found.node.lineno
        if found.block is not self.module.tree.body:
            return first.owner is not None and row > first.owner.lineno
        above = ast.Import | ast.ImportFrom | ast.Expr | ast.If | ast.Try
        return not all(
            isinstance(one, above) for one in found.block if one.lineno < row
        )

    def _gap(self, plain: Sequence[Site]) -> list[str]:
        """An empty line, where one stands before each of the others."""
        before = [self.module.line(one.statement.lineno - 1) for one in plain[1:]]
        return [""] if before and not any(before) else []

    def _import(self, wanted: Wanted, found: Bound | None, user: ast.AST) -> None:
        """Import it above the statement that uses it."""
        if found and found.node.lineno > getattr(user, "lineno", 0):
            raise NotSafe("it imports its routers below the place that includes them")
        add_import(self.module, self.home, wanted, found)

    # In a list ------------------------------------------------------------------------

    def _add_to_list(self, site: Site) -> None:
        if self.home.is_late:
            raise NotSafe("its import would be circular")
        items = self._items(site)
        argument = _included(site, items)
        shown = replace(site, call=ast.Call(site.call.func, [argument], []))
        found = self._bound(shown)
        wanted, name = self._styled(shown, found)
        entry = name.removesuffix(".router") if argument is not items.elts[-1] else name
        self.module.add_entry(items, entry)
        self._import(wanted, found, items)

    def _items(self, site: Site) -> ast.List | ast.Tuple:
        """The list that the loop goes over."""
        loop = site.loop
        assert loop is not None
        target = loop.target.id if isinstance(loop.target, ast.Name) else ""
        if base_of(site.argument) != target:
            raise NotSafe("it includes its routers in a loop, from no list of them")
        if isinstance(loop.iter, ast.List | ast.Tuple):
            return loop.iter
        for node in [*(site.owner.body if site.owner else ()), *self.module.tree.body]:
            value = dict(assigned(node)).get(base_of(loop.iter))
            if isinstance(value, ast.List | ast.Tuple):
                return value
        raise NotSafe(
            f"it includes its routers in a loop over {ast.unparse(loop.iter)}"
        )

    # The first one --------------------------------------------------------------------

    def _add_first(self) -> None:
        """After what includes is made, or before it is given back."""
        module, home = self.module, self.home
        wanted, name = free(self.router.wanted, self.router, names_of(module, None))
        variable, made, owner = self._maker()
        lines = [f"{variable}.include_router({name})"]
        if home.is_late:
            start = wanted.statement(home) if owner else late(wanted, home)
            lines = [start, *lines]
        else:
            add_import(module, home, wanted, None)
        if owner:
            returns = [one for one in owner.body if isinstance(one, ast.Return)]
            row = returns[-1].lineno - 1 if returns else end(owner.body[-1])
            indent = module.indent(owner.body[0])
            module.add_lines(row, *(f"{indent}{line}" for line in lines))
        elif made is module.tree.body[-1]:
            module.add_lines(end(made), *lines)
        else:
            add_at_the_end(module, *lines)

    def _maker(self) -> tuple[str, ast.stmt, Function | None]:
        """What may include routers, the statement that makes it, and its function."""
        tree = self.module.tree
        functions = [one for one in tree.body if isinstance(one, Function)]
        for owner in (None, *functions):
            for variable, node in _made(owner.body if owner else tree.body):
                return variable, node, owner
        raise NotSafe("it includes no router, and makes no application")


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
