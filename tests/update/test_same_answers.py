"""An update that has nothing to bring changes nothing."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.update.conftest import Made
from tests.update.services import contents, edit

pytestmark = pytest.mark.slow

ENDPOINTS: list[Mapping[str, Any]] = [
    {"resource": "customer", "access": "owner", "layout": "layered"},
    {
        "resource": "invoice",
        "fields": {"number": "int, unique", "to": "email", "customer": "ref(Customer)"},
        "auth": "existing",
    },
    {
        "resource": "tag",
        "fields": {"name": "str(20)"},
        "auth": "api_key",
        "pagination": "offset",
    },
]
PLURALS = ["customers", "invoices", "tags"]


@pytest.mark.parametrize(
    "many",
    [1, pytest.param(3, marks=pytest.mark.all)],
)
def test_the_same_answers_change_nothing(made: Made, many: int) -> None:
    project = made(ENDPOINTS[:many])
    before = contents(project)

    for plural in PLURALS[:many]:
        project.change(plural)

    assert project.status == ""
    assert contents(project) == before


@pytest.mark.all
def test_the_same_answers_leave_edits_alone(made: Made) -> None:
    project = made(ENDPOINTS[:1])
    edit(project)
    before = contents(project)

    project.change("customers")

    assert project.status == ""
    assert contents(project) == before
