"""What refuses callers: by what it raises, or by the scheme that it asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .definitions import class_of, defined, function_of, value_of
from .depends import Dependencies, Use
from .reading import Module
from .routers import Routers
from .routes import Route, routes_of
from .syntax import (
    Function,
    assigned,
    calls,
    grouped,
    keyword,
    last,
    named,
    parameters,
    says,
)

STATUS: Final = re.compile(r"(?<!\d)40[13](?!\d)|UNAUTHORI[SZ]ED|FORBIDDEN")
"""What says that a caller is refused."""

FORBIDS: Final = re.compile(r"(?<!\d)403(?!\d)|FORBIDDEN|[Ff]orbidden|[Pp]ermission")
"""What says that a caller is known, and may not."""

ANSWERS: Final = re.compile(
    r"(?:status(?:_code)?\s*=|Exception\()[^\n]{0,40}(?:401|UNAUTHORI[SZ]ED)"
)
"""How a middleware turns callers away."""

NAMED: Final = re.compile(
    r"unauth|forbidden|credential|not_?authenticated|denied|permission|invalid_?token",
    re.IGNORECASE,
)
"""What exceptions are called that no file of the project defines."""

SPECIAL: Final = frozenset(
    "Request WebSocket HTTPConnection Response BackgroundTasks SecurityScopes".split()
)
"""What FastAPI gives to whoever asks for it."""

GIVEN: Final = frozenset({"Cookie", "Depends", "Header", "Security"})
"""What a caller sends with every request."""

ASKED: Final = frozenset({"Body", "File", "Form", "Path", "Query"})
SCALARS: Final = frozenset(
    "str int float bool UUID UUID4 date datetime Decimal Any EmailStr".split()
)
DEEPEST: Final = 3
"""Functions of the project that a dependency calls on."""


@dataclass(frozen=True)
class Guards:
    """The dependencies that refuse callers, and the routes that ask for them."""

    dependencies: Dependencies
    routers: Routers
    schemes: frozenset[str]
    """Classes of schemes, and the variables that hold one."""

    # What refuses ---------------------------------------------------------------------

    @cached_property
    def refusing(self) -> frozenset[str]:
        """The dependencies that turn away those who do not prove who they are."""
        return self._leading_to(filter(self._turns_away, self._asked))

    @cached_property
    def leading(self) -> frozenset[str]:
        """Those that ask for a scheme, be it by what they ask for."""
        return self._leading_to(filter(self._is_scheme, self._asked))

    @cached_property
    def _asked(self) -> dict[str, frozenset[str]]:
        """What each dependency asks for itself."""
        return {
            one: frozenset(
                inner
                for body in (() if self._is_scheme(one) else self.bodies(one))
                for inner in self.asked(*body)
            )
            for one in self.uses
        }

    def _leading_to(self, several: Iterable[str]) -> frozenset[str]:
        """These, and all that ask for one of them."""
        found = frozenset(several)
        while (
            more := {one for one, asked in self._asked.items() if asked & found} - found
        ):
            found |= more
        return found

    def _is_scheme(self, reference: str) -> bool:
        return reference.rpartition(":")[2].partition(".")[0] in self.schemes

    def _turns_away(self, reference: str) -> bool:
        if not self._is_scheme(reference):
            return self._is_raising(reference, STATUS, DEEPEST)
        match value_of(self.dependencies.sources, reference):
            case _, ast.Call() as call:
                return not says(keyword(call, "auto_error"), False)
        return True

    def forbids(self, reference: str) -> bool:
        """Whether it turns away some whom it knows."""
        return self._is_raising(reference, FORBIDS, 0)

    def _is_raising(self, reference: str, status: re.Pattern[str], depth: int) -> bool:
        bodies = self.bodies(reference)
        return any(self._raises(*body, status, depth) for body in bodies)

    def _raises(
        self, module: Module, function: Function, status: re.Pattern[str], depth: int
    ) -> bool:
        nodes = [*ast.walk(function)]
        statements = (one for one in nodes if isinstance(one, ast.stmt))
        local = {name: value for name, value, _ in assigned(statements)}
        for node in nodes:
            if isinstance(node, ast.Raise) and node.exc is not None:
                said = local.get(last(node.exc), node.exc) or node.exc
                if self._is_refusal(module, said, status):
                    return True
            if depth and isinstance(node, ast.Call):
                origin = self.dependencies.sources.origin(named(module, node))
                inner = function_of(self.dependencies.sources, origin)
                is_other = inner is not None and inner[1] is not function
                if inner and is_other and self._raises(*inner, status, depth - 1):
                    return True
        return False

    def _is_refusal(
        self, module: Module, said: ast.expr, status: re.Pattern[str]
    ) -> bool:
        if status.search(ast.unparse(said)):
            return True
        sources = self.dependencies.sources
        reference = sources.origin(named(module, said))
        if found := defined(sources, reference):
            return status.search(ast.unparse(found[1])) is not None
        name = reference.rpartition(":")[2]
        return status is STATUS and NAMED.search(name) is not None

    # What a dependency is made of -------------------------------------------------------

    def bodies(
        self, reference: str, *, entries: bool = False
    ) -> Iterator[tuple[Module, Function]]:
        """The functions that run where it is asked for, or those that are called first."""
        sources = self.dependencies.sources
        if found := function_of(sources, reference):
            module, function = found
            yield module, function
            inner = (one for one in function.body if isinstance(one, Function))
            yield from ((module, one) for one in inner)
            return
        if kind := class_of(sources, reference):
            several = _called(kind[1])[: 1 if entries else None]
            yield from ((kind[0], one) for one in several)
            return
        match value_of(sources, reference):
            case known, ast.Call() as value:
                made = sources.origin(named(known, value))
                if made != reference:
                    yield from self.bodies(made, entries=entries)

    def asked(self, module: Module, function: Function) -> Iterator[str]:
        """What a function asks for by its parameters and its decorators."""
        for use in self._by_function.get(id(function), ()):
            yield self.reference(use)
        for argument, _ in parameters(function):
            if alias := self.dependencies.aliased(module, argument.annotation):
                yield self.reference(alias)

    @cached_property
    def _by_function(self) -> dict[int, list[Use]]:
        return grouped(self.dependencies.uses, lambda one: id(one.function))

    def reference(self, use: Use) -> str:
        """What is asked for; its alias where it has no name of its own."""
        reference = self.dependencies.reference(use)
        is_own = reference.partition(":")[0] in self.dependencies.sources.by_name
        if is_own or not use.alias:
            return reference
        return f"{use.module.name}:{use.alias}"

    @cached_property
    def uses(self) -> dict[str, list[Use]]:
        """The uses of each dependency."""
        return grouped(self.dependencies.uses, self.reference)

    def needs(self, reference: str, seen: frozenset[str] = frozenset()) -> str:
        """A parameter that a new route would have to have for it; nothing usually."""
        for module, function in self.bodies(reference, entries=True):
            if _is_maker(function):
                continue
            for argument, default in parameters(function):
                is_own = argument.arg in {"self", "cls"}
                if not is_own and self._is_needed(module, argument, default):
                    return argument.arg
            for one in self.asked(module, function):
                if one not in seen and (found := self.needs(one, seen | {one})):
                    return found
        return ""

    def _is_needed(
        self, module: Module, argument: ast.arg, default: ast.expr | None
    ) -> bool:
        said, written = default, argument.annotation
        if isinstance(written, ast.Subscript) and last(written) == "Annotated":
            written, *others = getattr(written.slice, "elts", [written.slice])
            calls = [one for one in others if last(one) in GIVEN | ASKED]
            said = calls[0] if calls else said
            if calls and default is not None:
                return last(said) == "Path"
        if last(said) in ASKED and isinstance(said, ast.Call):
            given = said.args[0] if said.args else keyword(said, "default")
            is_open = given is None or says(given, ...)
            return last(said) == "Path" or is_open
        if said is not None or written is None:
            return False
        is_alias = self.dependencies.aliased(module, written) is not None
        if is_alias or last(written) in {*SPECIAL, *SCALARS}:
            return last(written) in SCALARS and not is_alias
        schema = class_of(self.dependencies.sources, named(module, written))
        bases = schema[1].bases if schema else ()
        return any(last(base).endswith("Model") for base in bases)

    # The routes that ask ------------------------------------------------------------------

    @cached_property
    def routes(self) -> list[tuple[Route, frozenset[str]]]:
        """Every route, with what it asks for itself and by its routers."""
        several = routes_of(self.dependencies.sources)
        return [(one, frozenset(self._of_route(one))) for one in several]

    def _of_route(self, route: Route) -> Iterator[str]:
        yield from self.asked(route.module, route.function)
        if route.owner is not None:
            yield from self._of_class(route.module, route.owner)
        yield from self._of_routers[self.routers.of_route(route)]

    def _of_class(
        self, module: Module, owner: ast.ClassDef, depth: int = DEEPEST
    ) -> Iterator[str]:
        """What the attributes of a class and of those above it ask for."""
        yield from (
            self.reference(use)
            for use in self._within(module, owner)
            if use.function is None
        )
        for base in owner.bases if depth else ():
            if above := class_of(self.dependencies.sources, named(module, base)):
                yield from self._of_class(*above, depth - 1)

    def _within(self, module: Module, node: ast.AST) -> list[Use]:
        inside = {id(one) for one in ast.walk(node)}
        uses = self._by_module.get(module.file, ())
        return [use for use in uses if id(use.node) in inside]

    @cached_property
    def _by_module(self) -> dict[str, list[Use]]:
        return grouped(self.dependencies.uses, lambda one: one.module.file)

    @cached_property
    def _of_routers(self) -> dict[str, frozenset[str]]:
        """What routers ask for, and those that include them."""
        routers = (*self.routers.known, self.routers.app)
        return {one: frozenset(self._around(one)) for one in routers}

    def _around(self, router: str) -> Iterator[str]:
        waiting = [router]
        for one in waiting:
            for module, call in self.routers.made(one):
                yield from self._listed(module, call)
            for include in self.routers.includes:
                if include.router == one:
                    yield from self._listed(include.module, include.call)
                    waiting += {include.into} - {*waiting}

    def _listed(self, module: Module, call: ast.Call) -> Iterator[str]:
        """What its `dependencies` ask for."""
        if listed := keyword(call, "dependencies"):
            yield from map(self.reference, self._within(module, listed))
            names = {one.id for one in ast.walk(listed) if isinstance(one, ast.Name)}
            aliases = self.dependencies.aliases
            yield from (self.reference(use) for use in aliases if use.alias in names)

    @cached_property
    def guarded(self) -> int:
        """How many routes turn somebody away, all of them where a middleware does."""
        if self._middleware:
            return len(self.routes)
        return sum(not self.refusing.isdisjoint(asked) for _, asked in self.routes)

    @property
    def _middleware(self) -> bool:
        sources = self.dependencies.sources
        return any(
            (found := class_of(sources, named(module, argument)))
            and ANSWERS.search(ast.unparse(found[1]))
            for module in sources.having("add_middleware(", "Middleware(")
            for name in ("add_middleware", "Middleware")
            for call in calls(module.tree, name)
            for argument in call.args[:1]
        )


def _is_maker(function: Function) -> bool:
    """Whether it is called for what it returns: a function, not an answer."""
    inner = {one.name for one in function.body if isinstance(one, Function)}
    returned = (one.value for one in function.body if isinstance(one, ast.Return))
    return not inner.isdisjoint(map(last, returned))


def _called(node: ast.ClassDef) -> list[Function]:
    """What runs where an instance is asked for, or else the class; then its helpers."""
    methods = {one.name: one for one in node.body if isinstance(one, Function)}
    first = methods.get("__call__") or methods.get("__init__")
    if first is None:
        return []
    used = {one.attr for one in ast.walk(first) if isinstance(one, ast.Attribute)}
    return [first, *(one for name, one in methods.items() if name in used)]
