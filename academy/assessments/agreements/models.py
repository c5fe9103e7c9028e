"""An agreement between a worker and an employer. Nobody else sees it; organisations see counts."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.assessments.agreements.rules import End, Help
from academy.catalogue.models import Skill
from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.identity import Role
from academy.security.policy import Scope


class Agreement(Identified, Model):
    """One to three skills and a day; kept when each of them gave a badge since."""

    __tablename__ = "agreement"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    """The worker, or a leader of the worker's team."""
    made_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    """When the other one said yes; None: it is proposed."""
    due_on: Mapped[date]
    moved: Mapped[int] = mapped_column(default=0)
    """How often another day was chosen; nobody is asked why."""
    helps: Mapped[list[Help]] = mapped_column(JSON)
    """What the employer does for it."""
    helped: Mapped[bool | None]
    """Whether the employer did, as the worker says; None: not said."""
    ended_as: Mapped[End | None] = mapped_column(String(10))
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])
    made_by: Mapped[Person] = relationship(lazy="joined", foreign_keys=[made_by_id])
    organisation: Mapped[Organisation] = relationship(lazy="joined")
    skills: Mapped[list["AgreedSkill"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="AgreedSkill.id"
    )

    @property
    def is_by_worker(self) -> bool:
        return self.made_by_id == self.person_id

    @property
    def scope(self) -> Scope:
        """Which of these teams the worker is in today is asked when it is found (`queries`)."""
        place = (self.organisation_id, Role.WORKER)
        rows = [row for row in self.person.memberships if (row.organisation_id, row.role) == place]
        return Scope(
            person_id=self.person_id,
            team_ids=frozenset(row.team_id for row in rows if row.team_id),
            organisation_ids=frozenset({self.organisation_id}),
        )


class AgreedSkill(Model):
    """One of the skills."""

    __tablename__ = "agreed_skill"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), index=True)

    skill: Mapped[Skill] = relationship(lazy="joined")
