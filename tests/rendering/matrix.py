"""The matrix: a covering array, whose rows share services to be proved in.

The table is kept, so that a change of it can be reviewed: `make matrix` computes it, and
a test does so again.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from covertable import make

from tests.rendering.factors import ABSENT, FACTORS, RULES, TRIPLES, Row, Rule

TABLE = Path(__file__).with_name("matrix.csv")
NAME = "name"
NAMED_AFTER = ("auth", "access", "operations", "endpoint", "fields", "cache")

SHARED = ("auth", "layout", "response")
"""What the endpoints of a service have in common."""

SIZE = 4
"""How many endpoints a service of the matrix has at most."""

Condition: TypeAlias = dict[str, Any]


# The table --------------------------------------------------------------------


def computed() -> list[Row]:
    """A covering array; the same one each time."""
    rows = make(
        {name: list(values) for name, values in FACTORS.items()},
        strength=2,
        sub_models=[{"fields": list(names), "strength": 3} for names in TRIPLES],
        constraints=[_condition(rule) for rule in RULES],
    )
    ordered = ({name: row[name] for name in FACTORS} for row in rows)
    return sorted(ordered, key=_position)


def _position(row: Row) -> tuple[int, ...]:
    return tuple(values.index(row[name]) for name, values in FACTORS.items())


def _condition(rule: Rule) -> Condition:
    on, then, otherwise = (
        {"operator": "in", "left": name, "values": list(values)}
        for name, values in (
            (rule.on, rule.values),
            (rule.what, rule.then),
            (rule.what, rule.otherwise),
        )
    )
    elsewhere = {"operator": "not", "condition": on}
    return _either(_both(on, then), _both(elsewhere, otherwise))


def _both(*conditions: Condition) -> Condition:
    return {"operator": "and", "conditions": list(conditions)}


def _either(*conditions: Condition) -> Condition:
    return {"operator": "or", "conditions": list(conditions)}


def name_of(row: Row) -> str:
    """What it is about, in words that tell most, and a mark that no other row has."""
    words = [row[name] for name in NAMED_AFTER if row[name] != ABSENT]
    mark = sha256(repr([row[name] for name in FACTORS]).encode()).hexdigest()[:4]
    return "-".join([*words, mark])


def write(rows: Iterable[Row]) -> None:
    """Keep the table."""
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, [NAME, *FACTORS], lineterminator="\n")
        table.writeheader()
        table.writerows({NAME: name_of(row), **row} for row in rows)


def kept() -> dict[str, Row]:
    """The rows of the table, by their names."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        return {row.pop(NAME): row for row in csv.DictReader(file)}


# Its services -----------------------------------------------------------------


def can_be_first(row: Row) -> bool:
    """Whether it needs nothing that a service has already."""
    return (
        row["endpoint"] != "nested"
        and row["fields"] != "refs_to_other"
        and row["auth_is"] != "existing"
    )


def base_of(row: Row) -> Row:
    """The plainest row that one which cannot be first may follow."""
    plain = {name: values[0] for name, values in FACTORS.items()}
    return plain | {name: row[name] for name in ("access", *SHARED)}


def in_services(rows: Iterable[Row]) -> dict[str, Sequence[Row]]:
    """Deal the rows to services, each beginning with one that can be first."""
    found = {}
    for title, group in groupby(sorted(rows, key=_title), _title):
        for number, service in enumerate(_dealt(list(group)), 1):
            found[f"{title}-{number}"] = service
    return found


def _title(row: Row) -> str:
    return "-".join(row[name] for name in SHARED)


def _dealt(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    many = -(-len(rows) // SIZE)
    firsts = [row for row in rows if can_be_first(row)][:many]
    others = [row for row in rows if row not in firsts]
    firsts += [base_of(rows[0])] * (many - len(firsts))
    for number, first in enumerate(firsts):
        yield first, *others[number::many]


def alone(row: Row) -> Sequence[Row]:
    """The row in a service that has nothing but what the row needs."""
    return [row] if can_be_first(row) else [base_of(row), row]
