"""When somebody gave a worker the badge of a course"""

import sqlalchemy as sa
from alembic import op

revision = "0126"
down_revision = "0124"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participation_proof", sa.Column("given_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("participation_proof", "given_at")
