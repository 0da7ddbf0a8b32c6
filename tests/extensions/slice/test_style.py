"""The style of a project, as settings of ruff."""

import pytest

from extensions.slice.style import Style


@pytest.mark.parametrize(
    ("python", "target"),
    [
        (">=3.12", "py312"),
        (">=3.10,<4", "py310"),
        ("<4,>=3.12", "py312"),
        ("^3.13", "py313"),
        (None, "py311"),
        ("*", "py311"),
    ],
)
def test_the_oldest_python_is_the_target(python: object, target: str) -> None:
    assert Style.of({}, (), python).target == target
    assert Style.of({"target": "py39"}, (), python).target == "py39"


def test_answers_without_it_have_the_defaults_of_ruff() -> None:
    assert Style.of({}, {"app"}) == Style(first_party=frozenset({"app"}))


def test_newer_syntax_is_written_where_its_linter_checks_it() -> None:
    assert Style.of({"rules": ["PLR2004", "UP040"]}, ()).upgrades == {"UP040"}


def test_docstrings_are_written_where_its_linter_asks_for_them() -> None:
    made = Style.of({"rules": ["D102", "D103"], "untested": ["D103"]}, ())

    assert made.docstrings == {"D102", "D103"}
    assert made.tests.docstrings == {"D102"}
