"""Hours of leermeesters and guides, in total for an organisation and month"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guidance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("mentor_hours", sa.Numeric(8, 2, asdecimal=False), nullable=False),
        sa.Column("guide_hours", sa.Numeric(8, 2, asdecimal=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk__guidance__organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__guidance")),
        sa.UniqueConstraint(
            "organisation_id", "month", name=op.f("uq__guidance__organisation_id_month")
        ),
    )


def downgrade() -> None:
    op.drop_table("guidance")
