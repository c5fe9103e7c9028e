"""How many people worked at a branch in a year, as its organisation counted"""

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "head_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk__head_count__site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__head_count")),
        sa.UniqueConstraint("site_id", "year", name=op.f("uq__head_count__site_id_year")),
    )


def downgrade() -> None:
    op.drop_table("head_count")
