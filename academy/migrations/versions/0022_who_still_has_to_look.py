"""Who was asked to look again and did not yet, without reading every review"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

WHERE = sa.text("asked_id IS NOT NULL AND looked_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "open_looks", "assessment_review", ["asked_id"],
        sqlite_where=WHERE, postgresql_where=WHERE,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("open_looks", "assessment_review")
