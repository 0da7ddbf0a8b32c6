"""The harness works, from the database to the load; how fast anything is does not count."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import rounds
from bench.__main__ import started
from bench.contestants import LIMIT, OPERATIONS, OURS, Contestant
from bench.rounds import Effort
from bench.rows import Rows, open_rows
from bench.servers import Running, open_stable

SHORT = Effort(rounds=1, seconds=0.1)

pytestmark = pytest.mark.all


@pytest.fixture(scope="module")
def rows() -> Iterator[Rows]:
    with open_rows() as rows:
        yield rows


@pytest.fixture(scope="module")
def running(rows: Rows) -> Iterator[dict[Contestant, Running]]:
    """The two that have what they need in this environment, checked."""
    with open_stable(Path(sys.executable), {"DATABASE_URL": rows.url}) as stable:
        yield started(stable, rows, [LIMIT, OURS])


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_is_measured(
    operation: str, rows: Rows, running: dict[Contestant, Running]
) -> None:
    series = rounds.operation(operation, [*running.values()], rows, SHORT)

    assert series.ratio("ours", "limit") > 0


def test_depth_is_measured(rows: Rows, running: dict[Contestant, Running]) -> None:
    depth = rounds.depth([*running.values()], rows, SHORT)

    assert all(series.ratio("first", "deep") > 0 for series in depth.values())
