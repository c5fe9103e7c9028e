"""Where somebody went after the last day, and whether they work a year later"""

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0077"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("membership", sa.Column("went_to", sa.String(12), nullable=True))
    op.create_table(
        "work_answer",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(12), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__work_answer__person_id")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk__work_answer__membership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_answer")),
        sa.UniqueConstraint("membership_id", name=op.f("uq__work_answer__membership_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq__work_answer__uuid")),
    )
    op.create_index(op.f("ix__work_answer__person_id"), "work_answer", ["person_id"])


def downgrade() -> None:
    op.drop_table("work_answer")
    op.drop_column("membership", "went_to")
