"""Under 16, a parent's yes, and wallets that were closed after a death"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("under_16_until", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("parent_agreed_on", sa.Date(), nullable=True))


def downgrade() -> None:
    for column in ("parent_agreed_on", "under_16_until", "closed_at"):
        op.drop_column("person", column)
