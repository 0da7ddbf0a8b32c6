"""The tests of a slice: which modules there are, and of which parts each is made.

A part is a template of its own, in `parts/tests`: constants, fixtures, or whole tests.
To add tests to a module is to add a part and its condition here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .basis import WRITING, Basis
from .code import INDENT, block, literal, quoted
from .parts import Parts, chosen
from .routes import OPERATIONS

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
class Suite(Basis):
    """The tests of one resource, and what they stand on."""

    @property
    def modules(self) -> dict[str, bool]:
        """Every module that there can be, and whether it is written."""
        found = {"examples": True, "test_conftest": True}
        found |= {f"test_{name}": self.has(name) for name in OPERATIONS}
        return {
            **found,
            "test_access": self.knows_callers,
            "test_actions": self.has_actions,
            "test_nested": self.slice.parent is not None,
            "test_references": self.slice.relations.exist,
            "test_structures": self.slice.insides.exist and self.has(*WRITING),
            "test_computed": self.slice.results.exist,
            "test_caching": self.slice.caches_on_server,
            "test_conditional": self.slice.caches_in_clients,
        }

    # What tests there are -----------------------------------------------------

    @property
    def of_create(self) -> list[Parts]:
        """Tests of create that depend on the fields."""
        examples = self.slice.examples
        return chosen(
            "tests/create",
            hidden=bool(examples.hidden),
            required=examples.required != "[]",
            broken=bool(examples.broken),
            unique=bool(examples.unique),
        )

    @property
    def of_update(self) -> list[Parts]:
        """Tests of update that depend on the fields."""
        examples = self.slice.examples
        return chosen(
            "tests/update",
            changes=examples.changes != "{}",
            broken=bool(examples.broken),
            unique=bool(examples.changeable_unique),
        )

    @property
    def of_replace(self) -> list[Parts]:
        """Tests of replace that depend on the fields."""
        examples = self.slice.examples
        return chosen(
            "tests/replace",
            broken=bool(examples.broken),
            unique=bool(examples.changeable_unique),
        )

    @property
    def of_pages(self) -> list[Parts]:
        """How a test walks through a list, and tests of its pages."""
        pagination = self.slice.answers.pagination
        return chosen(
            "tests/list",
            cursor=pagination == "cursor",
            offset=pagination == "offset",
            unpaged=pagination == "none",
            pages=self.slice.lists.is_paged,
        )

    @property
    def of_list(self) -> list[Parts]:
        """Tests of filters, sort and search, and of what narrows a list."""
        examples, by_cursor = self.slice.examples, self.slice.pages_by_cursor
        return chosen(
            "tests/list",
            filters=bool(examples.filters),
            described=bool(examples.filters),
            sorts=bool(examples.ordered),
            ties=bool(examples.tied),
            search=bool(examples.searched),
            cursor_of_owner=by_cursor and self.is_owned and not self.is_below_owners,
            cursor_of_parent=by_cursor and self.slice.parent is not None,
        )

    @property
    def of_access(self) -> list[Parts]:
        """Tests of roles and owners."""
        of_one, bypass = bool(self.requests.of_one), self.slice.access.has_bypass
        return chosen(
            "tests/access",
            roles=bool(self.requests.restricted),
            open=bool(self.requests.open),
            of_strangers=self.is_owned and self.requests.is_overseen,
            owner_of_one=self.is_owned and bool(self.requests.of_strangers),
            owner_list=self.is_owned and self.has("list"),
            owner_create=self.is_owned and self.has("create"),
            bypass_of_one=bypass and of_one,
            bypass_list=bypass and self.has("list"),
            bypass_create=bypass and self.has("create"),
        )

    @property
    def of_strangers(self) -> str:
        """What has the requests about one row that a stranger may send."""
        return "OF_STRANGERS" if self.requests.is_overseen else "examples.OF_ONE"

    @property
    def of_nested(self) -> list[Parts]:
        """Tests of the parent."""
        return chosen(
            "tests/nested",
            of_one=bool(self.requests.of_one),
            list=self.has("list"),
            create=self.has("create"),
            owned=self.is_below_owners and not self.requests.is_overseen,
        )

    @property
    def is_below_owners(self) -> bool:
        """Whether the parent has an owner, so that others do not get as far as here."""
        parent = self.slice.parent
        return parent is not None and parent.has_owner

    @property
    def of_actions(self) -> list[Parts]:
        """Tests of what custom actions are made of."""
        return chosen(
            "tests/actions",
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
        return chosen(
            "tests/references",
            targets=not relations.owned,
            owned_targets=bool(relations.owned),
            owned=bool(relations.owned) and self.has("create", "update"),
            owned_in_create=bool(relations.owned) and self.has("create"),
            owned_in_update=bool(relations.owned_changeable) and self.has("update"),
            unknown=self.has("create"),
            unknown_link=self.has("create") and linked,
            changed_to_unknown=self.has("update")
            and bool(relations.changed_to_unknown),
            replaced_with_unknown=self.has("replace")
            and bool(relations.changed_to_unknown),
            restricting=bool(relations.restricting),
            restricting_selves=self.has("delete")
            and bool(relations.restricting_selves),
            cascading=bool(relations.cascading),
            nulled=bool(relations.nulled),
            links=relations.have_visible_links,
            repeated=relations.have_visible_links and self.has("create"),
            one_query=relations.have_visible_links and self.has("list"),
            filtered=self.has("list") and bool(relations.filtered_selves),
        )

    @property
    def of_structures(self) -> list[Parts]:
        """Tests of lists, nested objects and unions."""
        insides = self.slice.insides
        return chosen(
            "tests/structures",
            cases=True,
            kinds=insides.have_structures and self.has("create"),
            loaded=insides.have_structures,
            broken_in_create=self.has("create"),
            broken_in_update=self.has("update"),
        )

    @property
    def of_caching(self) -> list[Parts]:
        """Tests of kept answers that depend on who may read what."""
        return chosen(
            "tests/caching",
            created=self.has("list"),
            closed=self.slice.auth.is_on,
            owned=self.slice.access.is_owner,
            guarded=self._guarded != [],
        )

    @property
    def of_conditional(self) -> list[Parts]:
        """Tests of what clients keep that depend on who may read it."""
        return chosen("tests/caching", asked_by_anybody=self.slice.auth.is_on)

    @property
    def paths_that_read(self) -> str:
        """The paths of kept answers, below that of the collection."""
        return literal([below for name, below in READING.items() if self.has(name)])

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
            if self.has(name) and access.roles_of(name)
        ]

    @property
    def documented_paths(self) -> str:
        """The paths of kept answers, as the API's description has them."""
        below = f"/{{{self.slice.name.snake}_id}}"
        paths = {"list": "", "read": below}
        return literal([path for name, path in paths.items() if self.has(name)])

    @property
    def empty_list(self) -> str:
        """The answer of a list without rows."""
        lists = self.slice.lists
        if not lists.is_paged:
            return literal({"data": []} if self.slice.is_enveloped else [])
        told = EMPTY_PAGES[lists.pagination]
        told = {name: lists.size if told[name] is SIZE else told[name] for name in told}
        answer = (
            {"data": [], "meta": told}
            if self.slice.is_enveloped
            else {"data": []} | told
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
    def few(self) -> int:
        """The size of a page that holds some of five rows."""
        return min(2, self.slice.lists.most)

    @property
    def beyond_page_max(self) -> int:
        """The smallest size of a page that is refused for being too large."""
        return self.slice.lists.most + 1
