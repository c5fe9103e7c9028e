"""Cases that an organisation left to the academy

The academy sees the one case of a row, until somebody decides, and nothing else of the person.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assessment_referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk__assessment_referral__assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk__assessment_referral__by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__assessment_referral")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq__assessment_referral__assessment_id")),
    )


def downgrade() -> None:
    op.drop_table("assessment_referral")
