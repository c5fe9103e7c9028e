"""Picture passwords, and who gave out a card"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite adds a reference only in this way to a table that others refer to
    op.execute(
        "ALTER TABLE card ADD COLUMN issued_by_id INTEGER "
        "CONSTRAINT fk__card__issued_by_id REFERENCES organisation (id)"
    )
    op.create_table(
        "picture_password",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__picture_password__person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__picture_password")),
        sa.UniqueConstraint("person_id", name=op.f("uq__picture_password__person_id")),
    )


def downgrade() -> None:
    op.drop_table("picture_password")
    op.drop_column("card", "issued_by_id")
