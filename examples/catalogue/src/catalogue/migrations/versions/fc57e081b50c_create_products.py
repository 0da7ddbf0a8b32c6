"""Create products."""

import sqlalchemy as sa
from alembic import op

revision = "fc57e081b50c"
down_revision = "5b1f0c9a3d72"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "products",
        sa.Column(
            "id", sa.Uuid(), nullable=False, server_default=sa.text("gen_random_uuid()")
        ),
        sa.Column("sku", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("category", sa.String(50), nullable=False),
        sa.Column("price", sa.Numeric(10, 2), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("weight", sa.Double(), nullable=True),
        sa.Column(
            "status", sa.String(50), nullable=False, server_default=sa.text("'draft'")
        ),
        sa.Column(
            "featured", sa.Boolean(), nullable=False, server_default=sa.text("false")
        ),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("discontinued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("website", sa.String(2083), nullable=True),
        sa.Column("supplier_email", sa.String(320), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.text("now()"),
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.text("now()"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_products"),
        sa.UniqueConstraint("sku", name="uq_products_sku"),
        sa.CheckConstraint(
            "category IN ('book', 'game', 'music')", name=op.f("ck_products_category")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'active', 'archived')", name=op.f("ck_products_status")
        ),
    )
    op.create_index("ix_products_created_at_id", "products", ["created_at", "id"])
    op.create_index("ix_products_name_id", "products", ["name", "id"])
    op.create_index("ix_products_category_id", "products", ["category", "id"])


def downgrade() -> None:
    op.drop_table("products")
