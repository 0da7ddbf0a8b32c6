"""Walks of changed answers: every row and every edit is kept, and the service holds.

`make test-all SEED=…` walks elsewhere; the commits of the service say
what it walked.
"""

import os
from pathlib import Path
from random import Random

import pytest

from tests.postgres import Postgres
from tests.update.conftest import Made, hold
from tests.update.walks import START, TWENTY, Step, Walk

pytestmark = [pytest.mark.all, pytest.mark.usefixtures("_interpreter")]

SEED = os.environ.get("SEED", "0")
STEPS = 5
SHORT: list[Step] = [
    ("", "color", "str(20)?"),
    {"layout": "layered"},
    ("title", "name", "str(200)"),
]


def start(made: Made, postgres: Postgres, seed: str) -> Walk:
    walk = Walk(made([START]), postgres.new_database(), Random(seed))
    walk.begin()
    return walk


def test_a_short_walk(made: Made, postgres: Postgres, tmp_path: Path) -> None:
    walk = start(made, postgres, "short")

    for change in SHORT:
        walk.step(change)

    hold(walk.project, postgres, tmp_path)


def test_a_walk_of_twenty_changes(
    made: Made, postgres: Postgres, tmp_path: Path
) -> None:
    walk = start(made, postgres, "twenty")

    for change in TWENTY:
        walk.step(change)

    hold(walk.project, postgres, tmp_path)


@pytest.mark.parametrize("number", range(4))
def test_a_random_walk(
    number: int, made: Made, postgres: Postgres, tmp_path: Path
) -> None:
    walk = start(made, postgres, f"{SEED}-{number}")

    for _ in range(STEPS):
        walk.step(walk.random_change())

    hold(walk.project, postgres, tmp_path)
