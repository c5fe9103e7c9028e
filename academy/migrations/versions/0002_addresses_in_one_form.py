"""Addresses that people sign in with, in the one form that is compared

An address with an international domain was stored as it was typed. Those that cannot be brought
into the form, or that somebody else has in that form, stay: nobody's account is taken away here.
"""

import sqlalchemy as sa
from alembic import op

from academy.web.contact_fields import normal_email

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

account = sa.table("account", sa.column("id", sa.Integer), sa.column("email", sa.String))


def upgrade() -> None:
    database = op.get_bind()
    rows = database.execute(sa.select(account.c.id, account.c.email)).all()
    taken = {row.email for row in rows}
    for row in rows:
        wanted = normal_email(row.email)
        if wanted is not None and wanted not in taken:
            taken.add(wanted)
            change = sa.update(account).where(account.c.id == row.id).values(email=wanted)
            database.execute(change)


def downgrade() -> None:
    """The form as typed is not known any more, and was never needed."""
