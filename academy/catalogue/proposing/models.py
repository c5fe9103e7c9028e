"""What people miss in the palette: proposals, what is said about them, and what came of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import Skill
from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.security.identity import Role
from academy.security.policy import Scope


class Outcome(StrEnum):
    """What the academy decided."""

    ACCEPTED = "accepted"
    """It became the draft of a skill."""
    DECLINED = "declined"


class SkillProposal(Identified, Model):
    """Somebody misses a skill. The academy sees the role and the organisation, never the name."""

    __tablename__ = "skill_proposal"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """Where they worked then; None for nowhere any more."""
    role: Mapped[Role | None] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(60))
    why: Mapped[str] = mapped_column(String(600))
    made_at: Mapped[datetime]
    outcome: Mapped[Outcome | None] = mapped_column(String(20), index=True)
    """None: nobody decided yet."""
    reason: Mapped[str | None] = mapped_column(String(600))
    """What the proposer reads about the decision."""
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("skill.id"), index=True)
    """What it became; None too when the draft of it was thrown away."""

    organisation: Mapped[Organisation | None] = relationship()
    skill: Mapped[Skill | None] = relationship()
    comments: Mapped[list["ProposalComment"]] = relationship(
        back_populates="proposal", order_by="ProposalComment.id"
    )

    @property
    def scope(self) -> Scope:
        places = frozenset({self.organisation_id} if self.organisation_id else ())
        return Scope(person_id=self.person_id, organisation_ids=places)


class ProposalComment(Identified, Model):
    """A question or an answer about a proposal."""

    __tablename__ = "skill_proposal_comment"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("skill_proposal.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(String(600))
    at: Mapped[datetime]

    proposal: Mapped[SkillProposal] = relationship(back_populates="comments")
