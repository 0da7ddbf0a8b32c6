"""Every service that can be proved, by its name: a sequence of answers, one a copy."""

import os
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tests.rendering import matrix
from tests.rendering.cells import CELLS, Answers
from tests.rendering.draws import drawn
from tests.rendering.factors import Row
from tests.rendering.profiles import answers

Copies: TypeAlias = Sequence[Answers]

RANDOM = "random-"
MANY, SEED = "RANDOM_CELLS", "SEED"

FIRST = ("nothing_but_a_resource", "cached_for_owners_and_roles")
"""Those that stand for all where it has to be quick."""


def proved() -> list[str]:
    """The names of all that tests prove."""
    return [*CELLS, *_matrix(), *random()]


def random() -> list[str]:
    """The names of as many as the environment asks for, one by default."""
    many, seed = int(os.environ.get(MANY, "1")), os.environ.get(SEED, "0")
    return [f"{RANDOM}{seed}-{number}" for number in range(1, many + 1)]


def find(name: str) -> Copies:
    """A service by its name: a cell, one of the matrix, a row of it, or a random one."""
    if name in CELLS:
        return [CELLS[name]]
    if name.startswith(RANDOM):
        return drawn(name.removeprefix(RANDOM))
    services = _matrix()
    rows = services[name] if name in services else matrix.alone(matrix.kept()[name])
    return [answers(row, position) for position, row in enumerate(rows)]


def _matrix() -> Mapping[str, Sequence[Row]]:
    return matrix.in_services(matrix.kept().values())
