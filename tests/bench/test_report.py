"""Ratios are of rounds, and targets say whether they are met."""

import pytest

from bench.load import Sample
from bench.report import Target
from bench.rounds import Series


def sample(rate: float) -> Sample:
    return Sample(rate=rate, p50=1, p99=2, busy=0.1, answers=100)


def test_a_ratio_is_the_median_of_the_rounds_ratios() -> None:
    series = Series(
        ours=[sample(10), sample(1), sample(30)],
        limit=[sample(20), sample(10), sample(40)],
    )

    assert series.ratio("ours", "limit") == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("at_most", "measured", "verdict"),
    [
        (False, 2.0, "met"),
        (False, 1.9, "not met"),
        (True, 2.0, "met"),
        (True, 2.1, "not met"),
    ],
)
def test_a_target_is_met_or_not(at_most: bool, measured: float, verdict: str) -> None:
    assert Target("times", measured, None, 2.0, at_most=at_most).verdict == verdict
