"""How somebody would have the own name written, until the office agrees."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Identified, Model
from academy.people.models import Person


class NameProposal(Identified, Model):
    """One for a person; another one takes its place, with another `uuid`."""

    __tablename__ = "name_proposal"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    latin_name: Mapped[str] = mapped_column(String(60), default="")
    proposed_at: Mapped[datetime]
    declined_at: Mapped[datetime | None]
    """The office said no; it stands until the worker read that."""

    person: Mapped[Person] = relationship()
