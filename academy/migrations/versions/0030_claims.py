"""What somebody outside says about a worker"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=True),
        sa.Column("share_uuid", sa.Uuid(), nullable=False),
        sa.Column("skill", sa.String(length=80), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("firm", sa.String(length=60), nullable=False),
        sa.Column("author", sa.String(length=60), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk__claim__credential_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__claim__person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__claim")),
        sa.UniqueConstraint("uuid", name=op.f("uq__claim__uuid")),
    )
    op.create_index(op.f("ix__claim__credential_id"), "claim", ["credential_id"], unique=False)
    op.create_index(op.f("ix__claim__person_id"), "claim", ["person_id"], unique=False)
    op.create_index(op.f("ix__claim__share_uuid"), "claim", ["share_uuid"], unique=False)


def downgrade() -> None:
    op.drop_table("claim")
