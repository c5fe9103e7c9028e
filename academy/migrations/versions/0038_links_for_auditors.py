"""Links with which an auditor of the quality mark reads, for a time"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "auditor_access",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk__auditor_access__by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"],
            name=op.f("fk__auditor_access__organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__auditor_access")),
        sa.UniqueConstraint("uuid", name=op.f("uq__auditor_access__uuid")),
    )  # fmt: skip
    op.create_index(op.f("ix__auditor_access__organisation_id"), "auditor_access", ["organisation_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix__auditor_access__organisation_id"), table_name="auditor_access")
    op.drop_table("auditor_access")
