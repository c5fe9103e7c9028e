"""What a reader says of the translation of a domain"""

import sqlalchemy as sa
from alembic import op

revision = "0107"
down_revision = "0097"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "domain_translation_check",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("is_good", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("better", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["translation_reader.id"],
            name=op.f("fk__domain_translation_check__reader_id"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["domain_version.id"],
            name=op.f("fk__domain_translation_check__version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__domain_translation_check")),
        sa.UniqueConstraint(
            "version_id", "language", name=op.f("uq__domain_translation_check__version_id_language")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__domain_translation_check__uuid")),
    )


def downgrade() -> None:
    op.drop_table("domain_translation_check")
