"""Staff numbers as they are compared, and the regions of sites and of readers

Numbers that two people share already stay as they are: pages say so, and only new ones are
refused. A site without a region is in that of its organisation; a reader without one reads for
the whole country, as before.
"""

import sqlalchemy as sa
from alembic import op

from academy.folding import folded_number

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("site", sa.Column("region", sa.String(length=60), nullable=True))
    op.add_column("membership", sa.Column("region", sa.String(length=60), nullable=True))
    op.add_column(
        "membership",
        sa.Column("staff_key", sa.String(length=80), server_default="", nullable=False),
    )
    _fill_in()
    op.create_index(
        "ix__membership__organisation_id_staff_key", "membership", ["organisation_id", "staff_key"]
    )


def _fill_in() -> None:
    table = sa.table(
        "membership",
        sa.column("id", sa.Integer),
        sa.column("staff_number", sa.String),
        sa.column("staff_key", sa.String),
    )
    database = op.get_bind()
    numbered = sa.select(table.c.id, table.c.staff_number).where(table.c.staff_number != "")
    keys = [
        {"number": row.id, "key": folded_number(row.staff_number)}
        for row in database.execute(numbered)
    ]
    if keys:
        fill = sa.update(table).where(table.c.id == sa.bindparam("number"))
        database.execute(fill.values(staff_key=sa.bindparam("key")), keys)


def downgrade() -> None:
    op.drop_index("ix__membership__organisation_id_staff_key", table_name="membership")
    op.drop_column("membership", "staff_key")
    op.drop_column("membership", "region")
    op.drop_column("site", "region")
