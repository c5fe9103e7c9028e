"""What a registered organisation says about a badge, signed by it"""

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "endorsement",
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk__endorsement__credential_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__endorsement__organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__endorsement")),
        sa.UniqueConstraint("uuid", name=op.f("uq__endorsement__uuid")),
    )
    op.create_index(op.f("ix__endorsement__credential_id"), "endorsement", ["credential_id"])
    op.create_index(op.f("ix__endorsement__organisation_id"), "endorsement", ["organisation_id"])
    with op.batch_alter_table("claim") as table:
        table.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk__claim__organisation_id"), "organisation", ["organisation_id"], ["id"]
        )
        table.create_index(op.f("ix__claim__organisation_id"), ["organisation_id"])


def downgrade() -> None:
    with op.batch_alter_table("claim") as table:
        table.drop_index(op.f("ix__claim__organisation_id"))
        table.drop_constraint(op.f("fk__claim__organisation_id"), type_="foreignkey")
        table.drop_column("organisation_id")
    op.drop_table("endorsement")
