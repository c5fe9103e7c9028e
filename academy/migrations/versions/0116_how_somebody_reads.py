"""How somebody reads their screens"""

import sqlalchemy as sa
from alembic import op

revision = "0116"
down_revision = "0119"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("reading", sa.String(length=40), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "reading")
