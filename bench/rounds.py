"""Rounds: all contestants of an operation one after another, then all again.

What disturbs the machine for a while disturbs all of a round alike, so ratios are taken
within a round, and their median counts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from bench import load
from bench.asked import EXPECTED, pages, requests_of
from bench.checks import check_page
from bench.contestants import Contestant
from bench.load import Failed, Sample
from bench.rows import Rows
from bench.servers import CLIENTS, Running

FEWEST = 0.9
"""Of the rows, a deep page has so many before it."""

LARGE_PAGE = 1000


@dataclass(frozen=True)
class Effort:
    """How long is measured."""

    rounds: int
    seconds: float


class Series(dict[str, list[Sample]]):
    """The samples of each contestant, in the order of the rounds."""

    def ratio(self, name: str, to: str) -> float:
        """How many times the rate of the other: the median of the rounds."""
        pairs = zip(self[name], self[to], strict=True)
        return median(own.rate / other.rate for own, other in pairs)

    def ratio_of_cpu(self, name: str, to: str) -> float:
        """How many times the work for the same CPU time of the server's process.

        Of the lowest each: what else the machine does can only add to it.
        """
        return self.least_cpu(to) / self.least_cpu(name)

    def least_cpu(self, name: str) -> float:
        """The CPU time of an answer, in microseconds, in the least disturbed round."""
        return min(sample.cpu for sample in self[name])

    def median(self, name: str, value: Callable[[Sample], float]) -> float:
        """The median of the rounds."""
        return median(map(value, self[name]))


def operation(
    name: str, running: Sequence[Running], rows: Rows, effort: Effort
) -> Series:
    """One operation, of all that have it."""
    series = Series()
    for _ in range(effort.rounds):
        for one in running:
            requests = requests_of(one, name, rows.count)
            sample = _sample(one, requests, name, effort.seconds)
            series.setdefault(one.contestant.name, []).append(sample)
            if name in {"create", "update"}:
                rows.clean()
    return series


def depth(
    running: Sequence[Running], rows: Rows, effort: Effort
) -> Mapping[str, Series]:
    """The first page and a deep one, of each."""
    paths = {
        one: {"first": one.contestant.first_page, "deep": _deep(one, rows.count)}
        for one in running
    }
    found = {one.contestant.name: Series() for one in running}
    for _ in range(effort.rounds):
        for one, asked in paths.items():
            for place, path in asked.items():
                sample = _sample(one, pages(one, path), "list", effort.seconds)
                found[one.contestant.name].setdefault(place, []).append(sample)
    return found


def _sample(
    one: Running, requests: Iterator[bytes], name: str, seconds: float
) -> Sample:
    before = one.worked
    sample = load.run(
        one.port,
        requests,
        expected=EXPECTED[name],
        clients=CLIENTS,
        seconds=seconds,
    )
    return replace(sample, cpu=(one.worked - before) / sample.answers * 1e6)


def _deep(one: Running, count: int) -> str:
    """The path of a page deep in the list, which has the right rows."""
    skipped = int(count * FEWEST) // LARGE_PAGE * LARGE_PAGE
    path = one.contestant.later_page.format(skipped=skipped) or _walked(one, skipped)
    check_page(one, path, count - skipped)
    return path


def _walked(one: Running, skipped: int) -> str:
    """The path of the page after so many rows, found by the cursors before it."""
    path = large = f"/products?limit={LARGE_PAGE}"
    with one.client() as client:
        for _ in range(skipped // LARGE_PAGE):
            cursor = client.get(path).json()["next_cursor"]
            if not cursor:
                raise Failed(f"{one.contestant.name} ends before row {skipped}")
            path = f"{large}&cursor={cursor}"
    return f"{one.contestant.first_page}&cursor={cursor}"


def those_with(name: str, running: Mapping[Contestant, Running]) -> list[Running]:
    """Who has this operation."""
    return [running[one] for one in running if name in one.operations]
