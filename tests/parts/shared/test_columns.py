"""Values that were stored before their type lost a field."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from tests.parts.shared.executed import executed


class Strict(BaseModel):
    """Refuses what it does not name, as `RequestModel` does."""

    model_config = ConfigDict(extra="forbid")


class Card(Strict):
    """A variant with a field that is called like its tag."""

    kind: Literal["card"]
    card: str


class Bank(Strict):
    """Another variant."""

    kind: Literal["bank"]
    iban: str


class Order(Strict):
    """A value with both, and a field of a name that they may have lost."""

    gone: str
    payments: list[Annotated[Card | Bank, Field(discriminator="kind")]]


@pytest.mark.parametrize("is_postgresql", [True, False])
def test_a_stored_value_loads_without_lost_fields(is_postgresql: bool) -> None:
    column = executed("structures", "fitted", is_postgresql=is_postgresql)["Structure"](
        Order
    )
    stored = {
        "gone": "kept",
        "lost": 1,
        "payments": [
            {"kind": "card", "card": "1", "gone": 2},
            {"kind": "bank", "iban": "x", "lost": 3},
        ],
    }
    assert column.process_result_value(stored, None).model_dump() == {
        "gone": "kept",
        "payments": [{"kind": "card", "card": "1"}, {"kind": "bank", "iban": "x"}],
    }
