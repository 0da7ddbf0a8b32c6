"""Computed fields: their code runs, is what a formatter leaves, and gives the values."""

import math
from decimal import Decimal
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extensions.answers.fields import Field, parse_fields
from extensions.answers.problem import Problem
from extensions.slice.computed import Computed, value_of
from tests.extensions.slice.generated import macro, scope_of
from tests.extensions.slice.strategies import computed

OPERANDS = {
    "price": "decimal(10, 2)",
    "cost": "decimal?",
    "count": "int",
    "stock": "bigint",
    "ratio": "float",
    "first": "str",
    "last": "text?",
}

# Tables ------------------------------------------------------------------------

ROW: dict[str, Any] = {
    "price": Decimal("2.50"),
    "cost": Decimal("1.00"),
    "count": 7,
    "stock": 2**62,
    "ratio": 0.5,
    "first": "Ada",
    "last": None,
}
VALUES: dict[str, Any] = {
    "computed(decimal) = price * count": Decimal("17.50"),
    "computed(decimal) = price / 3": Decimal("0.83"),
    "computed(decimal(4, 3)) = 2 / 3": Decimal("0.667"),
    "computed(decimal) = 1": Decimal("1.00"),
    "computed(decimal) = price / (cost - 1)": None,
    "computed(decimal) = price // 0": None,
    "computed(decimal) = ratio * 3": Decimal("1.50"),
    "computed(int) = count / 2": 4,
    "computed(int) = count // 2": 3,
    "computed(int) = -count % 4": 1,
    "computed(int) = --count": 7,
    "computed(int) = stock * stock * stock": 2**186,
    "computed(int) = price": 3,
    "computed(int) = ratio": 0,
    "computed(int) = count * 1e308": 7 * 10**308,
    "computed(float) = count / 2": 3.5,
    "computed(float) = price * 2": 5.0,
    "computed(float) = ratio * 1e308 * 10": None,
    "computed(int) = ratio * 1e308 * 10": None,
    "computed(decimal) = ratio * 1e308 * 10 - ratio * 1e308 * 10": None,
    "computed(float) = price / 0": None,
    "computed(str) = 'Dr. ' + first + '{}'": "Dr. Ada{}",
    "computed(text) = 'a' + 'b'": "ab",
    "computed(str) = first + last": None,
    "computed(str) = first": "Ada",
}


@pytest.mark.parametrize(("text", "value"), VALUES.items(), ids=VALUES)
def test_value_is_what_the_code_gives(text: str, value: Any) -> None:
    *operands, found = parse_fields(OPERANDS | {"x": text})
    given_ = ran(found, tuple(operands), ROW)
    assert value_of(found, tuple(operands), ROW) == given_ == value
    assert type(given_) is type(value)


NULLABLE = {
    "computed(decimal) = price * count": False,
    "computed(decimal) = price / 2": False,
    "computed(decimal) = price / -2.5": False,
    "computed(decimal) = price / 0": True,
    "computed(decimal) = 1 / price": True,
    "computed(int) = count % 3": False,
    "computed(int) = 3 % count": True,
    "computed(decimal) = cost": True,
    "computed(float) = ratio + 1": True,
    "computed(float) = price": True,
    "computed(str) = first": False,
    "computed(str) = last": True,
}


@pytest.mark.parametrize(("text", "nullable"), NULLABLE.items())
def test_field_is_nullable_where_there_may_be_no_result(
    text: str,
    nullable: bool,
) -> None:
    assert parse_fields(OPERANDS | {"x": text})[-1].nullable is nullable


def test_code_reads_like_what_it_says() -> None:
    *operands, found = parse_fields(
        OPERANDS | {"x": "computed(decimal) = (price - cost) / price"}
    )
    written = macro("computed", "property", Computed(found, tuple(operands)))
    assert dedent(written) == dedent(
        """
        @computed
        def x(self) -> Decimal | None:
            \"""`(price - cost) / price`.\"""
            if self.cost is None:
                return None
            with localcontext(Context(44, ROUND_HALF_UP)), suppress(ArithmeticError):
                result = (self.price - self.cost) / self.price
                return result.quantize(Decimal("0.01"))
            return None
        """
    )


# Properties --------------------------------------------------------------------


def ran(found: Field, operands: tuple[Field, ...], row: dict[str, Any]) -> Any:
    """What the property gives for a row."""
    scope = dict(scope_of()) | {"computed": lambda function: function}
    written = macro("computed", "property", Computed(found, operands))
    exec(f"class Response:\n{written}", scope)
    return getattr(scope["Response"], found.name)(SimpleNamespace(**row))


def values_of(one: Field) -> st.SearchStrategy[Any]:
    """Any value that the field can have, its ends among them."""
    bits = {"int": 31, "bigint": 63}.get(one.type, 0)
    if bits:
        limit = 1 << bits
        values: st.SearchStrategy[Any] = st.integers(-limit, limit - 1)
    elif one.type == "float":
        values = st.floats(allow_nan=False, allow_infinity=False)
    else:
        scale = one.scale or 0
        most = Decimal(10 ** (one.precision or 0) - 1).scaleb(-scale)
        values = st.decimals(-most, most, places=scale)
    zero = Decimal(0) if one.type == "decimal" else 0
    return st.one_of(values, st.just(zero), *([st.none()] if one.nullable else []))


@settings(deadline=None, max_examples=200)
@given(computed(), st.data())
def test_code_never_fails_and_gives_the_value(
    answer: dict[str, str],
    data: st.DataObject,
) -> None:
    try:
        *operands, found = parse_fields(answer)
    except Problem:  # a name that means something else in lists
        assume(False)
    row = {one.name: data.draw(values_of(one)) for one in operands}
    result = ran(found, tuple(operands), row)
    assert result == value_of(found, tuple(operands), row)
    assert result is not None or found.nullable
    assert not isinstance(result, float) or math.isfinite(result)
