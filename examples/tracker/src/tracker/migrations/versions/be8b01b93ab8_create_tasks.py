"""Create tasks."""

import sqlalchemy as sa
from alembic import op

revision = "be8b01b93ab8"
down_revision = "807f247d547c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tasks",
        sa.Column(
            "id", sa.Uuid(), nullable=False, server_default=sa.text("gen_random_uuid()")
        ),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column(
            "status", sa.String(50), nullable=False, server_default=sa.text("'open'")
        ),
        sa.Column(
            "price", sa.Numeric(10, 2), nullable=False, server_default=sa.text("0.00")
        ),
        sa.Column("hours", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("follows", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
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
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.CheckConstraint(
            "status IN ('open', 'started', 'done')", name=op.f("ck_tasks_status")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name="fk_tasks_project_id",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name="fk_tasks_owner_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["follows"], ["tasks.id"], name="fk_tasks_follows", ondelete="SET NULL"
        ),
    )
    op.create_index(
        "ix_tasks_project_id_created_at_id", "tasks", ["project_id", "created_at", "id"]
    )
    op.create_index(
        "ix_tasks_owner_id_created_at_id", "tasks", ["owner_id", "created_at", "id"]
    )
    op.create_index("ix_tasks_created_at_id", "tasks", ["created_at", "id"])
    op.create_index("ix_tasks_follows_id", "tasks", ["follows", "id"])
    op.create_table(
        "tasks_labels",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("label_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("task_id", "label_id", name="pk_tasks_labels"),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
            name="fk_tasks_labels_task_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["label_id"],
            ["labels.id"],
            name="fk_tasks_labels_label_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_tasks_labels_label_id", "tasks_labels", ["label_id"])


def downgrade() -> None:
    op.drop_table("tasks_labels")
    op.drop_table("tasks")
