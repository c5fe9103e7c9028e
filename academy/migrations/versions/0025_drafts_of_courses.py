"""Drafts of courses, and what the EU asks of a micro-credential

Versions that are there already say nothing about these, and stay as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("outcomes", "quality"):
        op.add_column(
            "course_version", sa.Column(name, sa.JSON(), server_default="{}", nullable=False)
        )
    op.add_column(
        "course_version",
        sa.Column("level", sa.String(length=20), server_default="", nullable=False),
    )
    op.add_column(
        "course_version",
        sa.Column("level_register", sa.String(length=80), server_default="", nullable=False),
    )
    op.create_table(
        "course_draft",
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("based_on", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk__course_draft__course_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__course_draft")),
        sa.UniqueConstraint("course_id", name=op.f("uq__course_draft__course_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq__course_draft__uuid")),
    )


def downgrade() -> None:
    op.drop_table("course_draft")
    for name in ("level_register", "level", "quality", "outcomes"):
        op.drop_column("course_version", name)
