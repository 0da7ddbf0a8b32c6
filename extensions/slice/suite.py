"""The tests of a resource: which modules there are, and what they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .action_examples import ActionExample
from .callers import Callers
from .examples import RELATIONS, Examples
from .fit import SQLMODEL
from .insides import Case, Insides, computed_cases
from .key import Key
from .relations import Reference
from .routes import OPERATIONS
from .rows import Maker, Rows, in_order
from .schemas import Member
from .testing import Testing

if TYPE_CHECKING:
    from .slice import Slice

OWNER = "owner_id"
CHANGING = ("update", "replace")
WRITING = ("create", *CHANGING)

READING: Mapping[str, str] = {"list": "", "read": "/{id}"}
"""The operations whose answers are kept, with their paths below the collection."""

LIMITS = (1, 2, 5, 6)
"""Sizes of a page to try on five rows: parts of them, all of them, and more."""


@dataclass(frozen=True)
class Suite:
    """The tests of one resource."""

    slice: Slice

    @cached_property
    def testing(self) -> Testing:
        return Testing(self.slice.fit, has_callers=self.knows_callers)

    @property
    def modules(self) -> dict[str, bool]:
        caching = self.slice.caching.kind
        found = {"examples": True, "test_conftest": True}
        found |= {f"test_{name}": self.has(name) for name in OPERATIONS}
        return {
            **found,
            "test_access": self.knows_callers,
            "test_actions": self.actions != [],
            "test_nested": self.slice.parent is not None,
            "test_references": self.references != [],
            "test_structures": self.insides.broken != [] and self.has(*WRITING),
            "test_computed": self.computed != [],
            "test_caching": caching == "server" and self.has(*READING),
            "test_conditional": caching == "headers" and self.has(*READING),
        }

    @property
    def home(self) -> str:
        """Where its modules import the examples from."""
        return f"tests.{self.slice.name.plural}" if self.slice.fit.is_ours else "."

    # What there is to test ------------------------------------------------------------

    def has(self, *operations: str) -> bool:
        return not {*operations}.isdisjoint(self.slice.answers.operations)

    @property
    def has_one(self) -> bool:
        """Whether anything answers with one row."""
        return self.has("read", *WRITING) or self.actions != []

    @property
    def knows_callers(self) -> bool:
        """Whether it matters who calls."""
        return self.slice.auth.is_on

    @property
    def asks(self) -> bool:
        """Whether tests send all requests there are, one after another."""
        return self.knows_callers or self.slice.parent is not None

    @property
    def is_owned(self) -> bool:
        """Whether rows belong to who created them."""
        return self.slice.access.is_owner

    @property
    def is_below_owners(self) -> bool:
        """Whether the parent has an owner, so that others do not get as far as here."""
        parent = self.slice.parent
        return self.knows_callers and parent is not None and parent.has_owner

    @property
    def has_alien_parents(self) -> bool:
        """Whether there can be a parent that is another owner's, and not reached."""
        return self.is_below_owners and not self.callers.is_overseen

    @property
    def changes(self) -> bool:
        """Whether tests set columns behind the API."""
        return self.actions != [] or self.has_alien_parents

    # What can be relied on --------------------------------------------------------------

    @property
    def has_database(self) -> bool:
        """Whether tests see the service's own `Database`, and what it is asked."""
        return self.slice.fit.has_database

    @property
    def has_clock(self) -> bool:
        """Whether rows made one after another have different moments.

        In a transaction that all requests share, they have not.
        """
        return self.slice.fit.is_ours

    @property
    def tells_where(self) -> bool:
        """Whether a refusal says where in a request it was wrong, as FastAPI does."""
        return self.slice.fit.is_ours

    @property
    def survives_conflicts(self) -> bool:
        """Whether rows stay when the database refuses a write.

        A session of the project's tests may be rolled back with all that is in it.
        """
        return not self.testing.uses_session

    # What is sent, and what comes back --------------------------------------------------

    @property
    def examples(self) -> Examples:
        """The values that it sends and expects."""
        return self.slice.examples

    @property
    def route(self) -> str:
        """The path of the collection, as the API's description has it."""
        return self.slice.prefix + self.slice.path

    @property
    def route_below(self) -> str:
        """The same with `{parent_id}` for the key of any parent."""
        parent = self.slice.parent
        return self.route.replace(parent.key, "parent_id") if parent else self.route

    @property
    def unknown_key(self) -> Any:
        return self.slice.key.unknown

    @property
    def data(self) -> str:
        """The name that the project's envelope has for what it wraps."""
        found = self.slice.fit.project.found.get("response") or {}
        return str(found.get("data") or "data")

    @property
    def renames(self) -> bool:
        """Whether fields may have other names in JSON, by the base of the project."""
        fit = self.slice.fit
        return not fit.is_ours and fit.schemas_base not in {"", SQLMODEL}

    @property
    def empty_page(self) -> dict[str, Any]:
        """A page without rows, and what it tells of itself."""
        told: Mapping[str, dict[str, Any]] = {
            "cursor": {"next_cursor": None, "has_more": False},
            "offset": {"total": 0, "limit": self.slice.lists.size, "offset": 0},
            "none": {},
        }
        return {"data": [], **told[self.slice.answers.pagination]}

    @property
    def limits(self) -> list[int]:
        """Sizes of pages to try."""
        return [size for size in LIMITS if size <= self.slice.lists.most]

    @property
    def few(self) -> int:
        """The size of a page that holds some of five rows."""
        return min(2, self.slice.lists.most)

    @property
    def kept(self) -> list[str]:
        """The paths of kept answers, below that of the collection."""
        return [below for name, below in READING.items() if self.has(name)]

    @property
    def guarded(self) -> list[str]:
        """Those that want a role."""
        return [
            below
            for name, below in READING.items()
            if self.has(name) and self.slice.access.roles_of(name)
        ]

    @property
    def documented(self) -> list[str]:
        """The paths of kept answers, as the API's description has them."""
        return [route.below for route in self.slice.routes if route.name in READING]

    @cached_property
    def actions(self) -> list[ActionExample]:
        """What the tests of each custom action send and expect."""
        answers = self.slice.answers
        fields = {field.name: field for field in answers.fields}
        return [ActionExample(action, fields) for action in answers.actions]

    def set_by(self, effect: str) -> list[tuple[str, str]]:
        """The actions and the fields in which these put `now`, `today` or the `user`."""
        return [
            (one.name, name)
            for one in self.actions
            for name, value in one.effects.items()
            if value == effect
        ]

    @cached_property
    def insides(self) -> Insides:
        return Insides(
            tuple(one.field for one in self.slice.schemas.members if one.is_writable)
        )

    @property
    def computed(self) -> list[Case]:
        """What is sent, and what is computed of it."""
        return computed_cases(self.slice.fields)

    @cached_property
    def references(self) -> list[Reference]:
        """The references and links that clients can set."""
        return [
            self._reference(one)
            for one in self.slice.schemas.members
            if one.is_writable and one.field.kind in RELATIONS
        ]

    def _reference(self, member: Member) -> Reference:
        target = self.slice.table.targets[str(member.field.target)]
        maker = None if target.is_self else self.rows.of_table(target.table)
        can_be_stored = self.has_database or maker is not None
        is_owned = can_be_stored and member.name in self.slice.owned_references
        return Reference(member, target, maker, is_owned)

    @property
    def referenced(self) -> list[Reference]:
        """Rows of others that bodies refer to, as far as tests can store them."""
        return [
            one
            for one in self.references
            if not one.target.is_self and (self.has_database or one.maker)
        ]

    # Rows of other models, and who calls --------------------------------------------------

    @cached_property
    def rows(self) -> Rows:
        """The models of the project, as tests store them."""
        project, parent = self.slice.fit.project, self.slice.parent
        people = Callers(self.slice, Rows(project, {}))
        given = {people.reference: people.given}
        if parent and self.is_below_owners:
            given[f"{parent.module}:{parent.model}"] = frozenset({parent.owner})
        given |= {
            f"{target.module}:{target.class_name}": frozenset({OWNER})
            for target in self.slice.owned_references.values()
            if not target.is_self
        }
        return Rows(project, given)

    @cached_property
    def callers(self) -> Callers:
        return Callers(self.slice, self.rows)

    @property
    def caller_key(self) -> Key:
        reference = self.callers.reference if self.callers.maker else ""
        found = self.slice.fit.project.model(reference) if reference else None
        return Key.of(found.key, found.key_type) if found else Key()

    @property
    def parent_maker(self) -> Maker | None:
        parent = self.slice.parent
        return self.rows.of(f"{parent.module}:{parent.model}") if parent else None

    @property
    def parent_key(self) -> Key:
        parent = self.slice.parent
        project = self.slice.fit.project
        found = project.model(f"{parent.module}:{parent.model}") if parent else None
        return Key.of(found.key, found.key_type) if found else Key()

    @property
    def unknown_parent(self) -> Any:
        return self.parent_key.unknown

    @property
    def makers(self) -> list[Maker]:
        """All that tests store rows with, each after what it needs."""
        if self.has_database:
            return []
        people = self.callers.maker if self.testing.changes_callers else None
        wanted = [people, self.parent_maker, *(one.maker for one in self.references)]
        return in_order(one for one in wanted if one)

    @property
    def overridden(self) -> tuple[str, str]:
        """What tells who calls, by its module and as an expression."""
        found = self.slice.fit.project.found.get("auth") or {}
        module, _, name = str(found.get("dependency") or "").partition(":")
        call = str(found.get("call") or name)
        if call.replace(".", "_").isidentifier():
            return module, call
        return self.slice.modules.router, self.slice.auth.dependency
