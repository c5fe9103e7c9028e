"""What workers and leaders agree to learn"""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("helps", sa.JSON(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.Column("ended_as", sa.String(length=10), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk__agreement__made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__agreement__organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__agreement__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__agreement")),
        sa.UniqueConstraint("uuid", name=op.f("uq__agreement__uuid")),
    )
    for column in ("organisation_id", "person_id"):
        op.create_index(op.f(f"ix__agreement__{column}"), "agreement", [column])
    op.create_table(
        "agreed_skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk__agreed_skill__agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk__agreed_skill__skill_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__agreed_skill")),
    )
    for column in ("agreement_id", "skill_id"):
        op.create_index(op.f(f"ix__agreed_skill__{column}"), "agreed_skill", [column])


def downgrade() -> None:
    op.drop_table("agreed_skill")
    op.drop_table("agreement")
