"""One table of ranges: services get them, and the template is tested with them."""

import tomllib
from pathlib import Path

import pytest

from extensions.slice.dependencies import RANGES, SERVICE, requirements

ROOT = Path(__file__).parents[3]


def test_the_group_cells_has_every_package_in_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    assert project["dependency-groups"]["cells"] == requirements(tuple(RANGES))


def test_a_package_of_two_groups_is_required_once() -> None:
    assert requirements(SERVICE, ("uv", "fastapi")) == requirements((*SERVICE, "uv"))


@pytest.mark.parametrize(
    "name",
    ["requirements.lock", "requirements-bench.lock", "requirements-cells.lock"],
)
def test_a_lock_names_no_host_and_no_path(name: str) -> None:
    lock = (ROOT / name).read_text("utf-8")

    assert not [word for word in lock.split() if "/" in word or word.startswith("--i")]
