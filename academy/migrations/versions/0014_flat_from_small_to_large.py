"""What pages and the sweep need to cost the same with two million badges as with five hundred

Indexes; how many badges of each kind count; where on its list a withdrawn badge stands; which
objections are open; and which assessments may have a badge to come: of an older installation every
one that has none, which the next sweep looks at once.

Tables are added to, never made anew: on SQLite that would drop what others point at.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

INDEXES: tuple[tuple[str, str, tuple[str, ...], str | None], ...] = (
    ("ix__account__start_code_session", "account", ("start_code_session",), None),
    ("ix__assessment__person_id_organisation_id", "assessment",
     ("person_id", "organisation_id"), None),
    ("ix__assessment__team_id_person_id", "assessment", ("team_id", "person_id"), None),
    ("flagged_in_a_team", "assessment", ("team_id",), "flag IS NOT NULL"),
    ("ix__badge_class__organisation_id", "badge_class", ("organisation_id",), None),
    ("ix__card__pin_session", "card", ("pin_session",), None),
    ("ix__credential__organisation_id_achievement_id", "credential",
     ("organisation_id", "achievement_id"), None),
    ("ix__credential__person_id_organisation_id", "credential",
     ("person_id", "organisation_id"), None),
    ("ix__credential__supersedes_id", "credential", ("supersedes_id",), None),
    ("ix__job__started_by_id", "job", ("started_by_id",), None),
    ("ix__membership__organisation_id_ends_on", "membership",
     ("organisation_id", "ends_on"), None),
    ("ix__membership__person_id_organisation_id", "membership",
     ("person_id", "organisation_id"), None),
    ("ix__membership__person_id_team_id", "membership", ("person_id", "team_id"), None),
    ("open_conflicts", "assessment_conflict", ("assessment_id",), "dismissed_at IS NULL"),
    ("ix__membership__team_id_ends_on", "membership", ("team_id", "ends_on"), None),
    ("administers_the_academy", "membership", ("person_id",), "role = 'academy_admin'"),
    ("withdrawn_places", "revocation", ("status_list_id", "status_index"), None),
    ("ix__session__expires_at", "session", ("expires_at",), None),
    ("ix__sign_in_attempt__at", "sign_in_attempt", ("at",), None),
    ("open_objections", "worker_response", ("assessment_id",), "is_open"),
)  # fmt: skip
IS_OPEN = sa.text("is_open = 1")
"""SQLite keeps no booleans."""
COVERED = (
    ("ix__assessment__person_id", "assessment", "person_id"),
    ("ix__assessment__team_id", "assessment", "team_id"),
    ("ix__credential__person_id", "credential", "person_id"),
    ("ix__membership__person_id", "membership", "person_id"),
    ("ix__membership__organisation_id", "membership", "organisation_id"),
    ("ix__membership__team_id", "membership", "team_id"),
)
"""Another index begins with the same column now."""


def upgrade() -> None:
    _add_columns()
    due = op.create_table(
        "award_due",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk__award_due__assessment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__award_due")),
    )
    op.create_index("ix__award_due__assessment_id", due.name, ["assessment_id"])
    for name, table, _column in COVERED:
        op.drop_index(name, table_name=table)
    for name, table, columns, where in INDEXES:
        condition = None if where is None else sa.text(where)
        op.create_index(name, table, list(columns), postgresql_where=condition,
                        sqlite_where=IS_OPEN if where == "is_open" else condition)  # fmt: skip
    for statement in FILLING:
        op.execute(statement)


def _add_columns() -> None:
    nothing = sa.text("0")
    op.add_column(
        "badge_class", sa.Column("badges", sa.Integer(), nullable=False, server_default=nothing)
    )
    for name in ("status_list_id", "status_index"):
        op.add_column(
            "revocation", sa.Column(name, sa.Integer(), nullable=False, server_default=nothing)
        )
    op.add_column(
        "worker_response",
        sa.Column("is_open", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


FILLING = (
    "UPDATE badge_class SET badges = (SELECT count(*) FROM credential"
    " WHERE credential.organisation_id = badge_class.organisation_id"
    " AND credential.achievement_id = badge_class.achievement_id AND NOT EXISTS"
    " (SELECT 1 FROM revocation WHERE revocation.credential_id = credential.id))",
    "UPDATE revocation SET status_list_id = (SELECT status_list_id FROM credential"
    " WHERE credential.id = revocation.credential_id), status_index = (SELECT status_index"
    " FROM credential WHERE credential.id = revocation.credential_id)",
    "UPDATE worker_response SET is_open = (kind = 'objects' AND NOT EXISTS (SELECT 1"
    " FROM assessment_review AS r WHERE r.assessment_id = worker_response.assessment_id)"
    " AND NOT EXISTS (SELECT 1 FROM assessment_withdrawal AS w"
    " WHERE w.assessment_id = worker_response.assessment_id))",
    "INSERT INTO award_due (assessment_id) SELECT id FROM assessment WHERE complete"
    " AND NOT EXISTS (SELECT 1 FROM assessment_withdrawal AS w WHERE w.assessment_id = assessment.id)"
    " AND NOT EXISTS (SELECT 1 FROM credential AS c WHERE c.assessment_id = assessment.id"
    " AND NOT EXISTS (SELECT 1 FROM revocation AS r WHERE r.credential_id = c.id))"
    " AND NOT EXISTS (SELECT 1 FROM confirmation AS k JOIN credential AS c"
    " ON c.id = k.credential_id WHERE k.assessment_id = assessment.id"
    " AND NOT EXISTS (SELECT 1 FROM revocation AS r WHERE r.credential_id = c.id))",
)


def downgrade() -> None:
    for name, table, _columns, _where in INDEXES:
        op.drop_index(name, table_name=table)
    for name, table, column in COVERED:
        op.create_index(name, table, [column])
    op.drop_table("award_due")
    for table, column in (
        ("badge_class", "badges"),
        ("revocation", "status_list_id"),
        ("revocation", "status_index"),
        ("worker_response", "is_open"),
    ):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
