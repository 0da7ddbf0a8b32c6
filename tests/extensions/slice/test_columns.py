"""Fields as columns: what the model and the first revision say of each."""

import ast
from functools import cache
from typing import Any

import pytest

from extensions.answers.types import SCALARS
from tests.extensions.slice.generated import slice_of
from tests.in_process import environment

FIELDS: dict[str, Any] = {
    "name": "str(9)",
    "count": "int?, unique",
    "day": "date = today",
    "note": "text = today",
    "labels": "list[str(9)] = []",
    "data": "json",
    "documents": "list[json]?",
    "parent": "ref(self)?, on_delete=set_null, unique",
    "state": "enum(a) = a, index",
    "size": {"width": "int"},
    "similar": "refs(self)",
}
MODEL = """
name: Mapped[str] = mapped_column(sa.String(9))
count: Mapped[int | None] = mapped_column(sa.Integer, unique=True)
day: Mapped[dt.date] = mapped_column(sa.Date, server_default=sa.text('CURRENT_DATE'))
note: Mapped[str] = mapped_column(sa.Text, server_default=sa.text("'today'"))
labels: Mapped[list[str]] = mapped_column(sa.ARRAY(sa.String(9)), server_default=sa.text("'{}'"))
data: Mapped[JsonValue] = mapped_column(postgresql.JSONB(none_as_null=True), nullable=False)
documents: Mapped[list[JsonValue] | None] = mapped_column(sa.ARRAY(postgresql.JSONB(none_as_null=True)))
parent: Mapped[UUID | None] = mapped_column(sa.ForeignKey('products.id', ondelete='SET NULL'), unique=True)
state: Mapped[ProductState] = mapped_column(choice(ProductState, 'state'), server_default=sa.text("'a'"))
size: Mapped[ProductSize] = mapped_column(Structure(ProductSize))
"""
REVISION = """
sa.Column('id', sa.Uuid(), nullable=False, server_default=sa.text('gen_random_uuid()'))
sa.Column('name', sa.String(9), nullable=False)
sa.Column('count', sa.Integer(), nullable=True)
sa.Column('day', sa.Date(), nullable=False, server_default=sa.text('CURRENT_DATE'))
sa.Column('note', sa.Text(), nullable=False, server_default=sa.text("'today'"))
sa.Column('labels', sa.ARRAY(sa.String(9)), nullable=False, server_default=sa.text("'{}'"))
sa.Column('data', postgresql.JSONB(none_as_null=True), nullable=False)
sa.Column('documents', sa.ARRAY(postgresql.JSONB(none_as_null=True)), nullable=True)
sa.Column('parent', sa.Uuid(), nullable=True)
sa.Column('state', sa.String(50), nullable=False, server_default=sa.text("'a'"))
sa.Column('size', postgresql.JSONB(none_as_null=True), nullable=False)
sa.Column('created_at', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()'))
sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, server_default=sa.text('now()'))
sa.PrimaryKeyConstraint('id', name='pk_products')
sa.UniqueConstraint('count', name='uq_products_count')
sa.UniqueConstraint('parent', name='uq_products_parent')
sa.CheckConstraint("state IN ('a')", name=op.f('ck_products_state'))
sa.ForeignKeyConstraint(['parent'], ['products.id'], name='fk_products_parent', ondelete='SET NULL')
"""


@cache
def tree(template: str) -> ast.Module:
    """A rendered module."""
    made = environment().get_template(f"parts/{template}.py.jinja")
    return ast.parse(made.render(slice=slice_of(FIELDS)))


def test_model_says_what_the_fields_are() -> None:
    [model] = (
        one
        for one in tree("models").body
        if isinstance(one, ast.ClassDef) and one.name == "Product"
    )
    lines = [ast.unparse(one) for one in model.body if isinstance(one, ast.AnnAssign)]
    assert lines == MODEL.strip().splitlines()


def test_revision_knows_none_of_the_classes() -> None:
    table = next(one for one in ast.walk(tree("migration")) if _makes_table(one))
    assert isinstance(table, ast.Call)
    lines = [ast.unparse(one) for one in table.args[1:]]
    assert lines == REVISION.strip().splitlines()


def _makes_table(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "op.create_table"


def test_links_say_of_which_field_they_are() -> None:
    [links] = (
        ast.unparse(one) for one in tree("models").body if isinstance(one, ast.Assign)
    )
    assert links.startswith("PRODUCT_SIMILAR = sa.Table('products_similar', ")
    assert "index=True, info={'field': 'similar'}" in links


@pytest.mark.parametrize("type_", SCALARS)
def test_every_scalar_has_a_column(type_: str) -> None:
    written = {"str": "str(9)", "decimal": "decimal(9, 2)"}.get(type_, type_)
    [column] = slice_of({"x": written}).table.columns
    assert column.type == column.stored.type
    assert column.type.name.startswith(("sa.", "postgresql."))
