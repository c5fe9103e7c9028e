"""Concepts of other lists, and which one of CompetentNL a version is mapped to"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("skill_version", sa.Column("competentnl", sa.JSON(), nullable=True))
    op.create_table(
        "skill_concept",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("framework", sa.String(length=20), nullable=False),
        sa.Column("uri", sa.String(length=200), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("replaced_by", sa.String(length=200), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__skill_concept")),
        sa.UniqueConstraint("uri", name=op.f("uq__skill_concept__uri")),
        sa.UniqueConstraint("uuid", name=op.f("uq__skill_concept__uuid")),
    )
    op.create_index(op.f("ix__skill_concept__framework"), "skill_concept", ["framework"])


def downgrade() -> None:
    op.drop_table("skill_concept")
    op.drop_column("skill_version", "competentnl")
