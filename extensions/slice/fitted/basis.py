"""What the tests of a fitted slice stand on: requests, rows and who calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..action_examples import ActionExamples
from ..code import INDENT, Call, block, call, quoted
from ..fit import SQLMODEL
from ..routes import OPERATIONS, Route
from ..samples import HOW_MANY, REFERENCED
from ..suite import READING, Suite
from .callers import Callers
from .examples import as_json_text, loaded, unknown
from .rows import Maker, Rows, in_order
from .tests import Testing

if TYPE_CHECKING:
    from ..schemas import Member
    from .examples import FittedExamples
    from .slice import FittedSlice

BODIES: Mapping[str, str] = {
    "create": "new()",
    "update": "CHANGES",
    "replace": "replacement(new)",
}
"""What goes with an operation, as expressions."""

OWNED = frozenset({"owner_id"})
"""What is given to a row that has to be the caller's."""


@dataclass(frozen=True)
class FittedBasis(Suite):
    """What templates name."""

    slice: FittedSlice

    @cached_property
    def testing(self) -> Testing:
        """How the project tests."""
        return Testing(self.slice.fit, has_callers=self.knows_callers)

    @property
    def _examples(self) -> FittedExamples:
        return self.slice.examples

    @property
    def changes_callers(self) -> bool:
        """Whether tests say who calls."""
        return self.knows_callers and not self.testing.is_let_in

    @property
    def tables_created(self) -> str:
        """The statement that makes the tables over a connection."""
        return self.testing.created(self.slice.entity)

    @property
    def caller_dependency(self) -> str:
        """What tells who calls, as an expression."""
        auth = self.slice.auth
        return auth.dependency if auth.is_made else auth.overridden.partition(":")[2]

    @property
    def caller_import(self) -> str:
        """The statement that imports it."""
        auth = self.slice.auth
        if not self.changes_callers:
            return ""
        if auth.is_made:
            return f"from {self.slice.modules.router} import {auth.dependency}"
        module, _, name = auth.overridden.partition(":")
        return f"from {module} import {name.partition('.')[0]}"

    # Requests ---------------------------------------------------------------------

    @property
    def of_one(self) -> str:
        """The requests about one row; empty where there is none."""
        return _lines(route for route in self.slice.routes if route.operation.on_one)

    @property
    def every_request(self) -> str:
        """All requests."""
        return _lines(self.slice.routes)

    @property
    def restricted(self) -> str:
        """Those that want a role; empty where none does."""
        return _lines(route for route in self.slice.routes if route.roles)

    @property
    def bodies(self) -> str:
        """What requests send that send anything."""
        sent = (
            f"{quoted(_line(route))}: {body},"
            for route in self.slice.routes
            if (body := self._body(route))
        )
        return block(sent, "{}", INDENT)

    def _body(self, route: Route) -> str:
        if route.name in OPERATIONS:
            return BODIES.get(route.name, "")
        has_input = route.action and route.action.action.inputs
        return f"INPUTS[{quoted(route.kebab)}]" if has_input else ""

    @property
    def urls_that_read(self) -> str:
        """The URLs of answers that clients keep."""
        return block(
            (
                f"{quoted(f'{{path}}{below}')},"
                for name, below in READING.items()
                if self.has(name)
            ),
            indent=INDENT,
        )

    @property
    def functions_that_read(self) -> str:
        """The functions of the service that these ask."""
        routes = (route for route in self.slice.routes if route.name in READING)
        return block((f"{quoted(one.function)}," for one in routes), "()", INDENT)

    # Answers ----------------------------------------------------------------------

    @property
    def where_one_is(self) -> str:
        """How to get at the resource in an answer."""
        return f"[{quoted(self.slice.envelope.data)}]" if self.slice.envelope else ""

    @property
    def renames(self) -> bool:
        """Whether fields may have other names in JSON, by the base of the project."""
        return self.slice.fit.schemas_base not in {"", SQLMODEL}

    @property
    def dumped(self) -> str:
        """The arguments that make JSON of an answer by the names of its fields."""
        return 'mode="json", by_alias=False' if self.renames else 'mode="json"'

    @property
    def location(self) -> str:
        """The path that a new row is said to be at."""
        path = 'urlsplit(response.headers["Location"]).path'
        return f"unquote({path})" if self.key_type == "str" else path

    @property
    def where_pages_are(self) -> str:
        """How to get at a page."""
        return self.where_one_is

    @property
    def where_rows_are(self) -> str:
        """How to get at the rows of a list."""
        return self.where_one_is + ('["data"]' if self.slice.lists.is_paged else "")

    # Keys -------------------------------------------------------------------------

    @property
    def unknown_key(self) -> str:
        """The key of no row."""
        return unknown(self.slice.key)

    @property
    def key_type(self) -> str:
        """The type of what JSON has as a key."""
        return "int" if self.slice.key.annotation == "int" else "str"

    @property
    def key_loaded(self) -> str:
        """What JSON has as a key, as the model has it."""
        return loaded(self.slice.key, "id_")

    @property
    def got_row(self) -> str:
        """The statement that gets a row by its key, or nothing."""
        return self._got("session.get")

    @property
    def got_one_row(self) -> str:
        """The statement that gets a row that is there."""
        return self._got("session.get_one")

    def _got(self, function: str) -> str:
        found = call(f"await {function}", self.slice.entity, self.key_loaded)
        return "\n".join(found.lines(INDENT * 3, before="row = "))

    @property
    def row_key(self) -> str:
        """The key of a row as JSON has it."""
        return as_json_text(self.slice.key, f"row.{self.slice.key.name}")

    @property
    def parent_key(self) -> str:
        """The key of the parent."""
        return self.slice.scope.parent_key.name

    @property
    def unknown_parent(self) -> str:
        """The key of no parent."""
        return unknown(self.slice.scope.parent_key)

    @property
    def parent_as_json(self) -> str:
        """The key of the parent as JSON has it."""
        key = self.slice.scope.parent_key
        return as_json_text(key, f"parent.{key.name}")

    @property
    def caller_as_json(self) -> str:
        """The key of who calls as JSON has it."""
        key = self.slice.auth.key
        return as_json_text(key, f"caller.{key.name}")

    # Rows of other models ---------------------------------------------------------

    @cached_property
    def rows(self) -> Rows:
        """The models of the project, as tests store them."""
        project, parent = self.slice.fit.project, self.slice.parent
        people = Callers(self.slice, Rows(project, {}))
        given = {people.reference: people.given}
        if parent and self.is_below_owners:
            given[f"{parent.module}:{parent.model}"] = OWNED
        given |= {
            f"{target.module}:{target.class_name}": OWNED
            for target in self.slice.owned_references.values()
            if not target.is_self
        }
        return Rows(project, given)

    @cached_property
    def people(self) -> Callers:
        """Who calls."""
        return Callers(self.slice, self.rows)

    @property
    def is_below_owners(self) -> bool:
        """Whether the parent has an owner, so that others do not get as far as here."""
        return self.knows_callers and super().is_below_owners

    @property
    def user(self) -> str:
        """The class of who calls."""
        return self.people.reference.partition(":")[2]

    @property
    def _wanted(self) -> list[Maker]:
        """What makes the rows that tests name."""
        people = self.people.maker if self.changes_callers else None
        found = [people, self._parent_maker, *self._targets.values()]
        return [one for one in found if one]

    @property
    def _parent_maker(self) -> Maker | None:
        parent = self.slice.parent
        return self.rows.of(f"{parent.module}:{parent.model}") if parent else None

    @cached_property
    def _targets(self) -> dict[str, Maker]:
        """What makes the rows that each field refers to."""
        known = self.slice.table.targets
        found = {
            one.name: self.rows.of_table(known[str(one.field.target)].table)
            for one in self._examples.relations
            if not one.field.is_self
        }
        return {name: maker for name, maker in found.items() if maker}

    @cached_property
    def makers(self) -> str:
        """The functions that make rows."""
        return "\n\n\n".join(one.source for one in in_order(self._wanted))

    @property
    def imports(self) -> str:
        """The statements that import what they use."""
        found = [line for one in in_order(self._wanted) for line in one.imports]
        return "\n".join(dict.fromkeys([*found, *self.people.imports]))

    @property
    def new_parent(self) -> str:
        """A parent, as an expression."""
        owner = {"owner_id": self._caller_key} if self.is_below_owners else {}
        return self._parent_maker.called(**owner) if self._parent_maker else ""

    @property
    def parent_arguments(self) -> list[str]:
        """What a parent is made of, as parameters."""
        return ["add: Add", *([self._caller_argument] if self.is_below_owners else [])]

    @property
    def referenced(self) -> str:
        """Keys of the rows that each field can refer to; empty where none refers."""
        entries = [self._referenced(one) for one in self._examples.relations]
        return block(filter(None, entries), "{}", INDENT) if self._targets else ""

    def _referenced(self, member: Member) -> str:
        maker = self._targets.get(member.name)
        if maker is None:
            return ""
        size = HOW_MANY if member.field.unique else REFERENCED
        key = self._examples.target_keys[member.name]
        made = f"(await {maker.called(**self._owner_of(member))}).{key.name}"
        made = f"{as_json_text(key, made)} for _ in range({size})"
        inner = Call(f"{quoted(member.name)}: ", (made,), "[]")
        if len(lines := inner.lines(INDENT * 2, after=",")) > 1:
            lines[1] = lines[1].removesuffix(",")
        return "\n".join(lines).strip()

    def _owner_of(self, member: Member) -> dict[str, str]:
        is_owned = member.name in self.slice.owned_references
        return {"owner_id": self._caller_key} if is_owned else {}

    @property
    def referenced_arguments(self) -> list[str]:
        """What these rows are made of, as parameters."""
        is_owned = not {*self._targets}.isdisjoint(self.slice.owned_references)
        return ["add: Add", *([self._caller_argument] if is_owned else [])]

    @property
    def _caller_argument(self) -> str:
        return f"caller: {self.user}"

    @property
    def _caller_key(self) -> str:
        return f"caller.{self.slice.auth.key.name}"

    # A row without a request --------------------------------------------------------

    @property
    def create_arguments(self) -> list[str]:
        """What a row is stored with, as parameters."""
        parent = [f"parent: {self.slice.parent.model}"] if self.slice.parent else []
        owner = [self._caller_argument] if self.is_owned else []
        return ["add: Add", "stored: Stored", "new: New", *parent, *owner]

    @property
    def scope(self) -> list[str]:
        """What a row has from its path and its caller, as arguments."""
        parent = self.slice.parent
        found = [f"{parent.key}=parent.{self.parent_key}"] if parent else []
        return found + ([f"owner_id={self._caller_key}"] if self.is_owned else [])

    @property
    def sets_what_clients_cannot(self) -> bool:
        """Whether an action starts from values that no client can set."""
        if not self.has("create"):
            return False
        known = {one.name: one for one in self._examples.schemas.members}
        named = {
            name
            for action in self.slice.answers.actions
            for name in (*action.guard, *action.changes)
        }
        return any(not known[name].is_writable for name in named if name in known)

    # What fields refer to -------------------------------------------------------------

    @property
    def unknown_references(self) -> str:
        """Cases of a field, and a value that refers to no row."""
        cases = self._examples.unknown_references()
        return block(
            (f"({quoted(name)}, {value})," for name, value in cases), indent=INDENT
        )

    @property
    def changeable_references(self) -> str:
        """Those that can refer to another row."""
        return self._examples.related("ref")

    @property
    def changeable_links(self) -> str:
        """Those that can link to others."""
        return self._examples.related("refs")

    @property
    def filtered_references(self) -> str:
        """Those that lists are filtered by."""
        return self._examples.related("ref", self.slice.answers.filters)

    # Who calls --------------------------------------------------------------------

    @property
    def of_strangers(self) -> str:
        """The requests about one row that strangers may send."""
        on_one = (route for route in self.slice.routes if route.operation.on_one)
        return _lines(filter(self.people.may_stranger, on_one), INDENT)

    @property
    def powerless_arguments(self) -> list[str]:
        """What somebody without a role is stored with, as parameters."""
        return ["add: Add"] if self.people.are_rows else []

    @property
    def new_powerless(self) -> str:
        """Somebody without a role, as an expression."""
        made = self.people.powerless
        return f"await {made}" if made and self.people.are_rows else made

    # Actions ----------------------------------------------------------------------

    @cached_property
    def actions(self) -> ActionExamples:
        """What the tests of custom actions send and expect."""
        answers = self.slice.answers
        return ActionExamples(answers.actions, answers.fields, self._examples.renewed)

    @property
    def sent_to_action(self) -> str:
        """The body of a call."""
        return "INPUTS.get(action)" if self.actions.inputs else "None"

    @property
    def sent_to_action_with(self) -> str:
        """The same with one value that differs."""
        return "INPUTS[action] | {name: value}"


def _line(route: Route) -> str:
    """A request as tests write it: the method, and a pattern of its URL."""
    below = "/{id}" if route.operation.on_one else ""
    action = "" if route.name in OPERATIONS else f"/{route.kebab}"
    return f"{route.operation.method} {{path}}{below}{action}"


def _lines(routes: Iterable[Route], indent: str = "") -> str:
    lines = [f"{quoted(_line(route))}," for route in routes]
    return block(lines, indent=indent) if lines else ""
