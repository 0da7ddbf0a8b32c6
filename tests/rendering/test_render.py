"""What is true of every service as soon as it is rendered."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import copier
import pytest
import yaml

from tests.conftest import ROOT, git, run_copy
from tests.rendering.cells import CELLS, EVERY_FIELD
from tests.rendering.conftest import Render, Service, files_in

WITH_USERS = "nothing_but_a_resource"
WITHOUT_USERS = "widest_in_layers_without_users"
LONGEST_PATH = 180


@pytest.fixture(params=[WITH_USERS, WITHOUT_USERS])
def service(request: pytest.FixtureRequest, render: Render) -> Service:
    return render(request.param)


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_in(folder)}


def written(service: Service) -> dict[str, bytes]:
    return {name: (service.folder / name).read_bytes() for name in service.files}


# Answers ----------------------------------------------------------------------


def test_the_answers_file_is_named_after_the_plural(service: Service) -> None:
    found = [name for name in service.files if name.startswith(".copier")]

    assert found == [f".copier-answers.{service.answers['plural']}.yml"]


def test_fields_are_recorded_in_the_order_of_the_answer(render: Render) -> None:
    recorded = render(WITHOUT_USERS).answers["fields"]

    assert list(recorded.items()) == list(CELLS[WITHOUT_USERS]["fields"].items())
    assert list(recorded) == list(reversed(EVERY_FIELD))


@pytest.mark.all
@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_writes_the_same_files(
    seed: str,
    render: Render,
    tmp_path: Path,
) -> None:
    """No order of a set comes through, which differs from process to process."""
    first = render(WITH_USERS)
    code = (
        f"from pathlib import Path; render({WITH_USERS!r}, Path({first.folder.name!r}))"
    )

    subprocess.run(
        [sys.executable, "-c", f"from tools.cell import render; {code}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=True,
    )

    again = contents(tmp_path / first.folder.name)
    assert _but_for_its_source(again) == _but_for_its_source(written(first))


def test_recorded_answers_give_the_same_files(
    template_folder: Path,
    service: Service,
    tmp_path: Path,
) -> None:
    recorded = {
        name: service.answers[name] for name in service.answers if name[0] != "_"
    }

    again = run_copy(template_folder, tmp_path / "again", **recorded)

    assert _but_for_its_source(contents(again)) == _but_for_its_source(written(service))


def _but_for_its_source(files: dict[str, bytes]) -> dict[str, bytes]:
    """Where the template was, and whether it was a release, is recorded."""
    return {
        name: re.sub(rb"(?m)^_(commit|src_path): .*\n", b"", files[name])
        if name.startswith(".copier-answers.")
        else files[name]
        for name in files
    }


@pytest.mark.all
def test_an_update_with_the_same_answers_changes_nothing(
    template: Path,
    tmp_path: Path,
) -> None:
    folder = run_copy(template, tmp_path / "service", **CELLS[WITH_USERS])
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "made")
    before = contents_but_git(folder)

    [answers] = folder.glob(".copier-answers.*.yml")
    copier.run_update(
        folder,
        answers_file=answers.name,
        defaults=True,
        overwrite=True,
        unsafe=True,
        quiet=True,
    )

    assert git(folder, "status", "--porcelain", "--ignored") == ""
    assert contents_but_git(folder) == before


def contents_but_git(folder: Path) -> dict[str, bytes]:
    files = contents(folder)
    return {name: files[name] for name in files if not name.startswith(".git/")}


# Files ------------------------------------------------------------------------


def test_no_file_knows_where_it_was_rendered(service: Service, template: Path) -> None:
    source = service.answers["_src_path"]
    here = {source, *map(str, (template, ROOT, service.folder, service.folder.parent))}
    here_as_bytes = [path.encode() for path in here]

    for name, content in _but_for_its_source(written(service)).items():
        assert not [path for path in here_as_bytes if path in content], name


@pytest.mark.slow
def test_every_file_name_is_legal_everywhere(render: Render) -> None:
    for name in render("widest").files:
        assert not set(name) & set("\"'<>:|?*\\"), name
        assert len(name) <= LONGEST_PATH, name


def test_every_module_compiles(service: Service) -> None:
    modules = [name for name in service.files if name.endswith(".py")]

    assert modules
    for name in modules:
        compile(service.text(name), name, "exec", dont_inherit=True)


def test_every_text_ends_with_one_line_end_and_holds_no_template(
    service: Service,
) -> None:
    for name, content in written(service).items():
        text = content.decode()
        assert not text or (text.endswith("\n") and not text.endswith("\n\n")), name
        assert "\r" not in text, name
        assert not re.search(r"{%|%}|{#|#}", text), name


def test_every_configuration_can_be_read(service: Service) -> None:
    for name in service.files:
        if name.endswith(".toml"):
            assert tomllib.loads(service.text(name)), name
        if name.endswith((".yml", ".yaml")):
            assert yaml.safe_load(service.text(name)), name


# Agreement between files ------------------------------------------------------


def fields_of(module: str, name: str) -> list[str]:
    """The names of a model's fields, in their order."""
    [found] = (
        node
        for node in ast.parse(module).body
        if isinstance(node, ast.ClassDef) and node.name == name
    )
    declared = (node for node in found.body if isinstance(node, ast.AnnAssign))
    targets = (node.target for node in declared)
    return [target.id for target in targets if isinstance(target, ast.Name)]


def settings_in(module: str) -> list[str]:
    """The classes of settings."""
    classes = (
        node for node in ast.parse(module).body if isinstance(node, ast.ClassDef)
    )
    return [found.name for found in classes if found.name.endswith("Settings")]


def test_the_example_of_the_environment_names_every_setting(service: Service) -> None:
    settings = [
        name.upper()
        for file in service.files
        if file.endswith("settings.py") and not file.startswith("tests/")
        for kind in settings_in(service.text(file))
        for name in fields_of(service.text(file), kind)
    ]

    named = re.findall(r"(?m)^#?([A-Z_]+)=", service.text(".env.example"))

    assert sorted(named) == sorted(settings)


def test_the_project_declares_what_the_plan_says(service: Service) -> None:
    project: dict[str, Any] = tomllib.loads(service.text("pyproject.toml"))
    slice_ = service.plan.slice

    assert project["project"]["name"] == slice_.project_name
    assert project["project"]["dependencies"] == service.plan.requirements
    assert project["dependency-groups"]["dev"] == slice_.development_requirements
