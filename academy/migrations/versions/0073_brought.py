"""What workers say of themselves, and what of it goes along in a share"""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brought",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("time", sa.String(length=40), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk__brought__person_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk__brought__skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__brought")),
        sa.UniqueConstraint("uuid", name=op.f("uq__brought__uuid")),
    )
    for column in ("person_id", "skill_id"):
        op.create_index(op.f(f"ix__brought__{column}"), "brought", [column])
    op.create_table(
        "shared_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("share_id", sa.Integer(), nullable=False),
        sa.Column("brought_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brought_id"], ["brought.id"], name=op.f("fk__shared_word__brought_id")
        ),
        sa.ForeignKeyConstraint(["share_id"], ["share.id"], name=op.f("fk__shared_word__share_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__shared_word")),
        sa.UniqueConstraint(
            "share_id", "brought_id", name=op.f("uq__shared_word__share_id_brought_id")
        ),
    )
    op.create_index(op.f("ix__shared_word__brought_id"), "shared_word", ["brought_id"])


def downgrade() -> None:
    op.drop_table("shared_word")
    op.drop_table("brought")
