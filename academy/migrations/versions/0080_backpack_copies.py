"""What copies of badges for other backpacks hash to"""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0079"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backpack_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("words_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk__backpack_copy__credential_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__backpack_copy")),
    )
    op.create_index(op.f("ix__backpack_copy__credential_id"), "backpack_copy", ["credential_id"])


def downgrade() -> None:
    op.drop_table("backpack_copy")
