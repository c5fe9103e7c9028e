"""The organisation reads that the academy withdrew an authority"""

import sqlalchemy as sa
from alembic import op

revision = "0097"
down_revision = "0092"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "assessor_authority",
        sa.Column("end_is_news", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("assessor_authority", "end_is_news")
