"""What a worker says aloud about an assessment"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "voice_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("storage_key", sa.String(length=120), nullable=False),
        sa.Column("mimetype", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk__voice_message__assessment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__voice_message")),
        sa.UniqueConstraint("uuid", name=op.f("uq__voice_message__uuid")),
    )
    op.create_index(
        op.f("ix__voice_message__assessment_id"), "voice_message", ["assessment_id"]
    )


def downgrade() -> None:
    op.drop_table("voice_message")
