"""The table: its constraints and indexes, and the names that they get."""

import ast
import re
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql

from extensions.answers.fields import Field
from extensions.answers.problem import Problem
from extensions.slice.table import LONGEST_NAME
from tests.extensions.slice.generated import SERVICE, table
from tests.extensions.slice.strategies import (
    LONG_SNAKE,
    SNAKE,
    field,
    fields,
)


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("x" * 40, "str, unique", ""),
        ("x" * 40, "str, index", ""),
        ("x" * 40, "enum(a)", ""),
        ("x" * 40, "ref(Customer)", ""),
    ],
)
def test_longest_names_are_short_enough(name: str, text: str, wrong: str) -> None:
    assert problem_of(table(field(name, text), name="y" * 13)) == wrong


@pytest.mark.parametrize(
    ("text", "long", "length"),
    [
        ("str, unique", f"uq_{'y' * 20}_{'x' * 40}", 64),
        ("str, index", f"ix_{'y' * 20}_{'x' * 40}_id", 67),
        ("enum(a)", f"ck_{'y' * 20}_{'x' * 40}", 64),
        ("ref(Customer), unique", f"uq_{'y' * 20}_{'x' * 40}", 64),
    ],
)
def test_name_that_postgresql_would_cut_is_refused(
    text: str,
    long: str,
    length: int,
) -> None:
    found = table(field("x" * 40, text), name="y" * 20)
    assert problem_of(found) == (
        f"fields.{'x' * 40}: {long} would be a name of {length} characters in the "
        "database; accepted: names with which it has at most 63"
    )


def test_name_of_an_association_that_postgresql_would_cut_is_refused() -> None:
    found = table(field("x" * 40, "refs(Customer)"), name="y" * 20)
    assert problem_of(found).startswith(f"fields.{'x' * 40}: pk_{'y' * 20}_{'x' * 40} ")


def test_table_behind_a_field_is_a_new_one() -> None:
    with pytest.raises(Problem, match=r"^fields\.tags: products_tags is a table of"):
        table(field("tags", "refs(Tag)")).check(["tags", "products_tags"])


@pytest.mark.parametrize(
    ("text", "indexes"),
    [
        ("ref(Customer)", [("created_at", "id"), ("x", "id")]),
        ("ref(Customer), index", [("created_at", "id"), ("x", "id")]),
        ("ref(Customer), unique", [("created_at", "id")]),
        ("ref(Customer), unique, index", [("created_at", "id"), ("x", "id")]),
        ("refs(Customer)", [("created_at", "id")]),
    ],
)
def test_reference_has_one_index(text: str, indexes: list[tuple[str, str]]) -> None:
    assert [one.columns for one in table(field("x", text)).indexes] == indexes


def problem_of(found: Any) -> str:
    try:
        found.check(())
    except Problem as problem:
        return str(problem)
    return ""


# Properties --------------------------------------------------------------------

CONVENTION = ast.literal_eval(
    re.findall(
        r"naming_convention=(\{.*?\})",
        (SERVICE / "database.py.jinja").read_text("utf-8"),
        re.DOTALL,
    )[0],
)
"""Of the base of every model."""

OPTIONS = st.sampled_from(["", ", index", ", unique", ", unique, index"])
TEXTS_OF_COLUMNS = st.builds(
    "{}{}".format,
    st.sampled_from(["str", "int", "enum(a, b)", "ref(Customer)"]),
    OPTIONS,
)
NAMES = SNAKE | LONG_SNAKE


def columns_of(*texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Field]]:
    return st.lists(
        fields(st.one_of(*texts), NAMES), max_size=8, unique_by=lambda one: one.name
    )


def by_convention(name: str, found: list[Field]) -> set[str]:
    """What SQLAlchemy calls the constraints and indexes of the table."""
    columns = [
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("created_at", sa.DateTime),
    ]
    for one in found:
        type_ = sa.Enum(
            "a", "b", name=one.name, native_enum=False, create_constraint=True
        )
        kind: Any = type_ if one.kind == "enum" else sa.Integer
        key = [sa.ForeignKey("others.id")] if one.kind == "ref" else []
        columns.append(sa.Column(one.name, kind, *key, unique=one.unique or None))
    metadata = sa.MetaData(naming_convention=CONVENTION)
    sa.Table("others", metadata, sa.Column("id", sa.Integer, primary_key=True))
    made = sa.Table(name, metadata, *columns)
    for indexed in ("created_at", *(one.name for one in found if is_indexed(one))):
        sa.Index(None, made.c[indexed], made.c.id)
    preparer: Any = postgresql.dialect().identifier_preparer  # type: ignore[no-untyped-call]
    return {
        str(preparer.format_constraint(one)).strip('"')
        for one in (*made.constraints, *made.indexes)
    }


def is_indexed(one: Field) -> bool:
    return one.index or (one.kind == "ref" and not one.unique)


@settings(deadline=None)
@given(NAMES, columns_of(TEXTS_OF_COLUMNS))
def test_names_are_those_of_the_convention(name: str, found: list[Field]) -> None:
    made = table(*found, name=name)
    if problem_of(made):
        return
    named: list[Any] = [*made.constraints, *made.indexes]
    assert {f"pk_{name}", *(one.name for one in named)} == by_convention(name, found)


@settings(deadline=None)
@given(NAMES, columns_of(TEXTS_OF_COLUMNS))
def test_name_is_refused_exactly_where_sqlalchemy_would_shorten_it(
    name: str,
    found: list[Field],
) -> None:
    names = by_convention(name, found)
    shortened = any(re.search(r"_[0-9a-f]{4}$", one) and len(one) > 50 for one in names)
    refused = bool(problem_of(table(*found, name=name)))
    assert refused >= any(len(one) > LONGEST_NAME for one in names)
    assert not refused or shortened
