"""Certificates from outside: the kinds, which skills ask for one, and who showed one"""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0076"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "licence_kind",
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__licence_kind")),
        sa.UniqueConstraint("uuid", name=op.f("uq__licence_kind__uuid")),
    )
    op.create_table(
        "skill_licence",
        sa.Column("skill_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk__skill_licence__skill_id")
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["licence_kind.id"], name=op.f("fk__skill_licence__kind_id")
        ),
        sa.PrimaryKeyConstraint("skill_id", name=op.f("pk__skill_licence")),
    )
    op.create_index(op.f("ix__skill_licence__kind_id"), "skill_licence", ["kind_id"])
    op.create_table(
        "licence",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("seen_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__licence__person_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__licence__organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["licence_kind.id"], name=op.f("fk__licence__kind_id")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"], ["person.id"], name=op.f("fk__licence__seen_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__licence")),
        sa.UniqueConstraint("uuid", name=op.f("uq__licence__uuid")),
    )
    op.create_index(
        op.f("ix__licence__person_id_organisation_id"), "licence", ["person_id", "organisation_id"]
    )
    op.create_index(
        op.f("ix__licence__organisation_id_valid_until"),
        "licence",
        ["organisation_id", "valid_until"],
    )


def downgrade() -> None:
    for table in ("licence", "skill_licence", "licence_kind"):
        op.drop_table(table)
