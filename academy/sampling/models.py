"""Badges that were chosen for a second look, and what came of it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.credentials.models import Credential
from academy.database import Identified, Model
from academy.people.models import Person
from academy.security.policy import Scope


class SampleOutcome(StrEnum):
    """What the second person found."""

    RIGHT = "right"
    NOT_RIGHT = "not_right"
    """Nothing becomes of the badge by itself; whoever gave it answers."""


_IS_OPEN = text("outcome IS NULL")
_WAITS_FOR_ANSWER = text("answer_by IS NOT NULL AND answered_at IS NULL")


class Sample(Identified, Model):
    """A badge that a second person looks at."""

    __tablename__ = "sample"
    __table_args__ = (
        Index("open_samples", "organisation_id", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
        Index(
            "unanswered_samples", "organisation_id",
            sqlite_where=_WAITS_FOR_ANSWER, postgresql_where=_WAITS_FOR_ANSWER,
        ),
    )  # fmt: skip

    credential_id: Mapped[int] = mapped_column(ForeignKey("credential.id"), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    of_many: Mapped[bool]
    """Saved for many people at once."""
    chosen_at: Mapped[datetime]
    look_by: Mapped[date]
    outcome: Mapped[SampleOutcome | None] = mapped_column(String(20))
    finding: Mapped[str] = mapped_column(String(300), default="")
    """What is not right, about the work."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    looked_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(300), default="")
    """What whoever gave the badge says to it."""
    answer_by: Mapped[date | None]
    """Only of what was found not right."""
    answered_at: Mapped[datetime | None]

    credential: Mapped[Credential] = relationship()
    by: Mapped[Person | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.outcome is None

    @property
    def waits_for_answer(self) -> bool:
        return self.outcome == SampleOutcome.NOT_RIGHT and self.answered_at is None

    @property
    def due_on(self) -> date:
        """The day before which somebody does something."""
        return self.answer_by or self.look_by

    @property
    def scope(self) -> Scope:
        return self.credential.scope


class SamplingMark(Model):
    """Until when badges were drawn from; the newest holds."""

    __tablename__ = "sampling_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    until: Mapped[datetime]
