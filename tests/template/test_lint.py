"""The rules of the templates, the questions and the extensions, where a machine can check them.

A rule is a function from a text to what is wrong with it. Each is tried on a text that
breaks it, since a check that cannot fail is a defect.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml

from tests.conftest import ROOT

Rule: TypeAlias = Callable[[str], Iterator[str]]

TEMPLATE, PARTS, INTERVIEW, EXTENSIONS = (
    ROOT / folder for folder in ("template", "parts", "interview", "extensions")
)
SUFFIX = ".jinja"


# Rules of any file of the template --------------------------------------------


def plain_text(text: str) -> Iterator[str]:
    """LF at the end of every line, and no space before it."""
    if "\r" in text:
        yield "has line ends of Windows"
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield "does not end with one line end"
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip():
            yield f"{number}: has spaces at its end"


def no_tabs(text: str) -> Iterator[str]:
    """But in makefiles, which need them."""
    if "\t" in text:
        yield "has a tab"


# Rules of what Python hands to templates ---------------------------------------

STATEMENT = re.compile(
    r"^\s*(await|return|raise|yield|def|class|async def|with|for|if) \S.*[(:]|^\S.*\n +\S"
)


def no_code(text: str) -> Iterator[str]:
    """Statements stand in templates, where they are read and changed."""
    tree = ast.parse(text)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for found in texts:
        is_told = id(found) in told or not isinstance(found.value, str)
        if not is_told and STATEMENT.search(str(found.value)):
            yield f"{found.lineno}: holds code, {found.value!r}"


# What they are tried on -------------------------------------------------------

ANY_FILE: list[Rule] = [plain_text]
ANY_BUT_MAKEFILES: list[Rule] = [no_tabs]

BROKEN: list[tuple[Rule, str]] = [
    (plain_text, "a\r\n"),
    (plain_text, "a"),
    (plain_text, "a\n\n"),
    (plain_text, "a \nb\n"),
    (no_tabs, "\ta\n"),
    (no_code, "x = 'return await service.read(id)'"),
    (no_code, "x = 'def read():'"),
    (no_code, "x = 'values,\\n    request'"),
]


@pytest.mark.parametrize(("rule", "text"), BROKEN)
def test_a_rule_notices_what_breaks_it(rule: Rule, text: str) -> None:
    assert list(rule(text)) != []


# The template -----------------------------------------------------------------


def files(pattern: str = "*", *folders: Path) -> list[Path]:
    found = (
        path
        for folder in folders or (TEMPLATE, PARTS)
        for path in folder.rglob(pattern)
    )
    return sorted(path for path in found if path.is_file())


def named(path: Path) -> str:
    folders = (TEMPLATE, PARTS, EXTENSIONS)
    [folder] = (folder for folder in folders if path.is_relative_to(folder))
    return path.relative_to(folder).as_posix()


def broken(rule: Rule, paths: list[Path]) -> list[str]:
    assert paths
    return [
        f"{named(path)}: {wrong}"
        for path in paths
        for wrong in rule(path.read_bytes().decode())
    ]


@pytest.mark.parametrize("rule", ANY_FILE)
def test_every_file_keeps(rule: Rule) -> None:
    assert broken(rule, files()) == []


@pytest.mark.parametrize("rule", ANY_BUT_MAKEFILES)
def test_every_file_but_makefiles_keeps(rule: Rule) -> None:
    assert broken(rule, [path for path in files() if "Makefile" not in path.name]) == []


def test_no_path_has_a_character_that_windows_forbids() -> None:
    assert [
        named(path) for path in files() if set(named(path)) & set('<>:"\\|?*')
    ] == []


def test_what_is_no_template_has_no_tags() -> None:
    plain = [path for path in files() if path.suffix != SUFFIX]

    assert [named(path) for path in plain if "{%" in path.read_text("utf-8")] == []


# The interview ----------------------------------------------------------------

QUESTIONS = {
    name: question
    for path in sorted(INTERVIEW.glob("*.yml"))
    for name, question in yaml.safe_load(path.read_text("utf-8")).items()
}
CALL = re.compile(r"{{ '(\w+)' \| (\w+)(\('\w+'\))? }}")
"""One filter over one name."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_a_help_of_one_line(name: str) -> None:
    line = QUESTIONS[name]["help"].removeprefix("{{ 'plan' | preview }}\n")

    assert line
    assert "\n" not in line
    assert "{" not in line.replace("{}", "")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_choice_states_its_consequence(name: str) -> None:
    labels = QUESTIONS[name].get("choices", {})

    assert isinstance(labels, dict) or CALL.fullmatch(labels)
    assert [
        label for label in labels if isinstance(labels, dict) and " – " not in label
    ] == []


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("key", ["default", "validator", "when", "choices"])
def test_a_question_holds_no_logic(key: str, name: str) -> None:
    for text in _texts(QUESTIONS[name].get(key)):
        assert "{" not in text or "{%" not in text
        assert "{{" not in text or CALL.fullmatch(text), text


def _texts(value: object) -> Iterator[str]:
    """Every text in an answer of a question's key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


# The extensions ---------------------------------------------------------------

LIBRARIES = set(
    "copier copier_template_extensions jinja2 pydantic pydantic_core yaml".split(),
)
"""What Copier and its extension for extensions bring."""
PURE = ("answers", "slice", "survey")
IMPURE = set(
    """
    asyncio code codeop concurrent copier copier_template_extensions ctypes ftplib
    http importlib jinja2 mmap multiprocessing os pickle pkgutil pty runpy shelve shutil
    signal smtplib socket socketserver ssl subprocess tempfile threading urllib webbrowser
    """.split(),
)
"""What would run, fetch or change something, or ask Copier what it thinks."""
READS_FILES = {"os", "tokenize"}
"""Which the survey may, since it reads the project."""
DANGEROUS = {"__import__", "compile", "eval", "exec", "getattr_static", "input"}

MODULES = sorted(EXTENSIONS.rglob("*.py"))


def imported(text: str) -> Iterator[str]:
    """The packages of absolute imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).partition(".")[0]


def called(text: str) -> Iterator[str]:
    """The names that are called as functions."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def test_imports_are_found() -> None:
    text = (
        "import os.path, yaml as y\nfrom http import client\nfrom . import a\nf(exec())"
    )

    assert list(imported(text)) == ["os", "yaml", "http"]
    assert set(called(text)) == {"f", "exec"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_an_extension_imports_itself_and_what_copier_brings(path: Path) -> None:
    allowed = sys.stdlib_module_names | LIBRARIES

    assert set(imported(path.read_text("utf-8"))) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_an_extension_runs_no_text(path: Path) -> None:
    assert DANGEROUS.isdisjoint(called(path.read_text("utf-8")))


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.relative_to(EXTENSIONS).parts[0] in PURE],
    ids=lambda path: path.name,
)
def test_reading_answers_and_projects_runs_nothing(path: Path) -> None:
    may = READS_FILES if "survey" in path.parts else set()

    assert (IMPURE - may).isdisjoint(imported(path.read_text("utf-8")))


@pytest.mark.parametrize("folder", ["answers", "plan", "revisions", "slice"])
def test_what_python_hands_to_templates_is_no_code(folder: str) -> None:
    modules = sorted((EXTENSIONS / folder).glob("*.py"))
    assert broken(no_code, modules) == []
