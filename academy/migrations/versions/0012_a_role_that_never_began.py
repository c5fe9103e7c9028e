"""A role may end before its first day: it was called off, or somebody was moved at once

Until now such a row was bent into one day in the past, on which rules about that day then counted
it. Rows that were bent already look like any other of one day and stay as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NAME = "ck__membership__ends_after_start"


def upgrade() -> None:
    with op.batch_alter_table("membership") as batch:
        batch.drop_constraint(op.f(NAME), type_="check")


def downgrade() -> None:
    dates = sa.table("membership", sa.column("starts_on"), sa.column("ends_on"))
    bent = sa.update(dates).where(dates.c.ends_on < dates.c.starts_on)
    op.execute(bent.values(starts_on=dates.c.ends_on))
    with op.batch_alter_table("membership") as batch:
        batch.create_check_constraint(op.f(NAME), "ends_on IS NULL OR ends_on >= starts_on")
