"""Readers of translations of the palette, and what they say"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "translation_reader",
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__translation_reader")),
        sa.UniqueConstraint("code_hash", name=op.f("uq__translation_reader__code_hash")),
        sa.UniqueConstraint("uuid", name=op.f("uq__translation_reader__uuid")),
    )
    op.create_table(
        "translation_check",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("is_good", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["translation_reader.id"],
            name=op.f("fk__translation_check__reader_id"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["skill_version.id"], name=op.f("fk__translation_check__version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__translation_check")),
        sa.UniqueConstraint(
            "version_id", "language", name=op.f("uq__translation_check__version_id_language")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__translation_check__uuid")),
    )


def downgrade() -> None:
    op.drop_table("translation_check")
    op.drop_table("translation_reader")
