"""Badges that somebody brings from elsewhere, with their files"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foreign_badge",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("given_on", sa.String(length=40), nullable=False),
        sa.Column("valid_until", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__foreign_badge__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__foreign_badge")),
        sa.UniqueConstraint(
            "person_id", "key_hash", name=op.f("uq__foreign_badge__person_id_key_hash")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__foreign_badge__uuid")),
    )


def downgrade() -> None:
    op.drop_table("foreign_badge")
