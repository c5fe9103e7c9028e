"""That an organisation takes two of its records for one person"""

import sqlalchemy as sa
from alembic import op

revision = "0119"
down_revision = "0113"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "double_record",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], ["person.id"], name=op.f(f"fk__double_record__{column}")
            )
            for column in ("person_id", "other_id", "asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__double_record__organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__double_record")),
        sa.UniqueConstraint("uuid", name=op.f("uq__double_record__uuid")),
    )
    for column in ("organisation_id", "other_id", "person_id"):
        op.create_index(op.f(f"ix__double_record__{column}"), "double_record", [column])


def downgrade() -> None:
    op.drop_table("double_record")
