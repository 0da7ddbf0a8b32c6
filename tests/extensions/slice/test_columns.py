"""One field as a column, in model and revision."""

import re

import pytest

from extensions.answers.fields import parse_fields
from tests.extensions.slice.generated import table
from tests.extensions.slice.strategies import field

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
    "list[str(9)] = []": (
        "x: Mapped[list[str]] = mapped_column(sa.ARRAY(sa.String(9)), "
        "server_default=sa.text(\"'{}'\"))",
        'sa.Column("x", sa.ARRAY(sa.String(9)), nullable=False, '
        "server_default=sa.text(\"'{}'\")),",
    ),
    "list[json]?": (
        "x: Mapped[list[JsonValue] | None] = mapped_column("
        "sa.ARRAY(postgresql.JSONB(none_as_null=True)))",
        'sa.Column("x", sa.ARRAY(postgresql.JSONB(none_as_null=True)), nullable=True),',
    ),
    "ref(Customer)": (
        'x: Mapped[UUID] = mapped_column(sa.ForeignKey("others.id", ondelete="RESTRICT"))',
        'sa.Column("x", sa.Uuid(), nullable=False),',
    ),
    "ref(self)?, on_delete=set_null, unique": (
        "x: Mapped[UUID | None] = mapped_column("
        'sa.ForeignKey("products.id", ondelete="SET NULL"), unique=True)',
        'sa.Column("x", sa.Uuid(), nullable=True),',
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


def test_structure_is_stored_as_json() -> None:
    (column,) = table(parse_fields({"x": {"y": "str"}})[0]).columns
    assert (
        column.in_model.strip()
        == "x: Mapped[ProductX] = mapped_column(Structure(ProductX))"
    )
    assert column.in_migration.strip() == (
        'sa.Column("x", postgresql.JSONB(none_as_null=True), nullable=False),'
    )
