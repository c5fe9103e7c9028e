"""Whom people in a region ask about work and training"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "region_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__region_contact")),
        sa.UniqueConstraint("region", name=op.f("uq__region_contact__region")),
    )


def downgrade() -> None:
    op.drop_table("region_contact")
