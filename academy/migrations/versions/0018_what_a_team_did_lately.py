"""The newest assessments of a team, without reading all of them"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix__assessment__team_id_id", "assessment", ["team_id", "id"])


def downgrade() -> None:
    op.drop_index("ix__assessment__team_id_id", "assessment")
