"""Proposals for skills, with what is said about them"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "skill_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=True),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("why", sa.String(length=600), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=600), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("skill_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk__skill_proposal__decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"],
            name=op.f("fk__skill_proposal__organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__skill_proposal__person_id")
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk__skill_proposal__skill_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__skill_proposal")),
        sa.UniqueConstraint("uuid", name=op.f("uq__skill_proposal__uuid")),
    )
    for column in ("outcome", "person_id", "skill_id"):
        op.create_index(op.f(f"ix__skill_proposal__{column}"), "skill_proposal", [column])
    op.create_table(
        "skill_proposal_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk__skill_proposal_comment__by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["skill_proposal.id"],
            name=op.f("fk__skill_proposal_comment__proposal_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__skill_proposal_comment")),
        sa.UniqueConstraint("uuid", name=op.f("uq__skill_proposal_comment__uuid")),
    )
    for column in ("by_id", "proposal_id"):
        op.create_index(
            op.f(f"ix__skill_proposal_comment__{column}"), "skill_proposal_comment", [column]
        )


def downgrade() -> None:
    op.drop_table("skill_proposal_comment")
    op.drop_table("skill_proposal")
