"""Ruff: whether the one that Copier finds will do, and what it makes of files."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from extensions import ruff
from extensions.answers.problem import Problem
from extensions.slice.style import Style


@pytest.mark.parametrize(
    ("found", "wrong"),
    [("", "ruff is missing beside Copier"), ("0.1.0", "ruff 0.1.0 is not >=")],
)
def test_another_one_is_told_in_one_line_with_the_command_that_works(
    found: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(_: str) -> str:
        if not found:
            raise PackageNotFoundError
        return found

    monkeypatch.setattr(ruff, "version", version)

    with pytest.raises(Problem) as told:
        ruff.check_ruff()

    assert str(told.value).startswith(wrong)
    assert "\n" not in str(told.value)
    assert f"--with 'ruff{ruff.RANGE}' copier" in str(told.value)


@pytest.mark.parametrize("found", ["0.17.0", "0.17.6", "0.99.1"])
def test_any_of_the_range_will_do(found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruff, "version", lambda _: found)

    ruff.check_ruff()


def test_what_is_no_python_stops_it(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("def (:\n")

    with pytest.raises(
        Problem, match=r"ruff format: .*a\.py:1:5: Expected an identifier"
    ):
        ruff.lay_out([file], Style())


def test_imports_are_pruned_and_lines_wrapped(tmp_path: Path) -> None:
    file, other = tmp_path / "a.py", tmp_path / "a.toml"
    file.write_text("import os, sys\nsys.exit( 'a' )\n")
    other.write_text("a=1\n")

    ruff.lay_out([file, other], Style(quotes="single"))

    assert file.read_text() == "import sys\n\nsys.exit('a')\n"
    assert other.read_text() == "a=1\n"


def test_a_setting_that_ruff_does_not_know_stops_it(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a = 1\n")

    with pytest.raises(Problem, match=r"ruff check: .*lint.isort.no-such"):
        ruff.lay_out([tmp_path / "a.py"], Style(isort={"no-such": True}))


@pytest.mark.parametrize(
    ("target", "upgrades", "expected"),
    [
        ("py312", {"UP040"}, "type Row = dict[str, int]\n"),
        ("py312", set(), None),
        ("py311", {"UP040"}, None),
    ],
)
def test_types_are_upgraded_where_linter_and_target_agree(
    target: str, upgrades: set[str], expected: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "a.py"
    text = "from typing import TypeAlias\n\nRow: TypeAlias = dict[str, int]\n"
    file.write_text(text)

    ruff.lay_out([file], Style(target=target, upgrades=frozenset(upgrades)))

    assert file.read_text() == (expected or text)


def test_messages_stand_in_variables_where_its_linter_asks_for_that(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.py"
    file.write_text('def find() -> None:\n    raise KeyError("no such row")\n')

    ruff.lay_out([file], Style(upgrades=frozenset({"EM101"})))

    assert '    msg = "no such row"\n    raise KeyError(msg)\n' in file.read_text()


def test_docstrings_are_written_before_the_formatter_runs(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("def test_is_empty_at_first( ):\n  assert not []\n")

    ruff.lay_out([file], Style(docstrings=frozenset({"D103"})))

    expected = 'def test_is_empty_at_first():\n    """Is empty at first."""\n'
    assert file.read_text() == f"{expected}    assert not []\n"
