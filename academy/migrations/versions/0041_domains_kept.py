"""Domains that the academy keeps: a colour of their own, and archived ones"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

FIRST_COLOUR = "circulair"
COLOURS = (
    "basisvaardigheden",
    "digitale-vaardigheden",
    "winkel-en-klant",
    "sorteren-en-waarderen",
    "textiel",
    "meubels-en-hout",
    "elektro-en-witgoed",
    "fietsen",
    "logistiek-en-transport",
    "circulair",
    "veilig-werken",
    "samenwerken-en-leermeesterschap",
)
"""Domains that had a colour by their code."""


def upgrade() -> None:
    colour = sa.Column("colour", sa.String(length=60), server_default="", nullable=False)
    op.add_column("skill_domain", colour)
    op.add_column(
        "skill_domain", sa.Column("revision", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "skill_domain", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True)
    )
    domain = sa.table("skill_domain", sa.column("code"), sa.column("colour"))
    known = sa.case((domain.c.code.in_(COLOURS), domain.c.code), else_=FIRST_COLOUR)
    op.execute(domain.update().values(colour=known))


def downgrade() -> None:
    for name in ("archived_at", "revision", "colour"):
        op.drop_column("skill_domain", name)
