"""Which events of a run are no more, and how often its calendar changed"""

import sqlalchemy as sa
from alembic import op

revision = "0120"
down_revision = "0116"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "course_run", sa.Column("sequence", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "course_run", sa.Column("dropped_events", sa.JSON(), nullable=False, server_default="[]")
    )


def downgrade() -> None:
    op.drop_column("course_run", "dropped_events")
    op.drop_column("course_run", "sequence")
