"""Assessments as immutable events, and what people did about them afterwards.

Nothing here has a status column: what an assessment is worth now is computed from events.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    and_,
    false,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.levels import Level
from academy.catalogue.models import SkillVersion, Texts
from academy.database import Identified, Model
from academy.organisations.models import Team
from academy.people.models import Person
from academy.security.policy import Scope


class Answer(StrEnum):
    """What an assessor said about one criterion."""

    SEEN = "seen"
    NOT_LOOKED = "not_looked"
    """Nobody looked at it; it says nothing about the worker."""
    NOT_YET = "not_yet"
    """It was tried and did not go well yet."""
    NOT_SEEN = "not_seen"
    """Either of the two: what was answered before they were told apart. No form offers it."""


class Method(StrEnum):
    """How it was observed."""

    PRACTICE = "practice"
    SIMULATION = "simulation"
    CONVERSATION = "conversation"


_IS_FLAGGED = text("flag IS NOT NULL")


class Assessment(Identified, Model):
    """One assessor, one worker, one skill, one moment. Its UUID is made by the client."""

    __tablename__ = "assessment"
    __table_args__ = (
        CheckConstraint("level BETWEEN 0 AND 3", name="level"),
        ForeignKeyConstraint(["organisation_id", "team_id"], ["team.organisation_id", "team.id"]),
        Index(
            "flagged_in_a_team", "team_id",
            sqlite_where=_IS_FLAGGED, postgresql_where=_IS_FLAGGED,
        ),
        Index(None, "person_id", "organisation_id"),
        Index(None, "team_id", "person_id"),
        Index(None, "team_id", "id"),
    )  # fmt: skip

    content_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """SHA-256 of what was sent; the same UUID with another content is a conflict."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    assessor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    team_id: Mapped[int]
    skill_version_id: Mapped[int] = mapped_column(ForeignKey("skill_version.id"), index=True)
    level: Mapped[int]
    """0: not yet; 1 to 3 as in `Level`."""
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    """Criterion id to Answer, for every criterion that was answered."""
    complete: Mapped[bool]
    """Everything was seen, so it can earn a badge."""
    remarks: Mapped[list[str]] = mapped_column(JSON)
    """Codes of structured remarks."""
    note: Mapped[str] = mapped_column(String(300), default="")
    method: Mapped[Method] = mapped_column(String(20))
    observed_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(index=True)
    made_at: Mapped[datetime | None]
    """When the assessor saved it on the screen; None for those of the first release."""
    sent_at: Mapped[datetime | None]
    """When it left the device; long after `made_at` for a tablet without wifi."""
    device: Mapped[UUID | None]
    """The tablet that it was filled in on; None in a browser."""
    based_on: Mapped[UUID | None]
    """The newest assessment of this person and skill that the assessor saw."""
    default_id: Mapped[int | None]
    """Number of the default rules under which it was made, which it keeps; None: of before there
    were any. No foreign key: SQLite cannot add one to this table without making it anew."""
    corrects: Mapped[UUID | None]
    """The badge that this assessment corrects."""
    sheet_number: Mapped[int | None]
    """Of the organisation's observation sheet from which it was entered later."""
    flag: Mapped[str | None] = mapped_column(String(40))
    """The first of the objections, by which a review finds it; no badge until then."""
    objections: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Codes of every rule that objected when it came in."""
    delete_on: Mapped[date | None] = mapped_column(index=True)
    """Of what says "not yet": the day on which it is deleted, unless a badge rests on it."""

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    assessor: Mapped[Person] = relationship(foreign_keys=[assessor_id])
    team: Mapped[Team] = relationship()
    skill_version: Mapped[SkillVersion] = relationship()
    withdrawal: Mapped["AssessmentWithdrawal | None"] = relationship(back_populates="assessment")
    responses: Mapped[list["WorkerResponse"]] = relationship(
        back_populates="assessment", order_by="WorkerResponse.at"
    )
    evidence: Mapped[list["Evidence"]] = relationship(back_populates="assessment")
    announced_photos: Mapped[list["AnnouncedPhoto"]] = relationship(back_populates="assessment")
    voices: Mapped[list["VoiceMessage"]] = relationship(
        back_populates="assessment", order_by="VoiceMessage.said_at"
    )
    reviews: Mapped[list["AssessmentReview"]] = relationship(back_populates="assessment")
    referral: Mapped["AssessmentReferral | None"] = relationship(back_populates="assessment")

    @property
    def level_name(self) -> Texts | None:
        """In the words of the version that was looked at; None when it is not yet."""
        seen = self.level != Level.NOT_YET
        return self.skill_version.level_name(self.level) if seen else None

    @property
    def is_objected_to(self) -> bool:
        """Whether the worker ever objected, also when somebody has decided since."""
        return any(response.kind == ResponseKind.OBJECTS for response in self.responses)

    @property
    def scope(self) -> Scope:
        return Scope(
            person_id=self.person_id,
            author_id=self.assessor_id,
            team_ids=frozenset({self.team_id}),
            organisation_ids=frozenset({self.organisation_id}),
            with_academy=self.referral is not None,
        )


class AssessmentWithdrawal(Model):
    """The assessor took it back within a quarter of an hour."""

    __tablename__ = "assessment_withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    assessment: Mapped[Assessment] = relationship(back_populates="withdrawal")


class ResponseKind(StrEnum):
    """What a worker thinks of an assessment."""

    AGREES = "agrees"
    OBJECTS = "objects"


class ReviewOutcome(StrEnum):
    """What somebody else concluded after an objection or a flag."""

    STANDS = "stands"
    REJECTED = "rejected"
    LOOK_AGAIN = "look_again"
    """The worker is right: somebody gives another level. The badge stays until then."""


class ObjectionReason(StrEnum):
    """What a worker says with one tap on a picture."""

    BETTER = "better"
    NOT_DONE = "not_done"
    ABSENT = "absent"
    OTHER = "other"


_IS_OPEN, _IS_OPEN_IN_SQLITE = text("is_open"), text("is_open = 1")
"""As SQLAlchemy asks it; SQLite uses the index for no other way of saying so."""


class WorkerResponse(Identified, Model):
    """A worker agrees or objects; an objection holds the badge until somebody else looked.

    Whoever says more later adds a row: what was said first is kept.
    """

    __tablename__ = "worker_response"
    __table_args__ = (
        Index(
            "open_objections", "assessment_id",
            sqlite_where=_IS_OPEN_IN_SQLITE, postgresql_where=_IS_OPEN,
        ),
    )  # fmt: skip

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    kind: Mapped[ResponseKind] = mapped_column(String(20))
    about: Mapped[ObjectionReason | None] = mapped_column(String(20))
    """Which picture was tapped; None when none was."""
    reason: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[datetime]
    device: Mapped[UUID | None]
    """The tablet of the assessor on which it was given; None: on a page of the worker's own."""
    answer_by: Mapped[date | None]
    is_open: Mapped[bool] = mapped_column(default=False, server_default=false())
    """An objection about which nobody has decided; few are, of all that ever were made."""

    assessment: Mapped[Assessment] = relationship(back_populates="responses")


_IS_TO_LOOK_AT = text("asked_id IS NOT NULL AND looked_at IS NULL")


class AssessmentReview(Identified, Model):
    """Somebody else looked at an assessment that was objected to or flagged."""

    __tablename__ = "assessment_review"
    __table_args__ = (
        Index(
            "open_looks", "asked_id",
            sqlite_where=_IS_TO_LOOK_AT, postgresql_where=_IS_TO_LOOK_AT,
        ),
    )  # fmt: skip

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), unique=True)
    outcome: Mapped[ReviewOutcome] = mapped_column(String(20))
    explanation: Mapped[str] = mapped_column(String(300), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    asked_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Who looks again."""
    looked_at: Mapped[datetime | None]

    @hybrid_property
    def is_to_look_at(self) -> bool:
        """Whether somebody was asked to look again, and did not yet."""
        return self.asked_id is not None and self.looked_at is None

    @is_to_look_at.inplace.expression
    @classmethod
    def _is_to_look_at(cls) -> ColumnElement[bool]:
        return and_(cls.asked_id.is_not(None), cls.looked_at.is_(None))

    assessment: Mapped[Assessment] = relationship(back_populates="reviews")


class AssessmentReferral(Model):
    """The organisation asked the academy to decide: until then the academy sees this one case."""

    __tablename__ = "assessment_referral"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    assessment: Mapped[Assessment] = relationship(back_populates="referral")


_IS_UNSEEN = text("dismissed_at IS NULL")


class AssessmentConflict(Identified, Model):
    """The same UUID came with another content; both are kept for a person to look at."""

    __tablename__ = "assessment_conflict"
    __table_args__ = (
        Index("one_conflict_of_a_content", "assessment_id", "content_hash", unique=True),
        Index(
            "open_conflicts", "assessment_id",
            sqlite_where=_IS_UNSEEN, postgresql_where=_IS_UNSEEN,
        ),
    )  # fmt: skip

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    dismissed_at: Mapped[datetime | None]

    assessment: Mapped[Assessment] = relationship()


class Evidence(Identified, Model):
    """A photo of the work, re-encoded without EXIF; the bytes are in the file store."""

    __tablename__ = "evidence"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    storage_key: Mapped[str] = mapped_column(String(120))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    """Bytes."""
    added_at: Mapped[datetime]

    assessment: Mapped[Assessment] = relationship(back_populates="evidence")


class AnnouncedPhoto(Identified, Model):
    """A photo that an assessment of a tablet names and that travels by itself; the UUID is the
    tablet's."""

    __tablename__ = "announced_photo"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Of the photo as the tablet made it."""
    announced_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    """When it came, or turned out to be none; None: it is still to come."""
    outcome: Mapped[str] = mapped_column(String(20), default="")

    assessment: Mapped[Assessment] = relationship(back_populates="announced_photos")


class AwardDue(Model):
    """An assessment that may have a badge to come, until somebody has looked.

    Written with whatever can earn a badge or give one back, deleted with the badge or by the sweep
    (see `awarding`). Twice for one assessment is possible and no matter.
    """

    __tablename__ = "award_due"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)


class VoiceMessage(Identified, Model):
    """What a worker said aloud with an objection; the bytes are in the file store."""

    __tablename__ = "voice_message"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    storage_key: Mapped[str] = mapped_column(String(120))
    mimetype: Mapped[str] = mapped_column(String(20))
    """As the bytes themselves say, not as they were sent."""
    size: Mapped[int]
    """Bytes."""
    content_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Tells a message that is sent again from another one."""
    said_at: Mapped[datetime]

    assessment: Mapped[Assessment] = relationship(back_populates="voices")
