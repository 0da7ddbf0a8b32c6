"""The table: model, revision and the names of what is in it."""

import ast
import re
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql

from extensions.spec.columns import LONGEST_NAME
from extensions.spec.fields import Field
from extensions.spec.problem import Problem
from tests.extensions.spec.formatting import reformatted
from tests.extensions.spec.generated import SERVICE, table
from tests.extensions.spec.strategies import (
    LONG_SNAKE,
    SNAKE,
    SPECS,
    STORED,
    field,
    fields,
)

# Tables ------------------------------------------------------------------------

COLUMNS: dict[str, tuple[str, str]] = {
    "str(9)": (
        "x: Mapped[str] = mapped_column(sa.String(9))",
        'sa.Column("x", sa.String(9), nullable=False),',
    ),
    "int?, unique": (
        "x: Mapped[int | None] = mapped_column(sa.Integer, unique=True)",
        'sa.Column("x", sa.Integer(), nullable=True),',
    ),
    "date = today": (
        'x: Mapped[dt.date] = mapped_column(sa.Date, server_default=sa.text("CURRENT_DATE"))',
        'sa.Column("x", sa.Date(), nullable=False, server_default=sa.text("CURRENT_DATE")),',
    ),
    "text = today": (
        "x: Mapped[str] = mapped_column(sa.Text, server_default=sa.text(\"'today'\"))",
        'sa.Column("x", sa.Text(), nullable=False, server_default=sa.text("\'today\'")),',
    ),
    "text = now()": (
        "x: Mapped[str] = mapped_column(sa.Text, server_default=sa.text(\"'now()'\"))",
        'sa.Column("x", sa.Text(), nullable=False, server_default=sa.text("\'now()\'")),',
    ),
    "enum(a)": (
        'x: Mapped[ProductX] = mapped_column(choice(ProductX, "x"))',
        'sa.Column("x", sa.String(50), nullable=False),',
    ),
}


def on_one_line(code: str) -> str:
    joined = re.sub(r"([(\[])\s+", r"\1", " ".join(code.split()))
    return re.sub(r",? ([)\]])", r"\1", joined)


@pytest.mark.parametrize(("text", "lines"), COLUMNS.items())
def test_column_stands_in_model_and_revision(text: str, lines: tuple[str, str]) -> None:
    (column,) = table(field("x", text)).columns
    assert tuple(map(on_one_line, (column.in_model, column.in_migration))) == lines


def test_enum_has_a_member_for_each_value() -> None:
    (enum,) = table(field("state", "enum(draft, in-review)")).enums
    assert enum.class_name == "ProductState"
    assert enum.members == ['DRAFT = "draft"', 'IN_REVIEW = "in-review"']


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("x" * 40, "str, unique", ""),
        ("x" * 40, "str, index", ""),
        ("x" * 40, "enum(a)", ""),
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


def problem_of(found: Any) -> str:
    try:
        found.check_names()
    except Problem as problem:
        return str(problem)
    return ""


# Properties --------------------------------------------------------------------

CONVENTION = ast.literal_eval(
    re.search(
        r"naming_convention=(\{.*?\})",
        (SERVICE / "database.py.jinja").read_text("utf-8"),
        re.DOTALL,
    )[1],  # type: ignore[index]
)
"""Of the base of every model."""

OPTIONS = st.sampled_from(["", ", index", ", unique", ", unique, index"])
TEXTS_OF_COLUMNS = st.builds(
    "{}{}".format, st.sampled_from(["str", "int", "enum(a, b)"]), OPTIONS
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
        columns.append(sa.Column(one.name, kind, unique=one.unique or None))
    made = sa.Table(name, sa.MetaData(naming_convention=CONVENTION), *columns)
    for indexed in ("created_at", *(one.name for one in found if one.index)):
        sa.Index(None, made.c[indexed], made.c.id)
    preparer: Any = postgresql.dialect().identifier_preparer  # type: ignore[no-untyped-call]
    return {
        str(preparer.format_constraint(one)).strip('"')
        for one in (*made.constraints, *made.indexes)
    }


@settings(deadline=None)
@given(NAMES, columns_of(TEXTS_OF_COLUMNS))
def test_names_are_those_of_the_convention(name: str, found: list[Field]) -> None:
    made = table(*found, name=name)
    if problem_of(made):
        return
    written = "\n".join((*made.constraints, *made.created_indexes))
    names = re.findall(rf'"((?:pk|uq|ck|ix)_{name}(?:_\w+)?)"', written)
    assert set(names) == by_convention(name, found)


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


@settings(deadline=None, max_examples=12)
@given(NAMES, columns_of(STORED, SPECS), st.sampled_from(["Product", "P" * 30]))
def test_formatter_leaves_model_and_revision(
    name: str,
    found: list[Field],
    model: str,
) -> None:
    found = [one for one in found if one.kind in ("scalar", "enum")]
    made = table(*found, name=name, model=model)
    lines = [column.in_model for column in made.columns]
    parts = [column.in_migration for column in made.columns]
    source = "\n".join(
        [
            "class Model:",
            f"    __table_args__ = {made.table_args}",
            *([""] if lines else []),
            *lines,
            "",
            "",
            "def upgrade() -> None:",
            "    op.create_table(",
            f'        "{name}",',
            *parts,
            *made.constraints,
            "    )",
            *made.created_indexes,
            "",
        ],
    )
    assert not reformatted(source)
