"""Requests for a second person, of whoever may look elsewhere in the organisation or the academy"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0063"
branch_labels = None
depends_on = None

IS_OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "second_look",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk__second_look__{column}")
            )
            for column, table in (
                ("assessment_id", "assessment"),
                ("person_id", "person"),
                ("skill_id", "skill"),
                ("organisation_id", "organisation"),
                ("taken_by_id", "person"),
            )
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["team.organisation_id", "team.id"],
            name=op.f("fk__second_look__organisation_id_team_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__second_look")),
        sa.UniqueConstraint("uuid", name=op.f("uq__second_look__uuid")),
    )
    for column in ("assessment_id", "person_id", "taken_by_id"):
        op.create_index(op.f(f"ix__second_look__{column}"), "second_look", [column])
    for name, columns in (
        ("one_open_second_look", ["person_id", "skill_id", "organisation_id"]),
        ("open_second_looks", ["asked_at"]),
        ("open_second_looks_of_one", ["organisation_id", "asked_at"]),
    ):
        op.create_index(
            name, "second_look", columns, unique=name.startswith("one"),
            sqlite_where=IS_OPEN, postgresql_where=IS_OPEN,
        )  # fmt: skip
    _ask_for_what_waits()


def _ask_for_what_waits() -> None:
    """Of what was seen in the last 60 days and has no badge; what waits for somebody else by other
    rules is found out when it is read."""
    op.execute(
        """
        INSERT INTO second_look
            (uuid, assessment_id, person_id, skill_id, organisation_id, team_id, asked_at)
        SELECT a.uuid, a.id, a.person_id, v.skill_id, a.organisation_id, a.team_id, a.recorded_at
        FROM assessment a JOIN skill_version v ON v.id = a.skill_version_id
        WHERE a.id IN (
            SELECT MAX(b.id) FROM assessment b
            JOIN skill_version w ON w.id = b.skill_version_id
            LEFT JOIN validation_default d ON d.id = b.default_id
            WHERE COALESCE(NULLIF(w.assessors_needed, 0), d.assessors, 1) > 1
              AND b.complete AND b.level > 0 AND b.flag IS NULL
              AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.assessment_id = b.id)
              AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.assessment_id = b.id)
            GROUP BY b.person_id, w.skill_id, b.organisation_id
        )
        """
    )


def downgrade() -> None:
    op.drop_table("second_look")
