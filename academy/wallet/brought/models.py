"""What a worker says of what was before, of what one can already and what one wants.

Own words, checked by nobody; they never stand among badges. There is no place here for health, a
benefit or a right to stay, and no document is kept.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import Skill
from academy.database import Identified, Model
from academy.people.models import Person
from academy.security.policy import Scope


class Kind(StrEnum):
    """What it is about; the order is that of the page."""

    CAN = "can"
    WISH = "wish"
    WORK = "work"
    SCHOOL = "school"
    STATEMENT = "statement"
    """A practice statement ("praktijkverklaring")."""
    CERTIFICATE = "certificate"
    """Of somebody else, like for a forklift."""


class Brought(Identified, Model):
    """One thing that somebody says: the worker's alone, until chosen for a share or a paper."""

    __tablename__ = "brought"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[Kind] = mapped_column(String(12))
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("skill.id"), index=True)
    """Of the palette; None: in own words."""
    words: Mapped[str] = mapped_column(String(80))
    place: Mapped[str] = mapped_column(String(60))
    """School, firm, or who gave the paper; often empty."""
    time: Mapped[str] = mapped_column(String(40))
    """When that was, as the worker says it."""
    valid_until: Mapped[date | None]
    said_at: Mapped[datetime]
    confirmed_at: Mapped[datetime]
    """When the worker last said that it is right."""

    person: Mapped[Person] = relationship()
    skill: Mapped[Skill | None] = relationship()

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id)
