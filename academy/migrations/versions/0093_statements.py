"""What organisations said about badges, which they can take back; a status list of its own

What was said before has no place on a list: its endorsement names none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0088"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "status_list",
        sa.Column("is_of_statements", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "statement",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("achievement_id", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status_list_id", sa.Integer(), nullable=True),
        sa.Column("status_index", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (reason IS NULL)", name=op.f("ck__statement__reason")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__statement__organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["achievement_id"], ["achievement.id"], name=op.f("fk__statement__achievement_id")
        ),
        sa.ForeignKeyConstraint(
            ["status_list_id"], ["status_list.id"], name=op.f("fk__statement__status_list_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__statement")),
        sa.UniqueConstraint(
            "status_list_id", "status_index", name=op.f("uq__statement__status_list_id_status_index")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__statement__uuid")),
    )
    op.create_index(op.f("ix__statement__achievement_id"), "statement", ["achievement_id"])
    op.create_index(
        op.f("ix__statement__organisation_id_said_at"), "statement", ["organisation_id", "said_at"]
    )
    op.execute(
        "INSERT INTO statement (uuid, organisation_id, achievement_id, said_at) "
        "SELECT claim.uuid, claim.organisation_id, credential.achievement_id, claim.said_at "
        "FROM claim LEFT JOIN credential ON credential.id = claim.credential_id "
        "WHERE claim.organisation_id IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("statement")
    op.drop_column("status_list", "is_of_statements")
