"""That something was said through a share, also when it was thrown away"""

import sqlalchemy as sa
from alembic import op

revision = "0130"
down_revision = "0127"
branch_labels = None
depends_on = None

COPIED = """
INSERT INTO sent_claim (uuid, person_id, share_uuid, sent_at)
SELECT uuid, person_id, share_uuid, said_at FROM claim
"""


def upgrade() -> None:
    op.create_table(
        "sent_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("share_uuid", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__sent_claim__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__sent_claim")),
        sa.UniqueConstraint("uuid", name=op.f("uq__sent_claim__uuid")),
    )
    op.create_index(op.f("ix__sent_claim__person_id"), "sent_claim", ["person_id"])
    op.create_index(op.f("ix__sent_claim__sent_at"), "sent_claim", ["sent_at"])
    op.create_index(
        op.f("ix__sent_claim__share_uuid_sent_at"), "sent_claim", ["share_uuid", "sent_at"]
    )
    op.execute(COPIED)


def downgrade() -> None:
    op.drop_table("sent_claim")
