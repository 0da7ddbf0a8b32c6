"""The tests of a slice: which modules there are, and of which parts each is made.

A part is a template of its own, in `parts/tests`: constants, fixtures, or whole tests.
To add tests to a module is to add a part and its condition here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .action_examples import ActionExamples
from .code import INDENT, block, literal, quoted
from .parts import Parts, parts
from .requests import Requests
from .routes import OPERATIONS
from .samples import HOW_MANY, uuids

if TYPE_CHECKING:
    from .slice import Slice

CHANGING = ("update", "replace")
WRITING = ("create", *CHANGING)
READING: Mapping[str, str] = {"list": "", "read": "/{id}"}
"""The operations whose answers are kept, with their paths below the collection."""

LIMITS = (1, 2, 5, 6)
"""Sizes of a page to try on five rows: parts of them, all of them, and more."""

SIZE = object()
"""Rows of a page where the client does not say."""

EMPTY_PAGES: Mapping[str, Mapping[str, object]] = {
    "cursor": {"next_cursor": None, "has_more": False},
    "offset": {"total": 0, "limit": SIZE, "offset": 0},
}
"""What a list tells of itself where there are no rows."""


@dataclass(frozen=True)
class Suite:
    """The tests of one resource."""

    slice: Slice

    @property
    def modules(self) -> dict[str, bool]:
        """Every module that there can be, and whether it is written."""
        found = {"examples": True, "test_conftest": True}
        found |= {f"test_{name}": self._has(name) for name in OPERATIONS}
        return {
            **found,
            "test_access": self._knows_callers,
            "test_actions": self._has_actions,
            "test_nested": self.slice.parent is not None,
            "test_references": self.slice.relations.exist,
            "test_structures": self.slice.insides.exist and self._has(*WRITING),
            "test_computed": self.slice.results.exist,
            "test_caching": self.slice.caches_on_server,
            "test_conditional": self.slice.caches_in_clients,
        }

    def _has(self, *operations: str) -> bool:
        return not {*operations}.isdisjoint(self.slice.answers.operations)

    @property
    def _has_actions(self) -> bool:
        return self.slice.answers.actions != ()

    @property
    def _knows_callers(self) -> bool:
        return self.slice.auth.is_on

    @property
    def _is_owned(self) -> bool:
        return self.slice.access.is_owner

    @cached_property
    def requests(self) -> Requests:
        """What is sent, and who may."""
        return Requests(self.slice)

    @cached_property
    def actions(self) -> ActionExamples:
        """What the tests of custom actions send and expect."""
        answers = self.slice.answers
        return ActionExamples(answers.actions, answers.fields, ("updated_at",))

    # What examples are made of ------------------------------------------------

    @property
    def values(self) -> list[Parts]:
        """Constants, before the valid body."""
        examples = self.slice.examples
        return _parts(
            "examples",
            path=not self.slice.parent,
            path_below=self.slice.parent is not None,
            roles=bool(self.requests.roles),
            stranger_roles=self._is_owned and bool(self.requests.stranger_roles),
            overseer_roles=self.slice.access.has_bypass,
            required=self._has("create"),
            defaults=self._has("create"),
            changes=self._has(*CHANGING),
            follows=self._has("update"),
            values=self._has("list") and bool(examples.values),
            server_set=self._has("create"),
            fixed=self._has(*CHANGING),
            broken=self._has(*WRITING) and bool(examples.broken),
            hidden=bool(examples.hidden),
            unique=bool(examples.unique),
            referenced=self.slice.relations.exist,
            inputs=bool(self.actions.inputs),
        )

    @property
    def functions(self) -> list[Parts]:
        """Functions, after the valid body."""
        enveloped, paged = self.slice.is_enveloped, self.slice.lists.is_paged
        listed, unique = self._has("list"), bool(self.slice.examples.unique)
        asked = self._knows_callers or self.slice.parent is not None
        return _parts(
            "examples",
            body=not unique,
            body_with_unique=unique,
            replacement=self._has("replace"),
            visible=bool(self.slice.examples.hidden),
            one=self._answers_with_one and not enveloped,
            one_in_envelope=self._answers_with_one and enveloped,
            rows=listed,
            page=listed and paged and not enveloped,
            page_in_envelope=listed and paged and enveloped,
            of_one=asked and bool(self.requests.of_one),
            requests=asked,
        )

    @property
    def _answers_with_one(self) -> bool:
        return self._has("read", *WRITING) or self._has_actions

    @property
    def route(self) -> str:
        """The path of the collection, as the API's description has it."""
        return self.slice.prefix + self.slice.path

    @property
    def parent_id(self) -> str:
        """The id of the parent that tests work below; none that bodies refer to."""
        return str(uuids(HOW_MANY + 1)[-1])

    @property
    def path_below(self) -> str:
        """The path of the collection below any parent, for a formatted string."""
        assert self.slice.parent
        return self.route.replace(self.slice.parent.key, "parent_id")

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
        return _parts(
            "conftest",
            caller=self._knows_callers,
            anybody=not self._knows_callers,
            stranger=self._is_owned,
            overseer=access.has_bypass,
            powerless=bool(self.requests.restricted),
            parent=parent is not None and not parent.has_owner,
            owned_parent=parent is not None and parent.has_owner,
            create=self._has("create"),
            create_by_sql=not self._has("create") and not self.slice.has_refs,
            create_linked_by_sql=not self._has("create") and self.slice.has_refs,
            referenced=self.slice.relations.exist,
            stored=self._has_actions,
        )

    @property
    def callers(self) -> str:
        """The module of those who send requests, in a service that knows any."""
        return self.slice.auth.callers if self._knows_callers else "tests.callers"

    @property
    def sql_arguments(self) -> list[str]:
        """What else is asked for where a row is inserted."""
        return ["caller: Caller"] if self._is_owned else []

    @property
    def scope(self) -> list[str]:
        """What a row has from its path and its caller, as arguments."""
        parent = self.slice.parent
        found = [f"{parent.key}=examples.PARENT_ID"] if parent else []
        return found + self.owner

    @property
    def owner(self) -> list[str]:
        """What a row has from its caller, as arguments."""
        return ["owner_id=caller.id"] if self._is_owned else []

    # What tests there are -----------------------------------------------------

    @property
    def of_create(self) -> list[Parts]:
        """Tests of create that depend on the fields."""
        examples = self.slice.examples
        return _parts(
            "create",
            hidden=bool(examples.hidden),
            required=examples.required != "[]",
            broken=bool(examples.broken),
            unique=bool(examples.unique),
        )

    @property
    def of_update(self) -> list[Parts]:
        """Tests of update that depend on the fields."""
        examples = self.slice.examples
        return _parts(
            "update",
            changes=examples.changes != "{}",
            broken=bool(examples.broken),
            unique=bool(examples.changeable_unique),
        )

    @property
    def of_replace(self) -> list[Parts]:
        """Tests of replace that depend on the fields."""
        examples = self.slice.examples
        return _parts(
            "replace",
            broken=bool(examples.broken),
            unique=bool(examples.changeable_unique),
        )

    @property
    def of_pages(self) -> list[Parts]:
        """How a test walks through a list, and tests of its pages."""
        pagination = self.slice.answers.pagination
        return _parts(
            "list",
            cursor=pagination == "cursor",
            offset=pagination == "offset",
            unpaged=pagination == "none",
            pages=self.slice.lists.is_paged,
        )

    @property
    def of_list(self) -> list[Parts]:
        """Tests of filters, sort and search, and of what narrows a list."""
        examples, by_cursor = self.slice.examples, self.slice.pages_by_cursor
        return _parts(
            "list",
            filters=bool(examples.filters),
            sorts=bool(examples.ordered),
            ties=bool(examples.tied),
            search=bool(examples.searched),
            cursor_of_owner=by_cursor and self._is_owned,
            cursor_of_parent=by_cursor and self.slice.parent is not None,
        )

    @property
    def of_access(self) -> list[Parts]:
        """Tests of roles and owners."""
        of_one, bypass = bool(self.requests.of_one), self.slice.access.has_bypass
        return _parts(
            "access",
            roles=bool(self.requests.restricted),
            open=bool(self.requests.open),
            of_strangers=self._is_owned and self.requests.is_overseen,
            owner_of_one=self._is_owned and bool(self.requests.of_strangers),
            owner_list=self._is_owned and self._has("list"),
            owner_create=self._is_owned and self._has("create"),
            bypass_of_one=bypass and of_one,
            bypass_list=bypass and self._has("list"),
            bypass_create=bypass and self._has("create"),
        )

    @property
    def of_strangers(self) -> str:
        """What has the requests about one row that a stranger may send."""
        return "OF_STRANGERS" if self.requests.is_overseen else "examples.OF_ONE"

    @property
    def of_nested(self) -> list[Parts]:
        """Tests of the parent."""
        parent = self.slice.parent
        is_owned = parent is not None and parent.has_owner
        return _parts(
            "nested",
            of_one=bool(self.requests.of_one),
            list=self._has("list"),
            create=self._has("create"),
            owned=is_owned and not self.requests.is_overseen,
        )

    @property
    def of_actions(self) -> list[Parts]:
        """Tests of what custom actions are made of."""
        return _parts(
            "actions",
            guarded=bool(self.actions.elsewhere),
            once=bool(self.actions.once),
            required=bool(self.actions.required),
            optional=bool(self.actions.optional),
            broken=bool(self.actions.broken),
            stamps=bool(self.actions.stamps),
            dates=bool(self.actions.dates),
            signs=bool(self.actions.signs),
        )

    @property
    def of_references(self) -> list[Parts]:
        """Tests of references and links."""
        relations = self.slice.relations
        linked = relations.have_links
        return _parts(
            "references",
            targets=True,
            unknown=self._has("create"),
            unknown_link=self._has("create") and linked,
            changed_to_unknown=self._has("update")
            and bool(relations.changed_to_unknown),
            replaced_with_unknown=self._has("replace")
            and bool(relations.changed_to_unknown),
            restricting=bool(relations.restricting),
            cascading=bool(relations.cascading),
            nulled=bool(relations.nulled),
            links=relations.have_visible_links,
            repeated=relations.have_visible_links and self._has("create"),
            one_query=relations.have_visible_links and self._has("list"),
            filtered=self._has("list") and bool(relations.filtered_selves),
        )

    @property
    def of_structures(self) -> list[Parts]:
        """Tests of lists, nested objects and unions."""
        insides = self.slice.insides
        return _parts(
            "structures",
            cases=True,
            kinds=insides.have_structures and self._has("create"),
            loaded=insides.have_structures,
            broken_in_create=self._has("create"),
            broken_in_update=self._has("update"),
        )

    @property
    def of_caching(self) -> list[Parts]:
        """Tests of kept answers that depend on who may read what."""
        return _parts(
            "caching",
            created=self._has("list"),
            closed=self.slice.auth.is_on,
        )

    @property
    def of_conditional(self) -> list[Parts]:
        """Tests of what clients keep that depend on who may read it."""
        return _parts("caching", asked_by_anybody=self.slice.auth.is_on)

    @property
    def paths_that_read(self) -> str:
        """The paths of kept answers, below that of the collection."""
        return literal([below for name, below in READING.items() if self._has(name)])

    @property
    def guarded_paths_that_read(self) -> str:
        """Those that want a role."""
        return literal(self._guarded)

    @property
    def _guarded(self) -> list[str]:
        access = self.slice.access
        return [
            below
            for name, below in READING.items()
            if self._has(name) and access.roles_of(name)
        ]

    @property
    def documented_paths(self) -> str:
        """The paths of kept answers, as the API's description has them."""
        below = f"/{{{self.slice.name.snake}_id}}"
        paths = {"list": "", "read": below}
        return literal([path for name, path in paths.items() if self._has(name)])

    @property
    def empty_list(self) -> str:
        """The answer of a list without rows."""
        lists = self.slice.lists
        if not lists.is_paged:
            return literal({"data": []} if lists.is_enveloped else [])
        told = EMPTY_PAGES[lists.pagination]
        told = {name: lists.size if told[name] is SIZE else told[name] for name in told}
        answer = (
            {"data": [], "meta": told} if lists.is_enveloped else {"data": []} | told
        )
        entries = (
            f"{quoted(name)}: {literal(value)}," for name, value in answer.items()
        )
        return block(entries, "{}", INDENT)

    @property
    def limits(self) -> str:
        """Sizes of pages to try."""
        return literal([size for size in LIMITS if size <= self.slice.lists.most])

    @property
    def beyond_page_max(self) -> int:
        """The smallest size of a page that is refused for being too large."""
        return self.slice.lists.most + 1


def _parts(room: str, **conditions: bool) -> list[Parts]:
    """The templates of those that are needed, in this order."""
    chosen = (name for name, is_needed in conditions.items() if is_needed)
    return [parts(f"tests/{room}", name) for name in chosen]
