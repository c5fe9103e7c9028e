"""A leader's grant says with which card it was given"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0113"
down_revision = "0112"
branch_labels = None
depends_on = None

GRANTS = sa.table(
    "leader_grant",
    sa.column("id", sa.Integer),
    sa.column("person_id", sa.Integer),
    sa.column("given_at", sa.DateTime(timezone=True)),
    sa.column("ended_at", sa.DateTime(timezone=True)),
    sa.column("expires_at", sa.DateTime(timezone=True)),
    sa.column("card_uuid", sa.Uuid),
)
CARDS = sa.table(
    "card",
    sa.column("id", sa.Integer),
    sa.column("uuid", sa.Uuid),
    sa.column("person_id", sa.Integer),
    sa.column("issued_at", sa.DateTime(timezone=True)),
)
SAME_SECOND = timedelta(seconds=1)
"""A grant says whole seconds, a card not."""


def upgrade() -> None:
    op.add_column("leader_grant", sa.Column("card_uuid", sa.Uuid(), nullable=True))
    found = op.get_bind()
    goes_on = GRANTS.c.ended_at.is_(None) & (GRANTS.c.expires_at > sa.func.current_timestamp())
    for grant in found.execute(sa.select(GRANTS).where(goes_on)).all():
        before = (CARDS.c.person_id == grant.person_id) & (
            CARDS.c.issued_at < grant.given_at + SAME_SECOND
        )
        card = sa.select(CARDS.c.uuid).where(before).order_by(CARDS.c.id.desc()).limit(1)
        of_grant = sa.update(GRANTS).where(GRANTS.c.id == grant.id)
        found.execute(of_grant.values(card_uuid=card.scalar_subquery()))


def downgrade() -> None:
    op.drop_column("leader_grant", "card_uuid")
