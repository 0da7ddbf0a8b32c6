"""What the tests of a slice stand on: the parts of its `examples.py` and `conftest.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .action_examples import ActionExamples
from .code import INDENT, fits, quoted
from .parts import Parts, chosen
from .requests import Requests
from .samples import HOW_MANY, uuids

if TYPE_CHECKING:
    from .slice import Slice

CHANGING = ("update", "replace")
WRITING = ("create", *CHANGING)


@dataclass(frozen=True)
class Basis:
    """Examples and fixtures of one resource."""

    slice: Slice

    def has(self, *operations: str) -> bool:
        return not {*operations}.isdisjoint(self.slice.answers.operations)

    @property
    def has_actions(self) -> bool:
        return self.slice.answers.actions != ()

    @property
    def knows_callers(self) -> bool:
        return self.slice.auth.is_on

    @property
    def is_owned(self) -> bool:
        return self.slice.access.is_owner

    @cached_property
    def requests(self) -> Requests:
        """What is sent, and who may."""
        return Requests(self.slice)

    @cached_property
    def actions(self) -> ActionExamples:
        """What the tests of custom actions send and expect."""
        answers = self.slice.answers
        return ActionExamples(answers.actions, answers.fields)

    # What examples are made of ------------------------------------------------

    @property
    def values(self) -> list[Parts]:
        """Constants, before the valid body."""
        examples = self.slice.examples
        return chosen(
            "tests/examples",
            path=not self.slice.parent,
            path_below=self.slice.parent is not None,
            roles=bool(self.requests.roles),
            stranger_roles=self.is_owned and bool(self.requests.stranger_roles),
            overseer_roles=self.slice.access.has_bypass,
            required=self.has("create"),
            defaults=self.has("create"),
            changes=self.has(*CHANGING),
            follows=self.has("update"),
            values=self.has("list") and bool(examples.values),
            server_set=self.has("create"),
            fixed=self.has(*CHANGING),
            broken=self.has(*WRITING) and bool(examples.broken),
            hidden=self.has(*WRITING) and bool(examples.hidden),
            unique=bool(examples.unique),
            referenced=self.slice.relations.exist,
            owned=bool(self.slice.relations.owned),
            inputs=bool(self.actions.inputs),
        )

    @property
    def functions(self) -> list[Parts]:
        """Functions, after the valid body."""
        enveloped, paged = self.slice.is_enveloped, self.slice.lists.is_paged
        listed, unique = self.has("list"), bool(self.slice.examples.unique)
        asked = self.knows_callers or self.slice.parent is not None
        return chosen(
            "tests/examples",
            body=not unique,
            body_with_unique=unique,
            replacement=self.has("replace"),
            visible=self.has(*WRITING) and bool(self.slice.examples.hidden),
            one=self._answers_with_one and not enveloped,
            one_in_envelope=self._answers_with_one and enveloped,
            rows=listed,
            page=listed and paged and not enveloped,
            page_in_envelope=listed and paged and enveloped,
            owner_in=bool(self.slice.relations.owned),
            of_one=asked and bool(self.requests.of_one),
            requests=asked,
        )

    @property
    def _answers_with_one(self) -> bool:
        return self.has("read", *WRITING) or self.has_actions

    @property
    def route(self) -> str:
        """The path of the collection, as the API's description has it."""
        return self.slice.prefix + self.slice.path

    @property
    def parent_id(self) -> str:
        """The id of the parent that tests work below; none that bodies refer to."""
        return str(uuids(HOW_MANY + 1)[-1])

    @property
    def caller_id(self) -> str:
        """The id of who sends requests, where rows that bodies refer to are theirs."""
        return str(uuids(HOW_MANY + 2)[-1])

    @property
    def path(self) -> str:
        """The path of the collection, as a constant."""
        return _in_parentheses("PATH = ", quoted(self.route))

    @property
    def path_below(self) -> str:
        """The path of the collection below any parent, as a statement."""
        assert self.slice.parent
        path = self.route.replace(self.slice.parent.key, "parent_id")
        return _in_parentheses("    return ", f'f"{path}"')

    @property
    def described_path(self) -> str:
        """The path in the description of the API, as an expression."""
        if not self.slice.parent:
            return "examples.PATH"
        return f'examples.path_below("{{{self.slice.parent.key}}}")'

    @property
    def where_rows_are(self) -> str:
        """How to get at the rows in the answer of a list."""
        return (
            '["data"]' if self.slice.lists.is_paged or self.slice.is_enveloped else ""
        )

    # What fixtures there are --------------------------------------------------

    @property
    def fixtures(self) -> list[Parts]:
        """The fixtures of the resource's `conftest.py`."""
        parent, access = self.slice.parent, self.slice.access
        return chosen(
            "tests/conftest",
            caller=self.knows_callers,
            anybody=not self.knows_callers,
            stranger=self.is_owned,
            overseer=access.has_bypass,
            powerless=bool(self.requests.restricted),
            parent=parent is not None and not parent.has_owner,
            owned_parent=parent is not None and parent.has_owner,
            create=self.has("create"),
            create_by_sql=not self.has("create") and not self.slice.has_refs,
            create_linked_by_sql=not self.has("create") and self.slice.has_refs,
            referenced=self.slice.relations.exist and not self.slice.relations.owned,
            referenced_of_caller=bool(self.slice.relations.owned),
            stored=self.has_actions,
        )

    @property
    def callers(self) -> str:
        """The module of those who send requests, in a service that knows any."""
        return self.slice.auth.callers if self.knows_callers else "tests.callers"

    @property
    def sql_arguments(self) -> list[str]:
        """What else is asked for where a row is inserted."""
        return ["caller: Caller"] if self.is_owned else []

    @property
    def scope(self) -> list[str]:
        """What a row has from its path and its caller, as arguments."""
        parent = self.slice.parent
        found = [f"{parent.key}=examples.PARENT_ID"] if parent else []
        return found + (["owner_id=caller.id"] if self.is_owned else [])


def _in_parentheses(before: str, value: str) -> str:
    """A statement whose value goes on a line of its own, where that helps."""
    indent = before[: len(before) - len(before.lstrip())]
    below = f"{indent}{INDENT}{value}"
    if fits(before + value) or not fits(below):
        return before + value
    return f"{before}(\n{below}\n{indent})"
