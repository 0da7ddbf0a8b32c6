"""Whatever the answers are: ruff has nothing to change in what is written, nor to say."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from extensions.answers.answers import Answers
from extensions.answers.problem import Problem
from extensions.plan.plan import Plan
from extensions.ruff import lay_out
from extensions.slice.slice import Slice
from tests.extensions.slice.fitted.projects import endpoint
from tests.extensions.slice.formatting import RUFF
from tests.extensions.slice.strategies import AWKWARD, LONG_SNAKE, SNAKE, TYPES
from tests.in_process import rendered
from tests.rendering.draws import drawn

pytestmark = pytest.mark.slow

some = settings(
    max_examples=5 if settings().derandomize else 100,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
"""Each example is a whole service or endpoint; the profile `random` tries more."""

RESOURCES = ["box", "subscription_plan", "purchase_order_line_item", "x" * 24]
FORMATS: list[Mapping[str, Any]] = [
    {},
    {"line_length": 79, "quotes": "single"},
    {"line_length": 80, "magic_commas": False},
    {"line_length": 100, "indent": 2},
    {"line_length": 120, "indent": "tab", "isort": {"force-single-line": True}},
]

LENGTHY = {"str", "text", "pattern", "email", "url"}
"""Types whose samples are as long as their options ask for: no formatter wraps these."""

STORED = st.one_of(
    st.sampled_from(["str(200)", "text?", "email, unique", "url", "str(8), unique"]),
    *(TYPES[name] for name in TYPES if name not in LENGTHY),
)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """What somebody says of a first endpoint, in all rounds."""
    made = dict(drawn(str(draw(st.integers(0, 10**6))))[0])
    del made["plural"]
    names = SNAKE | LONG_SNAKE | st.sampled_from(AWKWARD)
    fields = draw(st.dictionaries(names, STORED, max_size=3))
    resource = draw(st.sampled_from(RESOURCES))
    return made | {"resource": resource, "fields": {**fields, **made["fields"]}}


def service(given_: Mapping[str, Any]) -> Slice:
    return Slice.of(Answers.of({**given_, "package": "shop"}))


def endpoint_of(given_: Mapping[str, Any], style: Mapping[str, Any]) -> Slice:
    """The endpoint in a project of others, which has a login of its own."""
    own = {name: given_[name] for name in given_ if name not in {"layout", "response"}}
    auth = "none" if own["auth"] == "none" else "existing"
    return endpoint({"format": style}, **{**own, "auth": auth})


@some
@given(answers())
def test_a_service_is_settled(given_: dict[str, Any]) -> None:
    try:
        made = service(given_)
    except Problem:
        assume(False)
    assert complaints(made) == []


@pytest.mark.parametrize("style", FORMATS, ids=str)
@some
@given(answers())
def test_an_endpoint_of_a_project_is_settled(
    style: Mapping[str, Any], given_: dict[str, Any]
) -> None:
    try:
        made = endpoint_of(given_, style)
    except Problem:
        assume(False)
    assert complaints(made) == []


def complaints(slice_: Slice) -> list[str]:
    """What a second run changes, lines that are too long, and names that nobody defines."""
    plan = Plan.of(slice_)
    files = rendered(plan, *plan.written)
    with TemporaryDirectory() as folder:
        paths = {name: Path(folder, name) for name in files if name.endswith(".py")}
        for name, path in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[name], "utf-8")
        lay_out(paths.values(), slice_.style)
        changed = [
            f"{name}: a second run changes it"
            for name, path in paths.items()
            if path.read_text("utf-8") != files[name]
        ]
        return changed + _checked(folder, slice_)


def _checked(folder: str, slice_: Slice) -> list[str]:
    settings_ = (f"--config={one}" for one in slice_.style.formatting)
    options = ("--isolated", "--no-cache", "--quiet", "--output-format=concise")
    command = [str(RUFF), "check", "--select=E501,F821", *options, *settings_]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines() + done.stderr.splitlines()
