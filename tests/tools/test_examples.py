"""Examples are compared file by file."""

from pathlib import Path

import pytest

from tools.examples import differences
from tools.rendering import EXAMPLES, names


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    return tree(tmp_path / "fresh", {"a.py": "a = 1\n", "src/b.py": "b = 1\n"})


def tree(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_an_equal_tree_does_not_differ(fresh: Path, tmp_path: Path) -> None:
    kept = tree(tmp_path / "shop", {"a.py": "a = 1\n", "src/b.py": "b = 1\n"})

    assert list(differences(fresh, kept)) == []


def test_what_differs_is_told_with_its_lines(fresh: Path, tmp_path: Path) -> None:
    kept = tree(tmp_path / "shop", {"a.py": "a = 2\n", "c.py": ""})

    assert list(differences(fresh, kept)) == [
        "examples/shop/a.py: differs",
        "    @@ -1 +1 @@",
        "    -a = 2",
        "    +a = 1",
        "examples/shop/c.py: is no longer written",
        "examples/shop/src/b.py: is missing",
    ]


def test_a_missing_tree_differs(fresh: Path, tmp_path: Path) -> None:
    assert len(list(differences(fresh, tmp_path / "shop"))) == 2


def test_what_using_an_example_leaves_behind_does_not_count(
    fresh: Path,
    tmp_path: Path,
) -> None:
    kept = tree(tmp_path / "shop", {"a.py": "a = 1\n", "src/b.py": "b = 1\n"})
    tree(kept, {".venv/bin/python": "", "src/__pycache__/b.pyc": "", "uv.lock": ""})

    assert list(differences(fresh, kept)) == []


@pytest.mark.parametrize("name", names())
def test_an_example_names_neither_a_commit_nor_this_machine(name: str) -> None:
    files = list((EXAMPLES / name).glob(".copier-answers.*.yml"))
    assert files
    for text in (file.read_text("utf-8") for file in files):
        assert "_commit" not in text
        assert "_src_path" not in text
        assert "resource: " in text
