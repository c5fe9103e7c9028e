"""A link for an auditor: of which organisation and period, and until when it opens."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.periods import Ending
from academy.security.policy import Scope


class AuditorAccess(Ending, Identified, Model):
    """Whoever has the link reads the pack of one organisation and period; the link is made of the
    UUID with the installation's secret, so the database alone opens nothing."""

    __tablename__ = "auditor_access"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    label: Mapped[str] = mapped_column(String(60))
    """For whom it is, like the name of a bureau."""
    first: Mapped[date]
    last: Mapped[date]
    ends_on: Mapped[date] = mapped_column()
    """The last day on which it opens."""
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    by: Mapped[Person] = relationship()

    def opens_on(self, day: date) -> bool:
        return self.ended_at is None and self.goes_on_from(day)

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset({self.organisation_id}))
