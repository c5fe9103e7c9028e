"""An assessment may give a badge anew, when the one before fell by the fault of another assessment

One for each assessment was the rule so far, so every row keeps to the weaker one: one current badge.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OLD = "uq__credential__assessment_id"
NEW = "one_current_badge_of_an_assessment"
COLUMN = "ix__credential__assessment_id"
IS_CURRENT = sa.text("current_key IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("credential") as batch:
        batch.drop_constraint(op.f(OLD), type_="unique")
        batch.create_index(op.f(COLUMN), ["assessment_id"])
        batch.create_index(
            NEW, ["assessment_id"],
            unique=True, sqlite_where=IS_CURRENT, postgresql_where=IS_CURRENT,
        )  # fmt: skip


def downgrade() -> None:
    """Refused by the database as soon as an assessment has given two badges."""
    with op.batch_alter_table("credential") as batch:
        batch.drop_index(NEW)
        batch.drop_index(op.f(COLUMN))
        batch.create_unique_constraint(op.f(OLD), ["assessment_id"])
