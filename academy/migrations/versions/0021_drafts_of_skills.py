"""Drafts of skills with everything that was saved of them, and what takes the place of a skill"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "skill_replacement",
        sa.Column("skill_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["skill.id"], name=op.f("fk__skill_replacement__by_id")
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk__skill_replacement__skill_id")
        ),
        sa.PrimaryKeyConstraint("skill_id", name=op.f("pk__skill_replacement")),
    )
    op.create_index(op.f("ix__skill_replacement__by_id"), "skill_replacement", ["by_id"])
    op.create_table(
        "skill_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk__skill_draft__skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__skill_draft")),
        sa.UniqueConstraint("skill_id", name=op.f("uq__skill_draft__skill_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq__skill_draft__uuid")),
    )
    op.create_table(
        "skill_draft_save",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk__skill_draft_save__by_id")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["skill_draft.id"], name=op.f("fk__skill_draft_save__draft_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__skill_draft_save")),
        sa.UniqueConstraint(
            "draft_id", "revision", name=op.f("uq__skill_draft_save__draft_id_revision")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__skill_draft_save__uuid")),
    )
    op.create_index(op.f("ix__skill_draft_save__by_id"), "skill_draft_save", ["by_id"])


def downgrade() -> None:
    op.drop_table("skill_draft_save")
    op.drop_table("skill_draft")
    op.drop_table("skill_replacement")
