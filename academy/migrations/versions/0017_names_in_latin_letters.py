"""Names in Latin letters beside names in other scripts, and what a paper says of them"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, column in (("person", "latin_name"), ("paper_copy", "printed_latin_name")):
        op.add_column(
            table, sa.Column(column, sa.String(length=60), server_default="", nullable=False)
        )


def downgrade() -> None:
    op.drop_column("paper_copy", "printed_latin_name")
    op.drop_column("person", "latin_name")
