"""Cards and certificates that the office prints and a leader hands over"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=True),
        sa.Column("credential_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk__handover__card_id")),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk__handover__credential_id")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["person.id"], name=op.f("fk__handover__given_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__handover__organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["team.organisation_id", "team.id"],
            name=op.f("fk__handover__organisation_id_team_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__handover__person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__handover")),
        sa.UniqueConstraint("card_id", name=op.f("uq__handover__card_id")),
        sa.UniqueConstraint("credential_id", name=op.f("uq__handover__credential_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq__handover__uuid")),
    )
    op.create_index(op.f("ix__handover__person_id"), "handover", ["person_id"])
    op.create_index(op.f("ix__handover__team_id"), "handover", ["team_id"])
    op.create_index(
        "open_handovers",
        "handover",
        ["organisation_id"],
        sqlite_where=sa.text("given_on IS NULL"),
        postgresql_where=sa.text("given_on IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("handover")
