"""Edits of lists in TOML: by name, in their place, with all comments kept."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extensions.edits.edit import Requirement
from extensions.edits.safety import NotSafe

PYPROJECT = """# Ours.
[project]
name = "shop"
dependencies = [
    "alembic>=1.20,<2", # why
    # the web
    "fastapi>=0.165,<1",
    'uvloop>=0.23; sys_platform != "win32"'
]

[dependency-groups]
dev = ["pytest", "ruff"]
"""
NAMES = st.from_regex(r"[a-z][a-z0-9]{1,9}(-[a-z0-9]{1,5})?", fullmatch=True)


def add(
    requirement: str,
    text: str = PYPROJECT,
    table: str = "project",
    key: str = "dependencies",
) -> str:
    return Requirement("pyproject.toml", requirement, table, key).apply(text)


def declared(text: str) -> list[str]:
    found: list[str] = tomllib.loads(text)["project"]["dependencies"]
    return found


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True))
def test_all_are_declared_once_and_sorted(names: list[str]) -> None:
    text = PYPROJECT
    for name in [*names, *names]:
        text = add(f"{name}>=1", text)

    found = [line.partition(">")[0] for line in declared(text)]
    assert found == sorted({*names, "alembic", "fastapi", "uvloop"})


@given(NAMES)
def test_no_line_goes(name: str) -> None:
    lines = add(f"{name}>=1").splitlines()

    kept = [line.rstrip(",") for line in PYPROJECT.splitlines()]
    assert [
        line for line in kept if line not in [one.rstrip(",") for one in lines]
    ] == []


@pytest.mark.parametrize(
    "requirement",
    ["fastapi>=9", "FastAPI>=9", "alembic", "uvloop>=1"],
)
def test_a_range_that_is_there_stays(requirement: str) -> None:
    assert add(requirement) == PYPROJECT


def test_a_comment_stays_with_its_package() -> None:
    text = add("asyncpg>=1")

    assert '    "alembic>=1.20,<2", # why\n    # the web\n    "asyncpg>=1",\n' in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]", '["mypy"]'),
        ('["ruff"]', '["mypy", "ruff"]'),
        ('["abc"]', '["abc", "mypy"]'),
        ('["abc",]', '["abc", "mypy",]'),
        ('["z", "a"]', '["z", "a", "mypy"]'),
        ('[\n  "abc"\n]', '[\n  "abc",\n  "mypy",\n]'),
        ('[\n  "abc", # c\n]', '[\n  "abc", # c\n  "mypy",\n]'),
    ],
)
def test_the_style_of_the_list_is_kept(before: str, after: str) -> None:
    text = f"[dependency-groups]\ndev = {before}\n"

    assert add("mypy", text, "dependency-groups", "dev").endswith(f"dev = {after}\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[project", "not TOML"),
        ("[project]\nname = 'x'\n", "has no list dependencies"),
        ("[tool.poetry.dependencies]\npython = '3'\n", "has no list dependencies"),
        ("project.dependencies = []\n", "does not stand below"),
        ("[project]\ndependencies = ['pwdlib']\n", "lacks argon2"),
        ("[project]\ndependencies = ['a', ['b']]\n", "more than strings"),
    ],
)
def test_what_is_not_understood_is_not_changed(text: str, why: str) -> None:
    with pytest.raises(NotSafe, match=why):
        add("pwdlib[argon2]>=0.3", text)


def test_another_table_with_the_same_key_is_left_alone() -> None:
    text = "[tool.x]\ndependencies = []\n\n[project]\ndependencies = []\n"

    assert add("a", text) == text.replace(
        "[project]\ndependencies = []", '[project]\ndependencies = ["a"]'
    )
