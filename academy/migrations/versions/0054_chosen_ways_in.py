"""When a PIN or password was chosen and who gave it, recovery codes, own phones"""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("card", sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("card", sa.Column("helper_uuid", sa.Uuid(), nullable=True))
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_session", sa.Uuid(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__recovery_code__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__recovery_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq__recovery_code__code_hash")),
        sa.UniqueConstraint("person_id", name=op.f("uq__recovery_code__person_id")),
    )
    op.create_table(
        "own_phone",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__own_phone__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__own_phone")),
        sa.UniqueConstraint("token_hash", name=op.f("uq__own_phone__token_hash")),
        sa.UniqueConstraint("uuid", name=op.f("uq__own_phone__uuid")),
    )
    op.create_index(op.f("ix__own_phone__person_id"), "own_phone", ["person_id"])


def downgrade() -> None:
    op.drop_table("own_phone")
    op.drop_table("recovery_code")
    op.drop_column("card", "helper_uuid")
    op.drop_column("card", "chosen_at")
    op.drop_column("account", "chosen_at")
