"""Guest assessors: offered by one organisation, taken up by another"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

REFERENCES = {
    "accepted_by_id": "person", "ended_by_id": "person", "home_id": "organisation",
    "host_id": "organisation", "membership_id": "membership", "offered_by_id": "person",
    "person_id": "person",
}  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "guest",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("offered_by_id", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk__guest__{column}"))
            for column, table in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__guest")),
        sa.UniqueConstraint("membership_id", name=op.f("uq__guest__membership_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq__guest__uuid")),
    )
    for column in ("home_id", "host_id", "person_id"):
        op.create_index(op.f(f"ix__guest__{column}"), "guest", [column])


def downgrade() -> None:
    op.drop_table("guest")
