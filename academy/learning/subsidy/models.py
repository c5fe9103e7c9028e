"""Hours in which leermeesters and guides helped others: one total for an organisation and month.

Never per person: who is guided, and how much, says something about a person.
"""

from datetime import date

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from academy.database import Model


class Guidance(Model):
    """The hours of one month."""

    __tablename__ = "guidance"
    __table_args__ = (UniqueConstraint("organisation_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    month: Mapped[date]
    """Its first day."""
    mentor_hours: Mapped[float] = mapped_column(Numeric(8, 2, asdecimal=False))
    """Of leermeesters, who teach the work."""
    guide_hours: Mapped[float] = mapped_column(Numeric(8, 2, asdecimal=False))
    """Of guides, who help people keep at it."""
