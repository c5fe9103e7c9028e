"""When there is a badge: a default of the academy, and what a skill says otherwise

A version that asked for one observation, or for one assessor, asked for what everybody did: it
follows the default from now on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

COUNTED = ("observations_needed", "assessors_needed")


def upgrade() -> None:
    op.create_table(
        "validation_default",
        sa.Column("observations", sa.Integer(), nullable=False),
        sa.Column("assessors", sa.Integer(), nullable=False),
        sa.Column("photo", sa.Boolean(), nullable=False),
        sa.Column("certificate", sa.Boolean(), nullable=False),
        sa.Column("sampling_percent", sa.Integer(), nullable=False),
        sa.Column("valid_months", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk__validation_default__by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__validation_default")),
        sa.UniqueConstraint("uuid", name=op.f("uq__validation_default__uuid")),
    )
    op.add_column("assessment", sa.Column("default_id", sa.Integer(), nullable=True))
    op.add_column("skill_version", sa.Column("photo_needed", sa.Boolean(), nullable=True))
    op.add_column("skill_version", sa.Column("certificate_needed", sa.Boolean(), nullable=True))
    op.add_column("skill_version", sa.Column("sampling_percent", sa.Integer(), nullable=True))
    _change(COUNTED, before=1, after=0)


def downgrade() -> None:
    _change(COUNTED, before=0, after=1)
    for name in ("sampling_percent", "certificate_needed", "photo_needed"):
        op.drop_column("skill_version", name)
    op.drop_column("assessment", "default_id")
    op.drop_table("validation_default")


def _change(names: tuple[str, ...], *, before: int, after: int) -> None:
    table = sa.table("skill_version", *(sa.column(name, sa.Integer) for name in names))
    for name in names:
        changed = sa.update(table).where(table.c[name] == before).values({name: after})
        op.get_bind().execute(changed)
