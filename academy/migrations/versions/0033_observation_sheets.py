"""Observation sheets: paper for a day without a tablet, and what was entered from it"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "observation_sheet",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["person.id"], name=op.f("fk__observation_sheet__entered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk__observation_sheet__made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk__observation_sheet__organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["team.organisation_id", "team.id"],
            name=op.f("fk__observation_sheet__organisation_id_team_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__observation_sheet")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq__observation_sheet__organisation_id_number")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq__observation_sheet__uuid")),
    )
    op.create_index(
        op.f("ix__observation_sheet__organisation_id"), "observation_sheet", ["organisation_id"]
    )
    op.create_index(op.f("ix__observation_sheet__team_id"), "observation_sheet", ["team_id"])
    op.create_table(
        "observation_sheet_worker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__observation_sheet_worker__person_id")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["observation_sheet.id"],
            name=op.f("fk__observation_sheet_worker__sheet_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__observation_sheet_worker")),
        sa.UniqueConstraint(
            "sheet_id", "person_id", name=op.f("uq__observation_sheet_worker__sheet_id_person_id")
        ),
    )
    op.create_index(
        op.f("ix__observation_sheet_worker__person_id"), "observation_sheet_worker", ["person_id"]
    )
    op.create_table(
        "observation_sheet_skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("skill_version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["observation_sheet.id"],
            name=op.f("fk__observation_sheet_skill__sheet_id"),
        ),
        sa.ForeignKeyConstraint(
            ["skill_version_id"],
            ["skill_version.id"],
            name=op.f("fk__observation_sheet_skill__skill_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__observation_sheet_skill")),
        sa.UniqueConstraint(
            "sheet_id",
            "skill_version_id",
            name=op.f("uq__observation_sheet_skill__sheet_id_skill_version_id"),
        ),
    )
    op.create_index(
        op.f("ix__observation_sheet_skill__skill_version_id"),
        "observation_sheet_skill",
        ["skill_version_id"],
    )
    op.add_column("assessment", sa.Column("sheet_number", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("assessment", "sheet_number")
    op.drop_table("observation_sheet_skill")
    op.drop_table("observation_sheet_worker")
    op.drop_table("observation_sheet")
