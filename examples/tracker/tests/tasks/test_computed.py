"""Computed fields of tasks."""

from typing import Any

import pytest

from tests.tasks import examples

COMPUTED = [
    pytest.param({"price": "2.00", "hours": 2}, {"cost": "4.00"}, id="cost-1"),
    pytest.param({"price": "0", "hours": 2}, {"cost": "0.00"}, id="cost-2"),
    pytest.param({"price": "2.00", "hours": 0}, {"cost": "0.00"}, id="cost-3"),
]
"""Values that are sent, and those that are computed from them."""


@pytest.mark.parametrize(("values", "computed"), COMPUTED)
async def test_is_computed(
    values: dict[str, Any],
    computed: dict[str, Any],
    create: examples.Create,
) -> None:
    created = await create(**values)
    assert created.items() >= computed.items()
