"""Entries of lists, written as the others are."""

import ast

import pytest

from extensions.edits.module import Module, with_entry
from extensions.edits.safety import NotSafe


def grown(source: str) -> str:
    module = Module(source)
    statement = module.tree.body[-1]
    assert isinstance(statement, ast.Assign)
    assert isinstance(statement.value, ast.List | ast.Tuple)
    module.add_entry(statement.value, "new")
    return module.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = [one]", "a = [one, new]\n"),
        ("a = (one,)  # all\n", "a = (one, new)  # all\n"),
        ("a = []\n", "a = [new]\n"),
        ("a = ()\n", "a = (new,)\n"),
        ("a = [\n    one,\n]\n", "a = [\n    one,\n    new,\n]\n"),
        ("a = [\n  one  # é\n]\n", "a = [\n  one,  # é\n  new,\n]\n"),
        ("a = [\n    one, two\n]\n", "a = [\n    one, two, new\n]\n"),
        ("a = [one, two,  # 1\n  three]\n", "a = [one, two,  # 1\n  three, new]\n"),
        ("a = [f(\n    é\n)]\n", "a = [f(\n    é\n), new]\n"),
    ],
)
def test_an_entry_is_the_last_one(before: str, after: str) -> None:
    assert grown(before) == after
    compile(after, "list.py", "exec")


def test_a_list_without_brackets_is_not_changed() -> None:
    with pytest.raises(NotSafe, match="no brackets"):
        grown("a = one, two\n")


def test_an_entry_that_is_there_is_not_added_again() -> None:
    module = Module("a = ['x']\n")

    assert not with_entry(module, "a", '"x"')
    assert module.text == "a = ['x']\n"


def test_a_list_that_is_not_there_is_not_made() -> None:
    with pytest.raises(NotSafe, match="there is no list COMMANDS"):
        with_entry(Module("a = [1]\n"), "COMMANDS", "2")
