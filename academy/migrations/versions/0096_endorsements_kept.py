"""When an endorsement of a badge from elsewhere was kept: none that came later stands in a share

Those of before came with their badge, or were seen since by whoever keeps them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0096"
down_revision = "0098"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "foreign_endorsement", sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("foreign_endorsement", "kept_at")
