"""The task: what it registers, where it does nothing, and what it loads."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from extensions.steps.register import main
from tests.conftest import ROOT

API = "from fastapi import APIRouter\n\nrouter = APIRouter()\n"
HEAVY = {"copier", "jinja2", "pydantic"}
"""What takes longer to load than the task has to do."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "src/shop").mkdir(parents=True)
    (tmp_path / "src/shop/api.py").write_text(API)
    return tmp_path


def answer(project: Path, plural: str, **answers: object) -> str:
    """Write an answers file, and return its name."""
    known = {"package": "shop", "plural": plural, "fields": {"name": "str"}, **answers}
    file = project / f".copier-answers.{plural}.yml"
    file.write_text(yaml.safe_dump({"resource": plural.removesuffix("s"), **known}))
    return file.name


def run(project: Path, answers_file: str, operation: str = "copy") -> list[str]:
    """Register, and return what the user is told."""
    return [*main(project, answers_file, operation, "[]")]


def included(project: Path) -> list[str]:
    lines = (project / "src/shop/api.py").read_text().splitlines()
    return [line for line in lines if line.startswith("router.include_router")]


def test_an_endpoint_is_registered_with_what_it_brings(project: Path) -> None:
    assert run(project, answer(project, "invoices")) == []

    assert included(project) == [
        "router.include_router(auth_router)",
        "router.include_router(invoices_router)",
    ]


def test_a_copy_registers_the_others_too(project: Path) -> None:
    """A recopy of the first endpoint wrote their lines over."""
    answer(project, "tags", auth="none")

    run(project, answer(project, "invoices", auth="none"), "copy")

    assert included(project) == [
        "router.include_router(invoices_router)",
        "router.include_router(tags_router)",
    ]


def test_an_update_leaves_the_others_to_copier(project: Path) -> None:
    answer(project, "tags", auth="none")

    run(project, answer(project, "invoices", auth="none"), "update")

    assert included(project) == ["router.include_router(invoices_router)"]


def test_nothing_is_done_where_there_is_nothing_to_edit(tmp_path: Path) -> None:
    file = answer(tmp_path, "invoices")

    assert run(tmp_path, file) == []
    assert [path.name for path in tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("text", ["", "[]", "resource: 5", "project: other"])
def test_answers_of_another_template_are_none_of_ours(project: Path, text: str) -> None:
    (project / ".copier-answers.other.yml").write_text(text)

    assert run(project, ".copier-answers.other.yml") == []
    assert (project / "src/shop/api.py").read_text() == API


def test_answers_that_are_not_accepted_are_told(project: Path) -> None:
    answer(project, "tags", fields={"a": "strr"})

    [said] = run(project, answer(project, "invoices", auth="none"))

    assert said.startswith(".copier-answers.tags.yml: fields.a: unknown type")
    assert included(project) == ["router.include_router(invoices_router)"]


def test_lines_that_are_not_safe_to_add_are_told(project: Path) -> None:
    (project / "src/shop/api.py").write_text("routers = []\n")

    said = run(project, answer(project, "invoices", auth="none"))

    assert said[0].endswith("Please add them:")
    assert "    router.include_router(invoices_router)" in said


@pytest.mark.slow
def test_it_loads_nothing_heavy_and_runs_as_copier_starts_it(project: Path) -> None:
    launcher = str(ROOT / "extensions/launch.py")
    command = [sys.executable, "-X", "importtime", launcher, "written"]

    done = subprocess.run(
        [*command, answer(project, "invoices", auth="none"), "copy", "[]"],
        cwd=project,
        check=True,
        capture_output=True,
        text=True,
    )

    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert HEAVY & loaded == set()
    assert included(project) == ["router.include_router(invoices_router)"]
