"""Figures of places that a page only has to read"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prepared_figure",
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("measure", sa.String(12), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("term", sa.String(10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place", "measure", "key", "term", name=op.f("pk__prepared_figure")
        ),
    )


def downgrade() -> None:
    op.drop_table("prepared_figure")
