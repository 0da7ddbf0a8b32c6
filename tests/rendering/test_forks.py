"""A fork changes one thing in one file, and every kind of project gets it."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extensions.answers.problem import Problem
from extensions.house import SHADOWS, House
from tests import forks
from tests.conftest import ANSWERS_FILE, ROOT
from tests.in_process import environment, loader
from tools.house_check import faults, unsound

pytestmark = pytest.mark.slow

KINDS = ("service", "functions", "views")
NAMES = (ROOT / "parts/names.jinja").read_text("utf-8")
LICENCE = "# Copyright Example Ltd.\n# SPDX-License-Identifier: Apache-2.0\n"
HEADER = """\
{% extends "upstream/parts/router.py.jinja" %}
{% block headers_of_create %}
{{ super() }}
    response.headers["X-Created-By"] = "example"
{% endblock %}
"""
FORKING = (ROOT / "docs/forking.md").read_text("utf-8")
LOG = FORKING.partition("```jinja\n")[2].partition("```")[0]
"""As the page about forks shows it."""
NOT_FOUND = 'f"There is no such {resource.lower()}."\n'


def forked(
    folder: Path, house: dict[str, str], kinds: tuple[str, ...] = KINDS
) -> Iterator[dict[str, str]]:
    """What a fork writes for endpoints of these kinds; all of it is sound."""
    root = forks.fork(folder, house)
    House(loader(root), root).check(environment(root))
    for kind in kinds:
        files = forks.files_of(forks.endpoints()[kind], root)
        assert [*unsound(files)] == []
        yield files


def route(files: dict[str, str], operation: str) -> list[str]:
    """The statements of a route."""
    [found] = (
        node
        for name, text in forks.python_in(files)
        if "await service." in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef)
        and node.name in {f"{operation}_product", f"{operation}_box"}
    )
    return [ast.unparse(statement) for statement in found.body]


def test_a_header_on_create(tmp_path: Path) -> None:
    for files in forked(tmp_path, {"parts/router.py.jinja": HEADER}):
        body = route(files, "create")
        assert "response.headers['X-Created-By'] = 'example'" in body
        assert any("Location" in statement for statement in body)


def test_another_name_for_the_function_that_reads(tmp_path: Path) -> None:
    names = NAMES.replace('read = "get_"', 'read = "fetch_"')
    for files in forked(tmp_path, {"parts/names.jinja": names}):
        python = "\n".join(text for _, text in forks.python_in(files))
        assert re.search(r"await service\.fetch_(product|box)\(", python)
        assert re.search(r"def fetch_(product|box)\(", python)
        assert not re.search(r"\bget_(product|box)\b", python)


def test_another_text_for_404(tmp_path: Path) -> None:
    house = {"parts/shared/not_found.jinja": NOT_FOUND}
    for files in forked(tmp_path, house):
        python = "\n".join(text for _, text in forks.python_in(files))
        assert 'f"There is no such {resource.lower()}."' in python
        assert "not found." not in python


def test_a_log_line_on_delete(tmp_path: Path) -> None:
    for files in forked(tmp_path, {"parts/router.py.jinja": LOG}):
        assert re.match(r"logger\.info\(", route(files, "delete")[-1])


def test_a_licence_stands_first_in_every_module(tmp_path: Path) -> None:
    house = {"parts/header.jinja": LICENCE}
    for files in forked(tmp_path, house, tuple(forks.endpoints())):
        for name, text in forks.python_in(files):
            assert text.startswith(LICENCE), name
            after = text.removeprefix(LICENCE)
            assert not after or ast.get_docstring(ast.parse(text)), name
    revision = forks.revision(tmp_path)
    assert revision.startswith(LICENCE)
    assert ast.get_docstring(ast.parse(revision))


@pytest.mark.parametrize("kind", ["service", "service of keys"])
def test_lint_of_a_service_has_nothing_against_a_house(
    tmp_path: Path, kind: str
) -> None:
    house = {"parts/header.jinja": LICENCE, "parts/router.py.jinja": LOG}
    [files] = forked(tmp_path / "fork", house, (kind,))
    for name, text in files.items():
        file = tmp_path / "shop" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for command in (["check"], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--no-cache"]
        done = subprocess.run(
            ruff, cwd=tmp_path / "shop", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_without_a_licence_what_is_empty_stays_empty() -> None:
    files = forks.files_of(forks.endpoints()["service"])
    assert files["src/shop/__init__.py"] == ""


# Every template ---------------------------------------------------------------


def test_every_template_is_used() -> None:
    assert [*faults(ROOT)] == []
    templates = {
        file.relative_to(ROOT).as_posix()
        for folder in SHADOWS
        for file in (ROOT / folder).rglob("*.jinja")
    }
    assert templates - loader(ROOT).read == {f"template/{ANSWERS_FILE}"}


@pytest.mark.parametrize(
    ("house", "wrong"),
    [
        ({"parts/nothing.jinja": ""}, "there is no template parts/nothing.jinja"),
        (
            {"template/{{ at.service }}/.dockerignore": ""},
            "there is no template template/{{ at.service }}/.dockerignore",
        ),
        (
            {"parts/router.py.jinja": HEADER.replace("_of_create", "")},
            "there is no block headers",
        ),
        (
            {"parts/names.jinja": '{% extends "upstream/parts/names.jinja" %}\n'},
            "house/parts/names.jinja: upstream/parts/names.jinja has no blocks",
        ),
        (
            {"parts/header.jinja": "\n{% if %}"},
            "house/parts/header.jinja: Expected an expression",
        ),
    ],
)
def test_what_replaces_nothing_is_refused(
    tmp_path: Path, house: dict[str, str], wrong: str
) -> None:
    root = forks.fork(tmp_path, house)
    with pytest.raises(Problem, match=re.escape(wrong)):
        House(loader(root), root).check(environment(root))
    [line] = faults(root)
    assert wrong in line


def test_a_house_may_read_the_answers_to_its_own_questions(tmp_path: Path) -> None:
    house = {
        "parts/header.jinja": "# Owned by {{ team }}.\n",
        "questions.yml": "team: {type: str, default: orders}\n",
    }
    root = forks.fork(tmp_path, house)
    files = forks.files_of(forks.endpoints()["views"], root)
    assert files["app/errors.py"].startswith("# Owned by orders.\n")


def test_what_a_house_breaks_is_told(tmp_path: Path) -> None:
    text = LOG.replace("import logging\n", "")
    house = {"parts/router.py.jinja": text, "parts/fitted/permissions.py.jinja": "("}
    [first, *_] = faults(forks.fork(tmp_path, house))
    assert "ruff format" in first
