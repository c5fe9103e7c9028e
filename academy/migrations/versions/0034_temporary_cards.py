"""Cards that stand in for a forgotten one for twelve hours"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "temporary_card",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk__temporary_card__card_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__temporary_card__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__temporary_card")),
        sa.UniqueConstraint("code_hash", name=op.f("uq__temporary_card__code_hash")),
        sa.UniqueConstraint("uuid", name=op.f("uq__temporary_card__uuid")),
    )
    for column in ("card_id", "expires_at", "person_id"):
        op.create_index(op.f(f"ix__temporary_card__{column}"), "temporary_card", [column])


def downgrade() -> None:
    op.drop_table("temporary_card")
