"""What following a job needs: the permission, and what it is about

A job lives a week after it is done. Who may have its result is asked of the policy at that moment,
so a leader who left downloads nothing any more.
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

JOB = sa.table(
    "job",
    sa.column("id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("arguments", sa.JSON),
    sa.column("permission", sa.String),
    sa.column("about", sa.Uuid),
)


def upgrade() -> None:
    with op.batch_alter_table("job") as table:
        table.add_column(sa.Column("permission", sa.String(length=60), nullable=True))
        table.add_column(sa.Column("about", sa.Uuid(), nullable=True))
    remember_the_teams()


def remember_the_teams() -> None:
    """Of the jobs that people started before this; without it nobody could fetch them."""
    database = op.get_bind()
    printed = sa.select(JOB.c.id, JOB.c.arguments).where(JOB.c.name == "team-certificates")
    for number, arguments in database.execute(printed).all():
        if "team" in arguments:
            database.execute(
                sa.update(JOB)
                .where(JOB.c.id == number)
                .values(permission="team:read", about=uuid.UUID(arguments["team"]))
            )


def downgrade() -> None:
    with op.batch_alter_table("job") as table:
        table.drop_column("about")
        table.drop_column("permission")
