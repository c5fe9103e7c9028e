"""A share that goes on with the wallet: somebody looks along"""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("share") as table:
        table.add_column(
            sa.Column("follows", sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("share") as table:
        table.drop_column("follows")
