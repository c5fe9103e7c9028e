"""Who wants mail, and until when somebody read what changed; what changed before is no news"""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("wants_todo", "wants_news"):
        op.add_column(
            "account", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.add_column("person", sa.Column("news_seen_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE person SET news_seen_at = CURRENT_TIMESTAMP")


def downgrade() -> None:
    op.drop_column("person", "news_seen_at")
    op.drop_column("account", "wants_news")
    op.drop_column("account", "wants_todo")
