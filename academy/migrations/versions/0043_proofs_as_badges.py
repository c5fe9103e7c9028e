"""Proofs of participation that were signed as Open Badges"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "participation_proof",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["learning_record.id"], name=op.f("fk__participation_proof__record_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__participation_proof")),
        sa.UniqueConstraint("record_id", name=op.f("uq__participation_proof__record_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq__participation_proof__uuid")),
    )


def downgrade() -> None:
    op.drop_table("participation_proof")
