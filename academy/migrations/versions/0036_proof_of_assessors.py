"""What an authority to assess rests on, and which course the academy asks for it"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLE = "assessor_authority"


def upgrade() -> None:
    op.create_table(
        "assessor_course",
        sa.Column("course_code", sa.String(length=60), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk__assessor_course__by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__assessor_course")),
        sa.UniqueConstraint("uuid", name=op.f("uq__assessor_course__uuid")),
    )
    op.add_column(
        TABLE, sa.Column("proof", sa.String(length=120), server_default="", nullable=False)
    )
    op.add_column(TABLE, sa.Column("proof_on", sa.Date(), nullable=True))
    op.add_column(
        TABLE, sa.Column("end_reason", sa.String(length=200), server_default="", nullable=False)
    )


def downgrade() -> None:
    for name in ("end_reason", "proof_on", "proof"):
        op.drop_column(TABLE, name)
    op.drop_table("assessor_course")
