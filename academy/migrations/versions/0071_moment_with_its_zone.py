"""When a language was chosen is a moment, as all others are: PostgreSQL kept it without a zone"""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    become(sa.DateTime(timezone=True))


def downgrade() -> None:
    become(sa.DateTime())


def become(kind: sa.DateTime) -> None:
    """SQLite knows no zones; what stands there was written in UTC."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(
            "person",
            "language_chosen_at",
            type_=kind,
            postgresql_using="language_chosen_at AT TIME ZONE 'UTC'",
        )
