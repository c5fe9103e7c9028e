"""Courses with their versions and runs, who took part, and each worker's learning record."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.catalogue.models import Texts
from academy.database import Identified, Model
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.periods import Period
from academy.security.policy import NOWHERE, Scope


class Course(Identified, Model):
    """A course of the academy as it lives through its versions."""

    __tablename__ = "course"

    code: Mapped[str] = mapped_column(String(60), unique=True)
    search_text: Mapped[str] = mapped_column(String(2000), default="")
    retired_at: Mapped[datetime | None]

    versions: Mapped[list["CourseVersion"]] = relationship(
        back_populates="course", order_by="CourseVersion.id"
    )

    draft: Mapped["CourseDraft | None"] = relationship(back_populates="course")

    @property
    def current(self) -> "CourseVersion":
        return self.versions[-1]

    @property
    def scope(self) -> Scope:
        return NOWHERE


class CourseVersion(Identified, Model):
    """What a course was at some time; a run keeps the version it was planned with."""

    __tablename__ = "course_version"
    __table_args__ = (UniqueConstraint("course_id", "number"),)

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    number: Mapped[str] = mapped_column(String(10))
    title: Mapped[Texts] = mapped_column(JSON)
    description: Mapped[Texts] = mapped_column(JSON)
    assessment: Mapped[Texts] = mapped_column(JSON)
    """How what was learned is assessed."""
    outcomes: Mapped[Texts] = mapped_column(JSON, default=dict, server_default="{}")
    """What somebody can do afterwards, one on a line."""
    quality: Mapped[Texts] = mapped_column(JSON, default=dict, server_default="{}")
    """How the quality is assured."""
    level: Mapped[str] = mapped_column(String(20), default="", server_default="")
    """Of the NLQF, only with `level_register`: a key of `words.LEVELS`."""
    level_register: Mapped[str] = mapped_column(String(80), default="", server_default="")
    hours: Mapped[float] = mapped_column(Numeric(6, 2, asdecimal=False))
    form: Mapped[str] = mapped_column(String(20))
    """`e-learning`, `praktijk` or `klassikaal`."""
    audience: Mapped[str] = mapped_column(String(60))
    least_share: Mapped[int] = mapped_column(default=0, server_default="0")
    """How much of the hours somebody has to follow to complete it, in percent."""
    skill_codes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime]

    course: Mapped[Course] = relationship(back_populates="versions", lazy="joined")


class CourseDraft(Identified, Model):
    """What the next version of a course may say, or a course that is still to come."""

    __tablename__ = "course_draft"

    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"), unique=True)
    based_on: Mapped[str] = mapped_column(String(10), default="")
    """The version that it began with; empty for a new course."""
    revision: Mapped[int] = mapped_column(default=1)
    """How many times it was saved, so that of two who write at once the second is told."""
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The fields of the form as they were typed."""
    changed_at: Mapped[datetime]

    course: Mapped[Course | None] = relationship(back_populates="draft")

    @property
    def title(self) -> str:
        return str(self.content.get("title_nl") or "")

    @property
    def scope(self) -> Scope:
        return NOWHERE


class CourseRun(Period, Identified, Model):
    """A course on certain days at a certain place."""

    __tablename__ = "course_run"

    course_version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), index=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    place: Mapped[str] = mapped_column(String(80))
    ends_on: Mapped[date] = mapped_column()
    """A run always has a last day; without `mapped_column`, the column of Period would win."""
    seats: Mapped[int | None]
    enrol_until: Mapped[date | None]
    """The last day on which people can be enrolled; None: as long as the run goes on."""
    lesson_days: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """Days within the run, as `2026-11-16`, in order; none: any day of it."""
    begins_at: Mapped[time | None]
    """On each day, as clocks in the Netherlands say."""
    is_over_at: Mapped[time | None]
    trainers: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """Who teaches besides `teachers`, as the invitation says it."""
    cost_cents: Mapped[int | None]
    """What the whole run costs; None: not known yet."""
    funding: Mapped[str] = mapped_column(String(20), default="", server_default="")
    """Where the money comes from: a key of `words.FUNDINGS`."""
    cancelled_at: Mapped[datetime | None]
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often it was changed, so that a calendar takes what is newer."""
    dropped_events: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """Days that were lesson days, or `calendar.WHOLE`: calendars that have them hear that they are
    off."""

    course_version: Mapped[CourseVersion] = relationship(lazy="joined")
    provider: Mapped[Organisation] = relationship()
    enrolments: Mapped[list["Enrolment"]] = relationship(back_populates="run")
    teachers: Mapped[list["CourseTrainer"]] = relationship(
        back_populates="run", order_by="CourseTrainer.id"
    )

    @property
    def name(self) -> str:
        """What a piece of work about it is called."""
        return self.course_version.title["nl"]

    @property
    def scope(self) -> Scope:
        return NOWHERE


class CourseTrainer(Identified, Model):
    """Somebody with an account who teaches a run: sees its people, and writes who was there.

    Whoever has none is only named, in `CourseRun.trainers`.
    """

    __tablename__ = "course_trainer"
    __table_args__ = (UniqueConstraint("run_id", "person_id"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    """Where the person leads or administers: who does so no longer teaches no more."""
    added_at: Mapped[datetime]

    run: Mapped[CourseRun] = relationship(back_populates="teachers", lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")
    organisation: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def scope(self) -> Scope:
        return Scope(trainer_id=self.person_id, organisation_ids=frozenset({self.organisation_id}))


class CompletionKind(StrEnum):
    """How somebody left a run."""

    COMPLETED = "completed"
    STOPPED = "stopped"


class Enrolment(Identified, Model):
    """A person takes part in a run."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("run_id", "person_id"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """Through which employer the person took part."""
    enrolled_at: Mapped[datetime]
    seated_at: Mapped[datetime | None]
    """Since when there is a seat; None: on the waiting list, in the order of enrolling."""
    completion: Mapped[CompletionKind | None] = mapped_column(String(20))
    completed_on: Mapped[date | None]
    hours: Mapped[float | None] = mapped_column(Numeric(6, 2, asdecimal=False))
    """Hours that were really followed."""

    run: Mapped[CourseRun] = relationship(back_populates="enrolments", lazy="joined")
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    record: Mapped["LearningRecord | None"] = relationship(back_populates="enrolment")
    presences: Mapped[list["Presence"]] = relationship(
        back_populates="enrolment", order_by="Presence.day"
    )

    @property
    def has_seat(self) -> bool:
        return self.seated_at is not None

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id)


class Presence(Identified, Model):
    """Somebody was there on a day of the run, for so many hours; 0 hours: was not there."""

    __tablename__ = "presence"
    __table_args__ = (UniqueConstraint("enrolment_id", "day"),)

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    day: Mapped[date]
    hours: Mapped[float] = mapped_column(Numeric(6, 2, asdecimal=False))

    enrolment: Mapped[Enrolment] = relationship(back_populates="presences")


class LearningRecord(Identified, Model):
    """A line in a worker's learning record; it outlives the run that it came from."""

    __tablename__ = "learning_record"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    title: Mapped[Texts] = mapped_column(JSON)
    provider: Mapped[str] = mapped_column(String(120))
    form: Mapped[str] = mapped_column(String(20))
    hours: Mapped[float] = mapped_column(Numeric(6, 2, asdecimal=False))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """`{"course": code, "version": number, "place": …, "skills": [code, …]}`, and of the EU's
    elements `outcomes`, `assessment`, `quality` and `level`, as the version said them."""

    person: Mapped[Person] = relationship()
    enrolment: Mapped[Enrolment | None] = relationship(back_populates="record")

    @property
    def scope(self) -> Scope:
        return Scope(person_id=self.person_id)
