"""On which tablet a worker answered"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("worker_response", sa.Column("device", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("worker_response", "device")
