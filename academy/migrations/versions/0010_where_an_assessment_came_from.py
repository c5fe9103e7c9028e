"""Where an assessment came from: its times, its tablet, what it was based on, objections

Columns are added and nothing else: on SQLite any other change would drop the table that badges
and answers point at.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OPTIONAL: dict[str, sa.types.TypeEngine[Any]] = {
    "made_at": sa.DateTime(timezone=True),
    "sent_at": sa.DateTime(timezone=True),
    "device": sa.Uuid(),
    "based_on": sa.Uuid(),
}


def upgrade() -> None:
    for name, kind in OPTIONAL.items():
        op.add_column("assessment", sa.Column(name, kind, nullable=True))
    none = sa.text("'[]'")
    op.add_column(
        "assessment", sa.Column("objections", sa.JSON(), nullable=False, server_default=none)
    )


def downgrade() -> None:
    for name in ("objections", *OPTIONAL):
        op.execute(f"ALTER TABLE assessment DROP COLUMN {name}")
