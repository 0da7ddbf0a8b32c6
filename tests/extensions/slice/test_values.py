"""One value as Python, as JSON and as a SQL default."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from extensions.slice.values import as_json, as_python, as_sql, sql_text
from tests.extensions.slice.strategies import FLOATS, MOMENTS, TEXTS, TIMES

# A value, and how it stands in Python, JSON and SQL.
WRITTEN: list[tuple[Any, str, Any, str]] = [
    (True, "True", True, "true"),
    (-5, "-5", -5, "-5"),
    (0.5, "0.5", 0.5, "0.5"),
    ("it's", '"it\'s"', "it's", "'it''s'"),
    ("now()", '"now()"', "now()", "'now()'"),
    (Decimal("9.90"), 'Decimal("9.90")', "9.90", "9.90"),
    (dt.date(2026, 1, 31), "dt.date(2026, 1, 31)", "2026-01-31", "'2026-01-31'"),
    (
        dt.datetime(2026, 1, 31, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        'dt.datetime.fromisoformat("2026-01-31T08:30:00+00:00")',
        "2026-01-31T08:30:00Z",
        "'2026-01-31T08:30:00Z'",
    ),
    (dt.time(9), "dt.time(9, 0)", "09:00:00", "'09:00:00'"),
    (
        dt.time(9, 0, 0, 5),
        "dt.time(9, 0, 0, 5)",
        "09:00:00.000005",
        "'09:00:00.000005'",
    ),
    (dt.timedelta(0), "dt.timedelta(0)", "PT0S", "'PT0S'"),
    (
        dt.timedelta(days=1, hours=2, milliseconds=500),
        "dt.timedelta(days=1, seconds=7200, microseconds=500000)",
        "P1DT2H0.5S",
        "'P1DT2H0.5S'",
    ),
    (dt.timedelta(days=400), "dt.timedelta(days=400)", "P1Y35D", "'P400D'"),
    (
        UUID(int=1),
        'UUID("00000000-0000-0000-0000-000000000001")',
        "00000000-0000-0000-0000-000000000001",
        "'00000000-0000-0000-0000-000000000001'",
    ),
    ({}, "{}", {}, "'{}'"),
    ([], "[]", [], "'[]'"),
]


@pytest.mark.parametrize(("value", "python"), [row[:2] for row in WRITTEN])
def test_value_is_written_as_python(value: Any, python: str) -> None:
    assert as_python(value) == python


@pytest.mark.parametrize(("value", "json_"), [(row[0], row[2]) for row in WRITTEN])
def test_value_is_written_as_json(value: Any, json_: Any) -> None:
    assert as_json(value) == json_


@pytest.mark.parametrize(("value", "sql"), [(row[0], row[3]) for row in WRITTEN])
def test_value_is_written_as_sql(value: Any, sql: str) -> None:
    assert as_sql(value) == sql


def test_colon_is_no_bind_parameter() -> None:
    assert str(sql_text(as_sql("a:b"))) == "sa.text(\"'a\\\\:b'\")"


def test_expression_stands_as_it_is() -> None:
    assert str(sql_text("now()")) == 'sa.text("now()")'


# Properties --------------------------------------------------------------------

VALUES: st.SearchStrategy[Any] = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    FLOATS,
    st.decimals(allow_nan=False, allow_infinity=False),
    TEXTS,
    st.dates(),
    MOMENTS,
    TIMES,
    st.timedeltas(dt.timedelta(days=-(10**6)), dt.timedelta(days=10**6)),
    st.uuids(),
)
SCOPE = {"Decimal": Decimal, "UUID": UUID, "dt": dt}


@settings(deadline=None)
@given(VALUES)
@example(Decimal("-0E-38"))
@example(dt.timedelta(microseconds=-1))
def test_python_evaluates_to_the_value(value: Any) -> None:
    evaluated = eval(as_python(value), SCOPE)
    assert (type(evaluated), evaluated) == (type(value), value)


@settings(deadline=None)
@given(VALUES)
@example(dt.timedelta(microseconds=-1))
@example(dt.timedelta(days=-1, hours=1))
@example(dt.datetime.min.replace(tzinfo=dt.UTC))
def test_json_is_what_pydantic_sends(value: Any) -> None:
    sent = TypeAdapter[Any](type(value)).dump_python(value, mode="json")
    assert as_json(value) == sent


@settings(deadline=None)
@given(VALUES)
def test_json_can_be_sent(value: Any) -> None:
    assert json.loads(json.dumps(as_json(value))) == as_json(value)
