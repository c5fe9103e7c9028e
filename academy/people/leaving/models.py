"""What somebody answered a year after they left. No employer reads it; organisations see counts."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.database import Identified, Model
from academy.people.leaving.rules import Said
from academy.people.models import Membership


class WorkAnswer(Identified, Model):
    """One answer about one last day; also that somebody would rather not say."""

    __tablename__ = "work_answer"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), unique=True)
    said: Mapped[Said] = mapped_column(String(12))
    said_at: Mapped[datetime]

    membership: Mapped[Membership] = relationship()
