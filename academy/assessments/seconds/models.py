"""What waits for a second person. Whom it reaches is no part of it: `pool` asks that anew."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.assessments.models import Assessment
from academy.catalogue.models import Skill
from academy.database import Identified, Model
from academy.organisations.models import Organisation, Team
from academy.people.models import Person
from academy.security.policy import Scope

_IS_OPEN = text("ended_at IS NULL")


class SecondLook(Identified, Model):
    """One person, one skill, one organisation; made with the assessment that is not enough alone.

    An open row says that it was asked, not that it still waits: see `waiting.waits`.
    """

    __tablename__ = "second_look"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "team_id"], ["team.organisation_id", "team.id"]),
        Index(
            "one_open_second_look", "person_id", "skill_id", "organisation_id",
            unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN,
        ),
        Index(
            "open_second_looks", "asked_at", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN
        ),
        Index(
            "open_second_looks_of_one", "organisation_id", "asked_at",
            sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN,
        ),
    )  # fmt: skip

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    """The newest look of whoever cannot give the badge alone."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    team_id: Mapped[int]
    asked_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Who said "I'll look"; it holds as long as they may (`pool`)."""
    taken_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """Whoever took it has looked, or it was asked anew."""

    assessment: Mapped[Assessment] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    skill: Mapped[Skill] = relationship()
    organisation: Mapped[Organisation] = relationship(overlaps="team")
    team: Mapped[Team] = relationship(overlaps="organisation")
    taken_by: Mapped[Person | None] = relationship(foreign_keys=[taken_by_id])

    @property
    def scope(self) -> Scope:
        return Scope(
            person_id=self.person_id,
            author_id=self.assessment.assessor_id,
            team_ids=frozenset({self.team_id}),
            organisation_ids=frozenset({self.organisation_id}),
            asked_id=self.taken_by_id,
        )
