"""Whom a reviewer asks to look again, and when that was done"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLE = "assessment_review"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.add_column(sa.Column("asked_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_foreign_key(
            op.f("fk__assessment_review__asked_id"), "person", ["asked_id"], ["id"]
        )
        batch.create_index(op.f("ix__assessment_review__asked_id"), ["asked_id"])


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_index(op.f("ix__assessment_review__asked_id"))
        batch.drop_constraint(op.f("fk__assessment_review__asked_id"), type_="foreignkey")
        batch.drop_column("looked_at")
        batch.drop_column("asked_id")
