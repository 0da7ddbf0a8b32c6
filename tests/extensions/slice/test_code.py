"""Source as a formatter leaves it: ruff changes nothing, whatever the names' lengths."""

import ast
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from extensions.slice.code import (
    Call,
    block,
    call,
    imports,
    literal,
    quoted,
)
from tests.extensions.slice.strategies import FLOATS, LONG_SNAKE, SNAKE, TEXTS

# Tables ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", '"plain"'),
        ("it's", '"it\'s"'),
        ('say "hi"', "'say \"hi\"'"),
        ("'\"", '"\'\\""'),
        ("a\\b\n\t\0", '"a\\\\b\\n\\t\\x00"'),
        ("été", '"été"'),
        ("\u200b", '"\\u200b"'),
    ],
)
def test_text_is_quoted(text: str, written: str) -> None:
    assert quoted(text) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a", '"a"'),
        (None, "None"),
        (True, "True"),
        (1.5, "1.5"),
        (1e300, "1e300"),
        ([1, "b"], '[1, "b"]'),
        (("a", "b"), '["a", "b"]'),
        ({"a": [], "b": {}}, '{"a": [], "b": {}}'),
    ],
)
def test_value_is_written_as_a_literal(value: Any, written: str) -> None:
    assert literal(value) == written


def test_keywords_that_are_none_are_left_out() -> None:
    assert str(call("f", "a", b="1", c=None, d=call("g"))) == "f(a, b=1, d=g())"


@pytest.mark.parametrize("brackets", ["[]", "{}", "()"])
def test_block_without_entries_is_empty_brackets(brackets: str) -> None:
    assert block([], brackets) == brackets


def test_imports_stand_in_sections() -> None:
    modules = ["shop.a:B", "sqlalchemy as sa", "typing:Any", "tests.x:y", "uuid"]
    assert imports(modules, "shop") == (
        "import uuid\nfrom typing import Any\n\n"
        "import sqlalchemy as sa\n\n"
        "from shop.a import B\n\n"
        "from tests.x import y"
    )


# Properties --------------------------------------------------------------------

MANY = 60
"""Statements that the formatter sees at once."""
TRIES = settings(
    deadline=None,
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # the diff is short enough
)

WORDS = SNAKE | LONG_SNAKE
CLASSES = WORDS.map(lambda name: name.title().replace("_", ""))
LITERALS = st.one_of(
    TEXTS.map(literal),
    st.integers().map(literal),
    FLOATS.map(literal),
    st.sampled_from(["None", "True", "MISSING", "Status.DRAFT"]),
)


def many(statements: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(statements, min_size=1, max_size=MANY).map("\n".join)


CALLS: st.SearchStrategy[Call] = st.recursive(
    st.builds(Call, WORDS, st.lists(WORDS | LITERALS, max_size=4).map(tuple)),
    lambda inner: st.builds(
        lambda function, positional, keywords: call(function, *positional, **keywords),
        WORDS,
        st.lists(WORDS | inner, max_size=3),
        st.dictionaries(SNAKE.map("k_{}".format), LITERALS | inner, max_size=3),
    ),
    max_leaves=5,
)
ANNOTATIONS = st.one_of(
    CLASSES,
    CLASSES.map("{} | None".format),
    CLASSES.map("{} | MISSING".format),
    CLASSES.map("{} | MISSING | None".format),
    CLASSES.map("CommaSeparated[{}] | None".format),
)
COLUMNS = CLASSES.map("Mapped[{}]".format) | CLASSES.map("Mapped[{} | None]".format)
SUFFIXED = st.builds("{}{}".format, WORDS, st.sampled_from(["", "__in", "__is_null"]))


@settings(deadline=None)
@given(st.text())
def test_quoted_text_reads_back_as_itself(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text


IMPORTED = st.sampled_from(["A", "AB", "Abc", "abc", "ABC_D", "a_b", "Z9", "aB", "_a"])
NUMBERED = st.builds("{}{}".format, st.sampled_from("ab_"), st.integers(0, 20))
MODULES = st.one_of(
    st.sampled_from(
        ["typing", "datetime as dt", "sqlalchemy as sa", "pydantic", "os.path"]
    ),
    WORDS.map("m_{}".format),
    st.builds("shop.{}.{}".format, WORDS, WORDS),
    st.builds("tests.{}".format, WORDS | NUMBERED),
)
MEMBERS = (
    IMPORTED | NUMBERED | WORDS | CLASSES | st.builds("{} as {}".format, CLASSES, WORDS)
)
ENTRIES = st.one_of(
    MODULES,
    st.builds("{}:{}".format, MODULES.filter(lambda name: " " not in name), MEMBERS),
)


def _entry(node: ast.stmt, alias: ast.alias) -> str:
    module = f"{node.module}:" if isinstance(node, ast.ImportFrom) else ""
    return module + alias.name + (f" as {alias.asname}" if alias.asname else "")
