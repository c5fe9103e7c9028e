"""Looks of outsiders that are in the log already

So that a look is one line for a session, a page and a day (docs/adr/0022). Nobody looked before
there was a log of it: the table begins empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_uuid", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__look__organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__look")),
        sa.UniqueConstraint(
            "session_uuid", "organisation_id", "page", "day", name=op.f("uq__look__session_uuid_organisation_id_page_day")
        ),
    )
    op.create_index(op.f("ix__look__day"), "look", ["day"])


def downgrade() -> None:
    op.drop_table("look")
