"""Which organisation was merged into which, what became of its teams, and the work of merging"""

import sqlalchemy as sa
from alembic import op

revision = "0114"
down_revision = "0120"
branch_labels = None
depends_on = None

COLUMN, LINKED = "merged_into_id", ("organisation", "team")
TABLE = "organisation_merger"


def upgrade() -> None:
    for table in LINKED:
        # no batch mode, for SQLite would make a table anew to which nearly all others refer
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {COLUMN} INTEGER "
            f"CONSTRAINT fk__{table}__{COLUMN} REFERENCES {table} (id)"
        )
        op.create_index(op.f(f"ix__{table}__{COLUMN}"), table, [COLUMN])
    op.create_table(
        TABLE,
        sa.Column("goes_id", sa.Integer(), nullable=False),
        sa.Column("stays_id", sa.Integer(), nullable=False),
        sa.Column("administrators_go_along", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("job_uuid", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goes_id"], ["organisation.id"], name=op.f(f"fk__{TABLE}__goes_id")
        ),
        sa.ForeignKeyConstraint(
            ["stays_id"], ["organisation.id"], name=op.f(f"fk__{TABLE}__stays_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk__{TABLE}")),
        sa.UniqueConstraint("goes_id", name=op.f(f"uq__{TABLE}__goes_id")),
        sa.UniqueConstraint("uuid", name=op.f(f"uq__{TABLE}__uuid")),
    )
    op.create_index(op.f(f"ix__{TABLE}__stays_id"), TABLE, ["stays_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
    for table in LINKED:
        op.drop_index(op.f(f"ix__{table}__{COLUMN}"), table_name=table)
        op.drop_column(table, COLUMN)
