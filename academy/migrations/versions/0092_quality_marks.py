"""The academy says until when an organisation has a quality mark; what that ticked itself goes"""

import sqlalchemy as sa
from alembic import op

revision = "0092"
down_revision = "0090"
branch_labels = None
depends_on = None

MARKS = ("keurmerk_until", "pso_until")


def upgrade() -> None:
    for mark in MARKS:
        op.add_column("organisation", sa.Column(mark, sa.Date(), nullable=True))
    op.drop_column("organisation", "quality_mark")


def downgrade() -> None:
    op.add_column(
        "organisation",
        sa.Column("quality_mark", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for mark in reversed(MARKS):
        op.drop_column("organisation", mark)
