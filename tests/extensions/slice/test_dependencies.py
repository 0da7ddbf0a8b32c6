"""One table of ranges: services get them, and the template is tested with them."""

import tomllib
from pathlib import Path

import pytest

from extensions.slice.dependencies import (
    FITTED,
    FITTED_TESTS,
    RANGES,
    SERVICE,
    named,
    requirements,
)

ROOT = Path(__file__).parents[3]


def test_the_group_cells_has_every_package_in_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    assert project["dependency-groups"]["cells"] == requirements(tuple(RANGES))


def test_the_group_floors_has_what_endpoints_need_at_the_least() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    group = {
        named(one).partition("[")[0]: one.partition(">")[2]
        for one in project["dependency-groups"]["floors"]
    }

    needed = {**FITTED, **FITTED_TESTS}
    newer = {"httpx2"}  # Its first version is of 2026.

    assert {
        name: versions.removeprefix(">")
        for name, versions in needed.items()
        if name not in newer
    } == {name: group[name] for name in needed if name not in newer}


def test_a_package_of_two_groups_is_required_once() -> None:
    assert requirements(SERVICE, ("uv", "fastapi")) == requirements((*SERVICE, "uv"))


@pytest.mark.parametrize(
    "name",
    sorted(file.name for file in ROOT.glob("requirements*.lock")),
)
def test_a_lock_names_no_host_and_no_path(name: str) -> None:
    lock = (ROOT / name).read_text("utf-8")

    assert not [word for word in lock.split() if "/" in word or word.startswith("--i")]
