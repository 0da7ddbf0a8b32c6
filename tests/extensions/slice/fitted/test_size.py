"""How much a plain endpoint adds to an existing project: it has to stay reviewable."""

import pytest

from extensions.answers.shared import GROUP
from extensions.plan.plan import Plan
from tests.extensions.slice.fitted.projects import endpoint
from tests.in_process import rendered

FIELDS = {
    "number": "str(20), unique",
    "status": "enum(draft, sent) = draft",
    "amount": "decimal(10, 2)",
    "due": "date?",
    "copies": "int?",
}
SERVICE = ("models", "schemas", "service", "router", "migration")
LINES = {"fastapi>=0.100": (610, 1020), "fastapi>=0.137": (570, 970)}
"""The most lines of helpers, and of all but tests, by what the project declares."""


def lines(plan: Plan, *names: str) -> int:
    written = {plan.files[name] for name in names} - {""}
    templates = [one for one, file in plan.written.items() if file in written]
    made = rendered(plan, *templates)
    assert {*made} == written
    return sum(len(text.splitlines()) for text in made.values())


@pytest.mark.parametrize("declared", LINES)
def test_a_plain_endpoint_adds_few_lines(declared: str) -> None:
    declares = {"declared": ["asyncpg>=0.29", declared]}
    plan = Plan.of(endpoint({"dependencies": declares}, fields=FIELDS))
    helpers, every = LINES[declared]

    shared = [name for name in plan.files if name.startswith(GROUP)]

    assert lines(plan, *shared) <= helpers
    assert lines(plan, *shared, *SERVICE) <= every


def test_what_reads_alone_brings_nothing_that_stores() -> None:
    plan = Plan.of(endpoint(fields=FIELDS, operations=["list", "read"]))

    shared = {
        name for name in plan.files if name.startswith(GROUP) and plan.files[name]
    }

    assert f"{GROUP}persistence" not in shared
    assert f"{GROUP}pagination" in shared
