"""The rules of templates, broken one by one."""

from pathlib import Path

import pytest

from tools.template_lint import main, problems


def lint(folder: Path, text: str, name: str = "a.py.jinja") -> list[str]:
    (folder / "template").mkdir()
    (folder / "template" / name).write_text(text)
    return list(problems(folder / "template"))


@pytest.mark.parametrize(
    "text",
    [
        "a = {{ slice.a }}\n",
        "{% if slice.a %}\na = 1\n{% endif %}\n",
        "{% if not slice.a %}\na = 1\n{% else %}\na = 2\n{% endif %}\n",
        "    {%- for a in slice.all -%}\n{{ a }}\n{% endfor %}\n",
        "{% filter imports(slice.package) %}\na\n{% endfilter %}\n",
    ],
)
def test_a_plain_template_keeps_the_rules(tmp_path: Path, text: str) -> None:
    assert lint(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a = 1{% if b %}", ":1: a control tag has a line of its own"),
        ("\n{% if a == 1 %}", ":2: a condition is one named property, not `a == 1`"),
        ("{% if a and b %}", ":1: a condition is one named property, not `a and b`"),
        ("{% if a %}\n{% elif b or c %}", ":2: a condition is one named property, not"),
        ("{% if a %}\n{% if b %}\n{% for c in d %}", ":3: control tags nest at most 2"),
        ("{% if a %}\n{% endif %}\n" * 3 + "\n" * 20, ": 6 of 26 lines are branches;"),
    ],
)
def test_a_broken_rule_is_told(tmp_path: Path, text: str, wrong: str) -> None:
    (found,) = lint(tmp_path, text)

    assert found.startswith(f"template/a.py.jinja{wrong}")


def test_a_short_template_may_be_all_branches(tmp_path: Path) -> None:
    assert lint(tmp_path, "{% if a %}\na\n{% endif %}\n") == []


def test_a_name_that_windows_does_not_allow_is_told(tmp_path: Path) -> None:
    (found,) = lint(tmp_path, "", name='{{ "a" }}.jinja')

    assert found.endswith("its name has a character that Windows does not allow")


def test_the_exit_status_says_whether_there_is_anything(tmp_path: Path) -> None:
    lint(tmp_path, "a = 1{% if b %}")

    assert main([str(tmp_path / "template")]) == 1
    assert main([str(tmp_path / "nothing")]) == 0
