"""What is told: tables in Markdown, and everything as JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import mean
from typing import Any

from bench.contestants import CACHED, DEEP, FIELD, OPERATIONS, OURS, PEERS
from bench.rounds import Series

SHARE_OF_LIMIT = {"list": 0.38, "get": 0.35, "create": 0.30, "update": 0.30}
TIMES_BEST_PEER = {"list": 2.0, "get": 2.0, "create": 2.5, "update": 2.5}
FLAT = 1.2
TIMES_UNCACHED = 5.0
MEMORY = 1.0


@dataclass(frozen=True)
class Results:
    """All that was measured."""

    operations: Mapping[str, Series]
    cached: Series
    depth: Mapping[str, Series]
    memory: Mapping[str, float]
    """Megabytes of each server after the load."""

    def document(self) -> dict[str, Any]:
        """For other programs."""
        return {
            "operations": {name: _plain(one) for name, one in self.operations.items()},
            "cached": _plain(self.cached),
            "depth": {name: _plain(one) for name, one in self.depth.items()},
            "memory": dict(self.memory),
            "targets": [asdict(target) for target in self.targets()],
        }

    def targets(self) -> Iterator["Target"]:
        """What the service has to reach, and has reached."""
        for name, series in self.operations.items():
            wanted = SHARE_OF_LIMIT[name]
            yield Target.of(f"{name}: of the limit", series, ("ours", "limit"), wanted)
        for name, series in self.operations.items():
            best = max(_peers(series), key=lambda peer: series.ratio(peer, "limit"))
            what = f"{name}: times the best peer ({best})"
            yield Target.of(what, series, ("ours", best), TIMES_BEST_PEER[name])
        for name in ("memory", "valkey"):
            what = f"list, cached in {name}: times uncached"
            yield Target.of(what, self.cached, (name, "ours"), TIMES_UNCACHED)
        what, depth = "first page: times a deep page", self.depth["ours"]
        yield Target.of(what, depth, ("first", "deep"), FLAT, at_most=True)
        memory = self.memory["ours"] / self.memory["ordinary"]
        yield Target("memory: times ordinary", memory, None, MEMORY, at_most=True)

    @property
    def busiest(self) -> float:
        """The share of a core that the load generator took in its busiest run."""
        every = [*self.operations.values(), self.cached, *self.depth.values()]
        return max(
            mean(sample.busy for sample in samples)
            for series in every
            for samples in series.values()
        )


@dataclass(frozen=True)
class Target:
    """A ratio, and what it should be."""

    what: str
    measured: float
    by_cpu: float | None
    wanted: float
    at_most: bool = False

    @classmethod
    def of(
        cls,
        what: str,
        series: Series,
        pair: tuple[str, str],
        wanted: float,
        *,
        at_most: bool = False,
    ) -> "Target":
        """A target for one contestant against another."""
        ratios = series.ratio(*pair), series.ratio_of_cpu(*pair)
        return cls(what, *ratios, wanted, at_most)

    @property
    def verdict(self) -> str:
        """In words."""
        over = self.measured - self.wanted
        return "not met" if (over > 0 if self.at_most else over < 0) else "met"


def tables(results: Results) -> str:
    """All tables, a title above each."""
    parts = {
        "Share of the limit": _by_operation(results, _share),
        "Requests a second, p50 / p99 in ms": _by_operation(results, _rate),
        "CPU of the server for a request, microseconds (share of the limit)": (
            _by_operation(results, _cpu)
        ),
        "A list that is cached": _cached(results),
        "Depth, p50 in ms": _depth(results),
        "Memory after the load, MB": _memory(results),
        "Targets": _targets(results),
    }
    text = "\n\n".join(f"## {title}\n\n{table}" for title, table in parts.items())
    return f"{text}\n\nThe load generator took at most {results.busiest:.2f} of a core."


def _by_operation(results: Results, shown: Callable[[str, Series], str]) -> str:
    """A line a contestant, a column an operation."""
    return _table(
        ["", *OPERATIONS],
        (
            [
                one.title,
                *(
                    shown(one.name, series) if one.name in series else "–"
                    for series in results.operations.values()
                ),
            ]
            for one in FIELD
        ),
    )


def _cached(results: Results) -> str:
    return _table(
        ["", "times uncached", "requests a second, p50 / p99 in ms"],
        (
            [
                "uncached" if one is OURS else one.title,
                f"{results.cached.ratio(one.name, 'ours'):.1f}",
                _rate(one.name, results.cached),
            ]
            for one in CACHED
        ),
    )


def _depth(results: Results) -> str:
    return _table(
        ["", "first page", "deep page", "first times deep"],
        (
            [
                one.title,
                f"{series.median('first', lambda sample: sample.p50):.1f}",
                f"{series.median('deep', lambda sample: sample.p50):.1f}",
                f"{series.ratio('first', 'deep'):.2f}",
            ]
            for one in DEEP
            for series in [results.depth[one.name]]
        ),
    )


def _memory(results: Results) -> str:
    names = {one.name: one.title for one in (*FIELD, *CACHED)}
    return _table(
        ["", "MB"],
        ([names[name], f"{value:.0f}"] for name, value in results.memory.items()),
    )


def _targets(results: Results) -> str:
    return _table(
        ["", "measured", "by CPU", "wanted", ""],
        (
            [
                target.what,
                f"{target.measured:.2f}",
                "–" if target.by_cpu is None else f"{target.by_cpu:.2f}",
                f"{'≤' if target.at_most else '≥'} {target.wanted:.2f}",
                target.verdict,
            ]
            for target in results.targets()
        ),
    )


def _share(name: str, series: Series) -> str:
    return f"{series.ratio(name, 'limit'):.2f}"


def _rate(name: str, series: Series) -> str:
    rate = series.median(name, lambda sample: sample.rate)
    p50 = series.median(name, lambda sample: sample.p50)
    p99 = series.median(name, lambda sample: sample.p99)
    return f"{rate:.0f}, {p50:.1f} / {p99:.1f}"


def _cpu(name: str, series: Series) -> str:
    share = series.ratio_of_cpu(name, "limit")
    return f"{series.least_cpu(name):.0f} ({share:.2f})"


def _peers(series: Series) -> list[str]:
    return [one.name for one in PEERS if one.name in series]


def _plain(series: Series) -> dict[str, Any]:
    return {name: [asdict(one) for one in samples] for name, samples in series.items()}


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
