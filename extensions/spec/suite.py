"""The tests of a slice: which modules there are, and of which parts each is made.

A part is a template of its own, in `parts/tests`: constants, fixtures, or whole tests.
To add tests to a module is to add a part and its condition here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .code import INDENT, block, literal, quoted
from .parts import Parts, parts

if TYPE_CHECKING:
    from .slice import Slice

CHANGING = ("update", "replace")
WRITING = ("create", *CHANGING)
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
        operations = ("list", "create", "read", "update", "replace", "delete")
        return {
            "examples": True,
            "test_conftest": True,
            **{f"test_{name}": self._has(name) for name in operations},
            "test_references": self.slice.relations.exist,
            "test_structures": self.slice.insides.exist and self._has(*WRITING),
            "test_computed": self.slice.results.exist,
        }

    def _has(self, *operations: str) -> bool:
        return not {*operations}.isdisjoint(self.slice.answers.operations)

    # What examples are made of ------------------------------------------------

    @property
    def values(self) -> list[Parts]:
        """Constants, before the valid body."""
        examples = self.slice.examples
        return _parts(
            "examples",
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
        )

    @property
    def functions(self) -> list[Parts]:
        """Functions, after the valid body."""
        enveloped, paged = self._is_enveloped, self._has("list") and self._is_paged
        unique = bool(self.slice.examples.unique)
        return _parts(
            "examples",
            body=not unique,
            body_with_unique=unique,
            replacement=self._has("replace"),
            visible=bool(self.slice.examples.hidden),
            one=self._answers_with_one and not enveloped,
            one_in_envelope=self._answers_with_one and enveloped,
            rows=self._has("list"),
            page=paged and not enveloped,
            page_in_envelope=paged and enveloped,
        )

    @property
    def _answers_with_one(self) -> bool:
        return self._has("read", *WRITING)

    @property
    def _is_enveloped(self) -> bool:
        return self.slice.is_enveloped

    @property
    def _is_paged(self) -> bool:
        return self.slice.lists.is_paged

    @property
    def route(self) -> str:
        """The path of the collection, as the API's description has it."""
        return self.slice.prefix + self.slice.path

    @property
    def path(self) -> str:
        """The path that tests send requests to."""
        return quoted(self.route)

    @property
    def where_rows_are(self) -> str:
        """How to get at the rows in the answer of a list."""
        return '["data"]' if self._is_paged or self._is_enveloped else ""

    # What fixtures there are --------------------------------------------------

    @property
    def fixtures(self) -> list[Parts]:
        """The fixtures of the resource's `conftest.py`."""
        return _parts(
            "conftest",
            caller=self.slice.auth.is_on,
            anybody=not self.slice.auth.is_on,
            create=self._has("create"),
            create_by_sql=not self._has("create") and not self.slice.has_refs,
            create_linked_by_sql=not self._has("create") and self.slice.has_refs,
            referenced=self.slice.relations.exist,
        )

    @property
    def callers(self) -> str:
        """The module of those who send requests, in a service that knows any."""
        return self.slice.auth.callers if self.slice.auth.is_on else "tests.callers"

    @property
    def caller(self) -> str:
        """The arguments that make one who may do everything."""
        return "app"

    @property
    def sql_arguments(self) -> list[str]:
        """What else the fixture that inserts rows asks for."""
        return []

    @property
    def scope(self) -> list[str]:
        """What a row has from its caller and its path, as arguments."""
        return []

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
            pages=self._is_paged,
        )

    @property
    def of_list(self) -> list[Parts]:
        """Tests of filters, sort and search."""
        examples = self.slice.examples
        return _parts(
            "list",
            filters=bool(examples.filters),
            sorts=bool(examples.ordered),
            ties=bool(examples.tied),
            search=bool(examples.searched),
        )

    @property
    def of_references(self) -> list[Parts]:
        """Tests of references and links."""
        relations = self.slice.relations
        linked = relations.have_links
        return _parts(
            "references",
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
            kinds=insides.have_structures and self._has("create"),
            loaded=insides.have_structures,
            broken_in_create=self._has("create"),
            broken_in_update=self._has("update"),
        )

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
