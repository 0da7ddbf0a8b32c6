"""What the answers of rounds 0 to 4 can be combined from, and which combinations exist.

A row gives each factor one of its values. Together the rows of the matrix hold every
pair of values that can occur, and every triple of those that have most to do with one
another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

Row: TypeAlias = Mapping[str, str]

ABSENT = "-"
"""The value of a factor that other values leave without a meaning."""

OPERATIONS: Mapping[str, tuple[str, ...]] = {
    "crud": ("list", "read", "create", "update", "replace", "delete"),
    "read_only": ("list", "read"),
    "actions_only": (),
    "create_list": ("list", "create"),
    "no_list": ("read", "create", "update", "replace", "delete"),
    "no_read": ("list", "create", "update", "replace", "delete"),
    "only_update": ("update",),
    "only_replace": ("replace",),
    "only_delete": ("delete",),
}

SWITCH = ("off", "on", ABSENT)

FACTORS: Mapping[str, tuple[str, ...]] = {
    "auth": ("jwt", "api_key", "none"),
    "access": ("any", "roles", "owner", "bypass", ABSENT),
    "operations": tuple(OPERATIONS),
    "endpoint": ("new_resource", "nested"),
    "fields": (
        "smallest",
        "scalars",
        "nullable",
        "marked",
        "nested_objects",
        "lists",
        "ref_to_self",
        "refs_to_other",
    ),
    "actions": ("no_actions", "guarded", "input", "several"),
    "pagination": ("cursor", "offset", "unpaged", ABSENT),
    "page_size": ("usual", "one", "few", "most", ABSENT),
    "filters": SWITCH,
    "sort": SWITCH,
    "search": SWITCH,
    "cache": ("uncached", "headers", "server"),
    "layout": ("feature", "layered"),
    "response": ("direct", "envelope"),
    "auth_is": ("named", "existing"),
}
"""Every factor and its values; the first one stands where nothing asks for another."""

TRIPLES = (
    ("auth", "access", "operations"),
    ("endpoint", "access", "operations"),
    ("layout", "access", "operations"),
    ("response", "access", "operations"),
    ("auth", "access", "cache"),
    ("endpoint", "access", "cache"),
    ("endpoint", "access", "pagination"),
    ("response", "pagination", "cache"),
)
"""Three factors at a time, of which every triple of values occurs."""


@dataclass(frozen=True)
class Rule:
    """Where `on` has one of `values`, `what` is in `then`, and elsewhere in `otherwise`."""

    on: str
    values: tuple[str, ...]
    what: str
    then: tuple[str, ...]
    otherwise: tuple[str, ...]

    def holds(self, row: Row) -> bool:
        """Whether the row, or as much of it as is there, keeps to it."""
        if self.on not in row or self.what not in row:
            return True
        return row[self.what] in self._accepted(row[self.on])

    def _accepted(self, value: str) -> tuple[str, ...]:
        return self.then if value in self.values else self.otherwise


def _meaningful(what: str, on: str, *values: str) -> Rule:
    """Say that a factor is absent unless `on` has one of the values."""
    present = tuple(value for value in FACTORS[what] if value != ABSENT)
    return Rule(on, values, what, present, (ABSENT,))


def _having(*operations: str) -> tuple[str, ...]:
    return tuple(name for name in OPERATIONS if {*operations} & {*OPERATIONS[name]})


RULES = (
    _meaningful("access", "auth", "jwt", "api_key"),
    _meaningful("pagination", "operations", *_having("list")),
    _meaningful("page_size", "pagination", "cursor", "offset"),
    _meaningful("filters", "operations", *_having("list")),
    _meaningful("sort", "operations", *_having("list")),
    _meaningful("search", "operations", *_having("list")),
    Rule(
        "operations",
        _having("list", "read"),
        "cache",
        FACTORS["cache"],
        ("uncached",),
    ),
    Rule(
        "operations",
        ("actions_only",),
        "actions",
        ("guarded", "input", "several"),
        FACTORS["actions"],
    ),
)
"""The interview's: what an earlier answer leaves no meaning is not asked."""

_RULED = tuple(
    name for name in FACTORS if any(name in (rule.on, rule.what) for rule in RULES)
)


def can_be(row: Row) -> bool:
    """Whether a row, or a part of one, can be completed by the rules."""
    if not all(rule.holds(row) for rule in RULES):
        return False
    missing = next((name for name in _RULED if name not in row), None)
    return missing is None or any(
        can_be({**row, missing: value}) for value in FACTORS[missing]
    )


def demanded() -> Iterator[Row]:
    """Every combination of values that the matrix has to hold."""
    for names in (*combinations(FACTORS, 2), *TRIPLES):
        for values in product(*(FACTORS[name] for name in names)):
            combination = dict(zip(names, values, strict=True))
            if can_be(combination):
                yield combination
