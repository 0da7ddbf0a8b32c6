"""The tests of a resource: which modules there are, and what they stand on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from .action_examples import ActionExample
from .callers import Callers
from .examples import RELATIONS
from .insides import Case, Insides, computed_cases
from .key import Key
from .relations import Reference
from .router import OPERATIONS
from .rows import Maker, Rows, in_order
from .schemas import Member
from .testing import Testing

if TYPE_CHECKING:
    from .slice import Slice

WRITING = ("create", "update", "replace")
READING = ("list", "read")


@dataclass(frozen=True)
class Suite:
    """The tests of one resource."""

    slice: Slice

    @cached_property
    def testing(self) -> Testing:
        return Testing(self.slice.fit, has_callers=self.slice.auth.is_on)

    @property
    def modules(self) -> dict[str, bool]:
        caching = self.slice.caching.kind
        found = {"examples": True, "test_conftest": True}
        found |= {f"test_{name}": self.has(name) for name in OPERATIONS}
        return {
            **found,
            "test_access": self.slice.auth.is_on,
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
    def asks(self) -> bool:
        """Whether tests send all requests there are, one after another."""
        return self.slice.auth.is_on or self.slice.parent is not None

    @property
    def is_below_owners(self) -> bool:
        """Whether the parent has an owner, so that others do not get as far as here."""
        parent = self.slice.parent
        return self.slice.auth.is_on and parent is not None and parent.has_owner

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

    # What is sent, and what comes back --------------------------------------------------

    @property
    def route(self) -> str:
        """The path of the collection, as the API's description has it."""
        return self.slice.prefix + self.slice.path

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
        maker = None if target.is_self else self.rows.of_table(target.qualified)
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

    @property
    def rows(self) -> Rows:
        """The models of the project, as tests store them."""
        given = {self.callers.reference: self.callers.given}
        if self.slice.parent and self.is_below_owners:
            given[self.slice.parent.found.reference] = frozenset(
                {self.slice.parent.owner}
            )
        given |= {
            f"{target.module}:{target.class_name}": frozenset({target.owner})
            for target in self.slice.owned_references.values()
            if not target.is_self
        }
        return Rows(self.slice.fit.project, given)

    @cached_property
    def callers(self) -> Callers:
        return Callers(self.slice)

    @property
    def caller_key(self) -> Key:
        found = self.slice.fit.project.model(self.callers.reference)
        return found.key if found else Key()

    @property
    def parent_maker(self) -> Maker | None:
        parent = self.slice.parent
        return self.rows.of(parent.found.reference) if parent else None

    @property
    def makers(self) -> list[Maker]:
        """All that tests store rows with, each after what it needs."""
        if self.has_database:
            return []
        has_people = self.testing.changes_callers and self.callers.are_rows
        people = self.callers.maker if has_people else None
        wanted = [people, self.parent_maker, *(one.maker for one in self.references)]
        wanted += self.unsaid.needed if self.unsaid else []
        return in_order(one for one in wanted if one)

    @property
    def unsaid(self) -> Maker | None:
        """The columns that its own rows need besides the fields, where tests store them."""
        own = self.rows.of(self.slice.answers.model) if self.slice.existing else None
        if own is None or self.has("create"):
            return None
        said = {one.name for one in self.slice.fields} | own.given
        return replace(own, given=frozenset(said))

    @property
    def counts(self) -> bool:
        """Whether rows that tests store differ with their number."""
        made = (*self.makers, *filter(None, [self.unsaid]))
        return any(one.counts for one in made)

    @property
    def overridden(self) -> str:
        """What tells who calls, as `module:expression`."""
        found = self.slice.fit.project.found.get("auth") or {}
        module, _, name = str(found.get("dependency") or "").partition(":")
        call = str(found.get("call") or name)
        if call.replace(".", "_").isidentifier():
            return f"{module}:{call}"
        return f"{self.slice.modules.router}:{self.slice.auth.dependency}"
