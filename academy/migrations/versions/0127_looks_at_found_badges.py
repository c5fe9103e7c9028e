"""What the first look at a badge of before found"""

import sqlalchemy as sa
from alembic import op

revision = "0127"
down_revision = "0126"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("found_badge", sa.Column("digest", sa.LargeBinary(length=32), nullable=True))
    op.add_column("found_badge", sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "found_badge", sa.Column("told", sa.JSON(), nullable=False, server_default="{}")
    )


def downgrade() -> None:
    for name in ("told", "looked_at", "digest"):
        op.drop_column("found_badge", name)
