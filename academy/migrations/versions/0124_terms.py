"""How long what was seen of somebody stays after they left"""

import sqlalchemy as sa
from alembic import op

revision = "0124"
down_revision = "0123"
branch_labels = None
depends_on = None

HAS_DETAILS = sa.text("details_gone_on IS NULL")


def upgrade() -> None:
    op.add_column(
        "organisation",
        sa.Column("details_months", sa.Integer(), nullable=False, server_default="24"),
    )
    op.add_column("membership", sa.Column("details_gone_on", sa.Date(), nullable=True))
    op.create_index(
        "details_to_forget",
        "membership",
        ["organisation_id", "ends_on"],
        sqlite_where=HAS_DETAILS,
        postgresql_where=HAS_DETAILS,
    )


def downgrade() -> None:
    op.drop_index("details_to_forget", "membership")
    op.drop_column("membership", "details_gone_on")
    op.drop_column("organisation", "details_months")
