"""Who teaches a run, as people with an account"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

REFERENCES = {"run_id": "course_run", "person_id": "person", "organisation_id": "organisation"}


def upgrade() -> None:
    op.create_table(
        "course_trainer",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk__course_trainer__{column}")
            )
            for column, table in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__course_trainer")),
        sa.UniqueConstraint("run_id", "person_id", name=op.f("uq__course_trainer__run_id_person_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq__course_trainer__uuid")),
    )
    op.create_index(op.f("ix__course_trainer__person_id"), "course_trainer", ["person_id"])


def downgrade() -> None:
    op.drop_table("course_trainer")
