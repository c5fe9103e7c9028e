"""Badges from elsewhere that a worker chose for a share"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shared_foreign_badge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("share_id", sa.Integer(), nullable=False),
        sa.Column("foreign_badge_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["foreign_badge_id"],
            ["foreign_badge.id"],
            name=op.f("fk__shared_foreign_badge__foreign_badge_id"),
        ),
        sa.ForeignKeyConstraint(
            ["share_id"], ["share.id"], name=op.f("fk__shared_foreign_badge__share_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__shared_foreign_badge")),
        sa.UniqueConstraint(
            "share_id",
            "foreign_badge_id",
            name=op.f("uq__shared_foreign_badge__share_id_foreign_badge_id"),
        ),
    )
    op.create_index(
        op.f("ix__shared_foreign_badge__foreign_badge_id"),
        "shared_foreign_badge",
        ["foreign_badge_id"],
    )


def downgrade() -> None:
    op.drop_table("shared_foreign_badge")
