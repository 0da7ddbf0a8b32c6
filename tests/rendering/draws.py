"""Combinations outside the matrix, drawn by chance: the same ones for the same seed."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from tests.rendering import matrix
from tests.rendering.cells import Answers
from tests.rendering.factors import FACTORS, Row, can_be
from tests.rendering.profiles import FIELDS, NAME, answers

ENDPOINTS = 3
"""How many a service that was drawn has."""

MOST_FIELDS = 12

NEEDS: Mapping[str, tuple[str, ...]] = {"total": ("price", "quantity")}
"""What fields are computed from."""


def drawn(seed: str) -> tuple[Answers, ...]:
    """The answers of a service, an endpoint each."""
    chance = Random(seed)
    return tuple(
        answers(row, position, _fields(chance, row))
        for position, row in enumerate(_rows(chance))
    )


def _rows(chance: Random) -> Iterator[Row]:
    known = list(matrix.kept().values())
    service: dict[str, str] = {}
    for position in range(ENDPOINTS):
        row = _row(chance, service)
        while row in known or not (position or matrix.can_be_first(row)):
            row = _row(chance, service)
        service = {name: row[name] for name in matrix.SHARED}
        yield row


def _row(chance: Random, fixed: Row) -> Row:
    row = dict(fixed)
    for name, values in FACTORS.items():
        if name not in row:
            fitting = [value for value in values if can_be({**row, name: value})]
            row[name] = chance.choice(fitting)
    return row


def _fields(chance: Random, row: Row) -> Answers:
    """A few of all profiles, and one at least of the row's own."""
    own = dict(FIELDS[row["fields"]])
    others = {
        name: field
        for profile, fields in FIELDS.items()
        if profile not in {"smallest", "refs_to_other"}
        for name, field in fields.items()
    }
    names = _some(chance, list(own)) + _some(chance, list(others))
    needed = [need for name in names for need in NEEDS.get(name, ())]
    whole = FIELDS["nested_objects"]
    return {
        **NAME,
        **{name: (own | others)[name] for name in names if name != "name"},
        **{name: whole[name] for name in needed},
    }


def _some(chance: Random, names: Sequence[str]) -> list[str]:
    most = min(len(names), MOST_FIELDS // 2)
    return chance.sample(names, chance.randint(1, most))
