"""Substitutes, samples that wait for an answer and open handovers, found without reading all"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

OPEN = sa.text("given_on IS NULL")
WAITS = sa.text("answer_by IS NOT NULL AND answered_at IS NULL")


def upgrade() -> None:
    op.create_index(op.f("ix__membership__replaces_id"), "membership", ["replaces_id"])
    op.create_index(
        "unanswered_samples", "sample", ["organisation_id"],
        sqlite_where=WAITS, postgresql_where=WAITS,
    )  # fmt: skip


    op.create_index(
        "open_handovers_of_a_team", "handover", ["team_id", "given_on"],
        sqlite_where=OPEN, postgresql_where=OPEN,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("open_handovers_of_a_team", table_name="handover")
    op.drop_index("unanswered_samples", table_name="sample")
    op.drop_index(op.f("ix__membership__replaces_id"), table_name="membership")
