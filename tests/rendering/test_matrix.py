"""The matrix holds what it says, and each of its services can begin."""

from collections import Counter

import pytest

from tests.rendering import draws, matrix, services
from tests.rendering.factors import RULES, demanded


def test_every_pair_and_every_triple_that_can_be_is_in_a_row() -> None:
    rows = [row.items() for row in matrix.kept().values()]

    missing = [one for one in demanded() if not any(one.items() <= row for row in rows)]

    assert missing == []


def test_no_row_breaks_a_rule() -> None:
    rows = matrix.kept().values()

    assert [row for row in rows if not all(rule.holds(row) for rule in RULES)] == []


@pytest.mark.slow
def test_the_table_is_what_is_computed_today() -> None:
    """`make matrix` writes it again."""
    computed = {matrix.name_of(row): row for row in matrix.computed()}

    assert list(matrix.kept().items()) == list(computed.items())


def test_every_row_is_in_a_service() -> None:
    rows = matrix.kept()

    in_services = matrix.in_services(rows.values()).values()

    found = Counter(matrix.name_of(row) for service in in_services for row in service)
    assert found.keys() >= rows.keys()


def test_a_service_begins_with_what_needs_nothing_else() -> None:
    firsts = [
        service[0] for service in matrix.in_services(matrix.kept().values()).values()
    ]

    assert all(map(matrix.can_be_first, firsts))


def test_the_same_seed_draws_the_same_answers() -> None:
    assert draws.drawn("7-1") == draws.drawn("7-1") != draws.drawn("7-2")


@pytest.mark.parametrize("name", [*services.proved(), next(iter(matrix.kept()))])
def test_a_service_is_found_by_its_name(name: str) -> None:
    assert services.find(name)
