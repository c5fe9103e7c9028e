"""What a worker asks to be looked at for. Whom it reaches is no part of it: that is whoever leads a
team of the worker at that moment, so it moves along with the worker and with every substitute."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import Skill
from academy.database import Identified, Model
from academy.people.models import Person
from academy.security.policy import Scope

_IS_OPEN = text("ended_at IS NULL")


class LookRequest(Identified, Model):
    """One person, one skill; it is answered by an assessment that somebody made since."""

    __tablename__ = "look_request"
    __table_args__ = (
        Index(
            "one_open_request", "person_id", "skill_id",
            unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN,
        ),
    )  # fmt: skip

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    """The worker took it back, or asked once more after an answer."""

    person: Mapped[Person] = relationship(lazy="joined")
    skill: Mapped[Skill] = relationship(lazy="joined")

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id)
