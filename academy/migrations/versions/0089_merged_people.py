"""Which record of a person was merged into which, so that its pseudonym leads on"""

import sqlalchemy as sa
from alembic import op

revision = "0089"
down_revision = "0093"
branch_labels = None
depends_on = None

TABLE, COLUMN = "person", "merged_into_id"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.add_column(sa.Column(COLUMN, sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f(f"fk__{TABLE}__{COLUMN}"), TABLE, [COLUMN], ["id"])
        batch.create_index(op.f(f"ix__{TABLE}__{COLUMN}"), [COLUMN])


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_index(op.f(f"ix__{TABLE}__{COLUMN}"))
        batch.drop_constraint(op.f(f"fk__{TABLE}__{COLUMN}"), type_="foreignkey")
        batch.drop_column(COLUMN)
