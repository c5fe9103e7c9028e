"""What the journal beside the database is owed: of an older installation, everything

A row commits with each badge, withdrawal, erasure and key, and goes once its line is safe on the
disk (docs/adr/0021).
"""

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = {
    "keys": "SELECT DISTINCT organisation.uuid FROM organisation"
    " JOIN issuer_key ON issuer_key.organisation_id = organisation.id",
    "issued": "SELECT uuid FROM credential",
    "revoked": "SELECT credential.uuid FROM credential"
    " JOIN revocation ON revocation.credential_id = credential.id",
    "erased": "SELECT uuid FROM person WHERE erased_at IS NOT NULL",
}
"""What was done before there was a journal; the first catching up writes it."""


def upgrade() -> None:
    debt = op.create_table(
        "journal_debt",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("object_uuid", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk__journal_debt")),
    )
    long_ago = datetime(1970, 1, 1, tzinfo=UTC)  # whatever the clock says, it is overdue
    for kind, query in BEFORE.items():
        found = op.get_bind().execute(sa.text(query).columns(uuid=sa.Uuid()))
        while rows := found.fetchmany(1000):
            op.bulk_insert(
                debt,
                [
                    {"uuid": uuid.uuid4(), "kind": kind, "object_uuid": row.uuid, "since": long_ago}
                    for row in rows
                ],
            )


def downgrade() -> None:
    op.drop_table("journal_debt")
