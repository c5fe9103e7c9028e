"""A list of people may say which certificate from outside somebody has, and who saw the paper"""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0094"
branch_labels = None
depends_on = None

TABLE = "staff_import_row"
COLUMNS = ("licence", "licence_until", "seen_by")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column(TABLE, sa.Column(column, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_column(TABLE, column)
