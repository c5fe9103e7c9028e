"""Which picture a worker tapped to say why an assessment is not right

So that nobody has to write to object. What was written before had no picture: the column is empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("worker_response", sa.Column("about", sa.String(length=20), nullable=True))


def downgrade() -> None:
    op.drop_column("worker_response", "about")
