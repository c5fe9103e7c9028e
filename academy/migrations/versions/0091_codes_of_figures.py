"""The codes that figures are told with: ISCO-08 of a skill, SBI 2008 of an organisation"""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0089"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("skill", sa.Column("isco", sa.String(4), nullable=True))
    sbi = sa.Column("sbi", sa.String(7), nullable=False, server_default="")
    op.add_column("organisation", sbi)


def downgrade() -> None:
    op.drop_column("organisation", "sbi")
    op.drop_column("skill", "isco")
