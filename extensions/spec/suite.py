"""The tests of a slice: which modules there are, and of which parts each is made.

A part is a template of its own, in `parts/tests`: constants, fixtures, or whole tests.
To add tests to a module is to add a part and its condition here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .code import literal, quoted

if TYPE_CHECKING:
    from .slice import Slice

CHANGING = ("update", "replace")
WRITING = ("create", *CHANGING)
LIMITS = (1, 2, 5, 6)
"""Sizes of a page to try on five rows: parts of them, all of them, and more."""

EMPTY_LISTS: Mapping[tuple[str, str], str] = {
    ("cursor", "direct"): '{"data": [], "next_cursor": None, "has_more": False}',
    ("cursor", "envelope"): (
        '{"data": [], "meta": {"next_cursor": None, "has_more": False}}'
    ),
    ("offset", "direct"): '{"data": [], "total": 0, "limit": %d, "offset": 0}',
    ("offset", "envelope"): (
        '{"data": [], "meta": {"total": 0, "limit": %d, "offset": 0}}'
    ),
    ("none", "direct"): "[]",
    ("none", "envelope"): '{"data": []}',
}
"""What a list answers where there are no rows, by pagination and response."""


@dataclass(frozen=True)
class Suite:
    """The tests of one resource."""

    slice: Slice

    @property
    def modules(self) -> dict[str, bool]:
        """Every module that there can be, and whether it is written."""
        operations = ("list", "create", "read", "update", "replace", "delete")
        return {"examples": True, "test_conftest": True} | {
            f"test_{operation}": self._has(operation) for operation in operations
        }

    def _has(self, *operations: str) -> bool:
        return not {*operations}.isdisjoint(self.slice.answers.operations)

    # What examples are made of ------------------------------------------------

    @property
    def values(self) -> list[str]:
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
        )

    @property
    def functions(self) -> list[str]:
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
        return self.slice.answers.response == "envelope"

    @property
    def _is_paged(self) -> bool:
        return self.slice.answers.pagination != "none"

    @property
    def route(self) -> str:
        """The path of the collection, as the API's description has it."""
        return f"/{self.slice.name.kebab_plural}"

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
    def fixtures(self) -> list[str]:
        """The fixtures of the resource's `conftest.py`."""
        return _parts(
            "conftest",
            caller=self.slice.auth.is_on,
            anybody=not self.slice.auth.is_on,
            create=self._has("create"),
            create_by_sql=not self._has("create"),
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
    def of_create(self) -> list[str]:
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
    def of_update(self) -> list[str]:
        """Tests of update that depend on the fields."""
        examples = self.slice.examples
        return _parts(
            "update",
            changes=examples.changes != "{}",
            broken=bool(examples.broken),
            unique=bool(examples.changeable_unique),
        )

    @property
    def of_replace(self) -> list[str]:
        """Tests of replace that depend on the fields."""
        examples = self.slice.examples
        return _parts(
            "replace",
            broken=bool(examples.broken),
            unique=bool(examples.changeable_unique),
        )

    @property
    def of_pages(self) -> list[str]:
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
    def of_list(self) -> list[str]:
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
    def empty_list(self) -> str:
        """The answer of a list without rows."""
        answers = self.slice.answers
        answer = EMPTY_LISTS[answers.pagination, answers.response]
        return answer % self.slice.page_size if "%d" in answer else answer

    @property
    def limits(self) -> str:
        """Sizes of pages to try."""
        return literal([size for size in LIMITS if size <= self.slice.page_max])

    @property
    def beyond_page_max(self) -> int:
        """The smallest size of a page that is refused for being too large."""
        return self.slice.page_max + 1


def _parts(room: str, **conditions: bool) -> list[str]:
    """The templates of those that are needed, in this order."""
    return [
        f"parts/tests/{room}/{name}.jinja"
        for name, is_needed in conditions.items()
        if is_needed
    ]
