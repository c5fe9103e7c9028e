"""Issuers outside this platform whom the academy knows"""

import sqlalchemy as sa
from alembic import op

revision = "0123"
down_revision = "0114"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outside_issuer",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("identifier", sa.String(length=300), nullable=False),
        sa.Column("compared", sa.String(length=300), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk__outside_issuer__checked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__outside_issuer")),
        sa.UniqueConstraint("compared", name=op.f("uq__outside_issuer__compared")),
        sa.UniqueConstraint("uuid", name=op.f("uq__outside_issuer__uuid")),
    )


def downgrade() -> None:
    op.drop_table("outside_issuer")
