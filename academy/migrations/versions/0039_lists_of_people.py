"""Lists of people that an organisation brings, and their rows"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_import",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("file_key", sa.String(length=200), nullable=True),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("is_mapped", sa.Boolean(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("numbers_are_ours", sa.Boolean(), nullable=False),
        sa.Column("team_choices", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("problem_values", sa.JSON(), nullable=False),
        sa.Column("job_uuid", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk__staff_import__by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["team.organisation_id", "team.id"],
            name=op.f("fk__staff_import__organisation_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__staff_import__organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__staff_import")),
        sa.UniqueConstraint("uuid", name=op.f("uq__staff_import__uuid")),
    )
    for column in ("by_id", "created_at", "organisation_id"):
        op.create_index(op.f(f"ix__staff_import__{column}"), "staff_import", [column])
    op.create_table(
        "staff_import_row",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("latin_name", sa.Text(), nullable=False),
        sa.Column("staff_number", sa.Text(), nullable=False),
        sa.Column("staff_key", sa.String(length=80), nullable=False),
        sa.Column("team_name", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Text(), nullable=False),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("problem_column", sa.String(length=12), nullable=False),
        sa.Column("problem_values", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["staff_import.id"], name=op.f("fk__staff_import_row__import_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__staff_import_row__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__staff_import_row")),
        sa.UniqueConstraint("uuid", name=op.f("uq__staff_import_row__uuid")),
    )
    op.create_index(
        op.f("ix__staff_import_row__import_id_standing_kind_number"),
        "staff_import_row",
        ["import_id", "standing", "kind", "number"],
    )
    op.create_index(
        op.f("ix__staff_import_row__import_id_staff_key"),
        "staff_import_row",
        ["import_id", "staff_key"],
    )
    op.create_index(op.f("ix__staff_import_row__person_id"), "staff_import_row", ["person_id"])


def downgrade() -> None:
    op.drop_table("staff_import_row")
    op.drop_table("staff_import")
