"""Who was there on which day of a course, and how much of it completing takes

Courses that are there already ask for no share of their hours, as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "course_version",
        sa.Column("least_share", sa.Integer(), server_default="0", nullable=False),
    )
    op.create_table(
        "presence",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", sa.Numeric(precision=6, scale=2, asdecimal=False), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk__presence__enrolment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__presence")),
        sa.UniqueConstraint("enrolment_id", "day", name=op.f("uq__presence__enrolment_id_day")),
        sa.UniqueConstraint("uuid", name=op.f("uq__presence__uuid")),
    )


def downgrade() -> None:
    op.drop_table("presence")
    op.drop_column("course_version", "least_share")
