"""That an organisation takes two of its records for one person, until the person answers."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.policy import Scope


class Double(Identified, Model):
    """Two records, in no order: the one with which the person says yes is the one that stays."""

    __tablename__ = "double_record"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    declined_at: Mapped[datetime | None]
    """The person said no; it stands until the office read that."""

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    other: Mapped[Person] = relationship(foreign_keys=[other_id])

    def beside(self, person_id: int) -> Person:
        """The other one of the two."""
        return self.other if person_id == self.person_id else self.person

    @property
    def scope(self) -> Scope:
        return Scope(organisation_ids=frozenset({self.organisation_id}))
