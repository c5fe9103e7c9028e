"""Waiting lists, lesson days, trainers and money of course runs

Whoever was enrolled before had a seat since then.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("course_run", sa.Column("enrol_until", sa.Date(), nullable=True))
    op.add_column("course_run", sa.Column("lesson_days", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("course_run", sa.Column("begins_at", sa.Time(), nullable=True))
    op.add_column("course_run", sa.Column("is_over_at", sa.Time(), nullable=True))
    op.add_column("course_run", sa.Column("trainers", sa.String(length=200), server_default="", nullable=False))
    op.add_column("course_run", sa.Column("cost_cents", sa.Integer(), nullable=True))
    op.add_column("course_run", sa.Column("funding", sa.String(length=20), server_default="", nullable=False))
    op.add_column("enrolment", sa.Column("seated_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(sa.text("UPDATE enrolment SET seated_at = enrolled_at"))


def downgrade() -> None:
    op.drop_column("enrolment", "seated_at")
    for name in ("funding", "cost_cents", "trainers", "is_over_at", "begins_at", "lesson_days", "enrol_until"):
        op.drop_column("course_run", name)
