"""What others signed about badges from elsewhere, kept beside them"""

import sqlalchemy as sa
from alembic import op

revision = "0094"
down_revision = "0091"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foreign_endorsement",
        sa.Column("foreign_badge_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("said_on", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["foreign_badge_id"],
            ["foreign_badge.id"],
            name=op.f("fk__foreign_endorsement__foreign_badge_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__foreign_endorsement")),
        sa.UniqueConstraint("uuid", name=op.f("uq__foreign_endorsement__uuid")),
        sa.UniqueConstraint(
            "foreign_badge_id", "key_hash",
            name=op.f("uq__foreign_endorsement__foreign_badge_id_key_hash"),
        ),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("foreign_endorsement")
