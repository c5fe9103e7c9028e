"""When somebody chose the language of the screens; until then it is asked"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("language_chosen_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "language_chosen_at")
