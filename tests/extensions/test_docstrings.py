"""Docstrings for what has none, by the rules that ask for them."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from extensions.docstrings import RULES, documented

MODULE = dedent("""
    import pytest


    class Pager:
        size = 20

        def __init__(self) -> None:
            self.rows = []

        def __len__(self) -> int:
            return self.size

        @property
        def first_row(self) -> object:
            return self.rows[0]

        def _next(self) -> None:
            self.rows.pop()


    class _Hidden:
        def shown(self) -> None:
            return None


    @pytest.fixture
    def client() -> object:
        # Nothing else is needed.
        @pytest.fixture
        def inner() -> None:
            return None

        return inner


    async def test_refuses_a_bad_cursor() -> None:
        assert client


    def told() -> None:
        \"\"\"Already.\"\"\"
""")


def broken(source: str, folder: Path) -> list[str]:
    """The rules of docstrings that ruff finds broken, in order."""
    file = folder / "module.py"
    file.write_text(source)
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--isolated",
        "--no-cache",
        str(file),
    ]
    options = [f"--select={','.join(sorted(RULES))}", "--output-format=concise"]
    said = subprocess.run(
        [*command, *options], capture_output=True, text=True, check=False
    ).stdout
    return [line.split()[1] for line in said.splitlines() if "module.py" in line]


@pytest.mark.parametrize("rule", sorted(RULES - {"D104"}))
def test_only_what_a_rule_asks_for_is_written(rule: str, tmp_path: Path) -> None:
    before = broken(MODULE, tmp_path)

    after = broken(documented(MODULE, frozenset({rule})), tmp_path)

    assert rule in before
    assert after == [one for one in before if one != rule]


def test_names_are_sentences() -> None:
    made = documented(MODULE, RULES)

    for sentence in ("Pager.", "Initialize.", "First row.", "Refuses a bad cursor."):
        assert f'"""{sentence}"""' in made
    assert documented(made, RULES) == made


@pytest.mark.parametrize(
    ("source", "made"),
    [("", '"""Order items."""\n'), ("from .a import b\n", "from .a import b\n")],
)
def test_an_empty_package_is_called_by_its_name(source: str, made: str) -> None:
    assert documented(source, frozenset({"D104"}), "order_items") == made
