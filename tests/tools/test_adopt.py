"""`make adopt`: what is new and red is found, and what was red before is not counted."""

import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from extensions.survey.survey import Survey
from tests.postgres import Postgres
from tests.projects.projects import HERE
from tools import cell
from tools.adopt import answers, place
from tools.adopt.__main__ import main, new
from tools.adopt.checks import TOOLS, Result, differences, findings, reported

REPORT = """
<testsuites><testsuite>
  <testcase classname="tests.test_shop" name="test_green"/>
  <testcase classname="tests.test_shop" name="test_left_out"><skipped/></testcase>
  <testcase classname="tests.test_shop" name="test_red">
    <failure message="assert 1 == 2&#10;and more">…</failure>
  </testcase>
</testsuite></testsuites>
"""
CHECKED = (
    "ERROR [alembic] FAILED: New upgrade operations detected: "
    "[('add_table', Table('a')), ('remove_index', Index('b'))]"
)
SAID = {
    "ruff check": ("app/a.py:1:2: F401 [*] `os` imported but unused", "app/a.py: F401"),
    "ruff format": ("Would reformat: app/a.py", "app/a.py"),
    "flake8": ("./app/a.py:3:80: E501 line too long", "./app/a.py: E501"),
    "black": ("would reformat app/a.py", "app/a.py"),
    "isort": (
        "ERROR: app/a.py Imports are incorrectly sorted and/or formatted.",
        "app/a.py: Imports are incorrectly sorted",
    ),
    "mypy": ("app/a.py:7: error: Missing return  [return]", "app/a.py: error: Missing"),
    "pyright": ("  /app/a.py:7:3 - error: No such thing", "/app/a.py: error: No such"),
}


# What checks find ---------------------------------------------------------------


@pytest.mark.parametrize("tool", TOOLS, ids=lambda one: one.name)
def test_findings_of_each_tool_have_no_lines(tool: object) -> None:
    name = getattr(tool, "name", "")
    said, finding = SAID[name]
    told = f"Checking …\n{said}\nFound 1 error.\n"

    [found] = findings(getattr(tool, "finding", ""), told)

    assert found.startswith(finding)


def test_a_finding_that_moves_is_the_same() -> None:
    before = "a.py:1:2: E1 as on line 4\n"
    after = "a.py:9:2: E1 as on line 12\n"

    pattern = TOOLS[0].finding
    assert [*findings(pattern, before)] == [*findings(pattern, after)]


def test_tests_are_counted_and_the_red_ones_named() -> None:
    result = reported(ET.fromstring(REPORT), place.Said(1, ""))

    assert result.word == "1 passed, 1 failed"
    assert result.findings == {"tests.test_shop.test_red": "assert 1 == 2"}


def test_coverage_that_is_not_reached_is_red() -> None:
    said = "FAIL Required test coverage of 100% not reached. Total coverage: 98.1%"
    result = reported(ET.fromstring("<a/>"), place.Said(1, said))

    assert len(result.findings) == 1


def test_differences_of_migrations_are_told_apart() -> None:
    assert len([*differences(CHECKED)]) == 2


def test_what_was_red_before_is_not_new() -> None:
    before = {"mypy": Result({"a": "", "b": ""})}
    after = {"mypy": Result({"b": "", "c": "why"}), "requests": Result({"d": ""})}

    assert new(before, after) == {"mypy": {"c": "why"}, "requests": {"d": ""}}


# Answers and settings -----------------------------------------------------------


def test_three_endpoints_share_a_model_whose_rows_can_be_made() -> None:
    existing, new_resource, nested = answers.chosen(Survey.of(HERE / "stockroom"))

    assert existing["model"] == nested["parent"] == "models:Supplier"
    assert new_resource["fields"]["about"] == "ref(Supplier)"


def test_answers_may_hold_a_login(tmp_path: Path) -> None:
    file = tmp_path / "answers.yml"
    file.write_text("resource: note\n---\nlogin: {token: access}\n")

    assert answers.given(file) == ([{"resource": "note"}], {"token": "access"})


def test_settings_of_a_file_reach_the_project(tmp_path: Path) -> None:
    file = tmp_path / "settings"
    file.write_text("# a comment\nexport NAME='a b'\nURL=x?y=z\n")

    found = place.environment_of(Path("bin/python"), [tmp_path], file)

    assert (found["NAME"], found["URL"]) == ("a b", "x?y=z")
    assert found["PYTHONPATH"] == str(tmp_path)


# A whole project ----------------------------------------------------------------

Adopt = Callable[[Path], int]
ONE = {
    "resource": "stock_count",
    "fields": {"counted_on": "date", "about": "ref(Supplier)"},
}
STRICT = '''
"""Nobody adds routes without this team."""

from main import app


def test_no_route_is_added():
    assert not any("stock-counts" in path for path in app.openapi()["paths"])
'''


@pytest.fixture
def stockroom(tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(HERE / "stockroom", tmp_path / "shop", ignore=ignore))


@pytest.fixture
def adopt(tmp_path: Path, postgres: Postgres) -> Adopt:
    """`adopt(project)` adds one endpoint to a copy; the exit status."""
    url = postgres.new_database("psycopg")
    settings, given = tmp_path / "settings", tmp_path / "answers.yml"
    settings.write_text(f"DATABASE_URL={url}\nTEST_DATABASE_URL={url}\n")
    given.write_text(yaml.safe_dump_all([ONE]))
    options = ("--env", str(settings), "--answers", str(given))
    return lambda folder: main([str(folder), "--python", str(cell.PYTHON), *options])


@pytest.mark.all
@pytest.mark.slow
def test_a_project_that_stays_green(
    stockroom: Path, adopt: Adopt, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted(stockroom.rglob("*"))

    assert adopt(stockroom) == 0

    said = capsys.readouterr().out
    assert said.endswith(" checks, 0 new failures\n")
    assert "stock_counts/test_create.py  +" in said
    assert sorted(stockroom.rglob("*")) == files


@pytest.mark.all
@pytest.mark.slow
def test_a_project_that_becomes_red(
    stockroom: Path, adopt: Adopt, capsys: pytest.CaptureFixture[str]
) -> None:
    (stockroom / "test_strict.py").write_text(STRICT)

    assert adopt(stockroom) == 1

    said = capsys.readouterr().out
    assert "pytest: test_strict.test_no_route_is_added" in said
    assert said.endswith(" checks, 1 new failures\n")


def test_a_folder_without_an_application(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    assert "There is no FastAPI application" in capsys.readouterr().err
