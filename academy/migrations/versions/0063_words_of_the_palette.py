"""Names of the palette in the languages of workers"""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "palette_word",
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("dutch", sa.String(length=400), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__palette_word")),
        sa.UniqueConstraint("language", "dutch", name=op.f("uq__palette_word__language_dutch")),
        sa.UniqueConstraint("uuid", name=op.f("uq__palette_word__uuid")),
    )


def downgrade() -> None:
    op.drop_table("palette_word")
