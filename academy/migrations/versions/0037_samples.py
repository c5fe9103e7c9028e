"""Badges that a second person looks at, and until when they were drawn from"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

IS_OPEN = sa.text("outcome IS NULL")


def upgrade() -> None:
    op.create_table(
        "sampling_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__sampling_mark")),
    )
    op.create_table(
        "sample",
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("of_many", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("look_by", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("finding", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=300), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk__sample__by_id")),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk__sample__credential_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__sample__organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__sample")),
        sa.UniqueConstraint("credential_id", name=op.f("uq__sample__credential_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq__sample__uuid")),
    )
    op.create_index(op.f("ix__sample__organisation_id"), "sample", ["organisation_id"])
    op.create_index(
        "open_samples", "sample", ["organisation_id"],
        sqlite_where=IS_OPEN, postgresql_where=IS_OPEN,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("open_samples", table_name="sample")
    op.drop_index(op.f("ix__sample__organisation_id"), table_name="sample")
    op.drop_table("sample")
    op.drop_table("sampling_mark")
