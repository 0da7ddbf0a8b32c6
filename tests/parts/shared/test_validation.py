"""Moments, where the database does not keep their zone."""

import datetime as dt

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.parts.shared.executed import executed

NOON = dt.datetime(2026, 1, 8, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module", params=["UTC", "timezone.utc"])
def moments(request: pytest.FixtureRequest) -> TypeAdapter[dt.datetime]:
    made = executed("moments", "fitted", utc=request.param)
    return TypeAdapter(made["UtcDatetime"])


@pytest.mark.parametrize("sent", ["2026-01-08T12:00:00Z", "2026-01-08T14:00:00+02:00"])
def test_every_zone_is_stored_as_utc(
    sent: str, moments: TypeAdapter[dt.datetime]
) -> None:
    stored = moments.validate_python(sent)

    assert (stored, stored.utcoffset()) == (NOON, dt.timedelta())


def test_what_is_stored_is_shown_in_utc(moments: TypeAdapter[dt.datetime]) -> None:
    shown = moments.validate_python(NOON.replace(tzinfo=None))

    assert moments.dump_json(shown) == b'"2026-01-08T12:00:00Z"'


@pytest.mark.parametrize(
    "sent",
    [
        "2026-01-08T12:00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_what_is_no_moment_of_utc_is_refused(
    sent: str, moments: TypeAdapter[dt.datetime]
) -> None:
    with pytest.raises(ValidationError):
        moments.validate_python(sent)
