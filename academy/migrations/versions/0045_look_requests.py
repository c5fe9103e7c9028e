"""What workers ask to be looked at for"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "look_request",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__look_request__person_id")
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk__look_request__skill_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__look_request")),
        sa.UniqueConstraint("uuid", name=op.f("uq__look_request__uuid")),
    )
    for column in ("asked_at", "person_id", "skill_id"):
        op.create_index(op.f(f"ix__look_request__{column}"), "look_request", [column])
    op.create_index(
        "one_open_request",
        "look_request",
        ["person_id", "skill_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("look_request")
