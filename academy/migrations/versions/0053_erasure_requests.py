"""That somebody asked to be erased, and that somebody saw what is kept"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasure_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revokes", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__erasure_request__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__erasure_request")),
        sa.UniqueConstraint("person_id", name=op.f("uq__erasure_request__person_id")),
    )
    op.create_index(op.f("ix__erasure_request__due_at"), "erasure_request", ["due_at"])
    op.add_column("person", sa.Column("notice_seen_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "notice_seen_at")
    op.drop_table("erasure_request")
