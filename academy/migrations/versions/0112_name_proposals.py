"""How somebody would have the own name written"""

import sqlalchemy as sa
from alembic import op

revision = "0112"
down_revision = "0096"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "name_proposal",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("latin_name", sa.String(length=60), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__name_proposal__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__name_proposal")),
        sa.UniqueConstraint("person_id", name=op.f("uq__name_proposal__person_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq__name_proposal__uuid")),
    )


def downgrade() -> None:
    op.drop_table("name_proposal")
