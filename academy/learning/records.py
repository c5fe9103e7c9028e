"""Reads of what people learned: one's own lines, and totals without people."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from academy.database import db
from academy.learning.models import Course, CourseRun, CourseVersion, Enrolment, LearningRecord
from academy.learning.queries import is_of_the_academy
from academy.learning.rules import Followed
from academy.people.models import Person
from academy.security.identity import Identity
from academy.web.locale import localised


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningYear:
    """What somebody learned in one year, the newest first."""

    year: int
    records: Sequence[LearningRecord]

    @property
    def hours(self) -> float:
        return sum(record.hours for record in self.records)


def own_records(identity: Identity) -> Sequence[LearningRecord]:
    """The newest first."""
    found = select(LearningRecord).where(LearningRecord.person_id == identity.person_id)
    return db.session.scalars(
        found.order_by(LearningRecord.ends_on.desc(), LearningRecord.id.desc())
    ).all()


def records_through(person: Person, organisation_ids: Collection[int]) -> Sequence[LearningRecord]:
    """What somebody followed through these organisations, the newest first; nothing of others."""
    found = (
        select(LearningRecord)
        .join(LearningRecord.enrolment)
        .where(
            LearningRecord.person_id == person.id,
            Enrolment.organisation_id.in_(organisation_ids),
        )
        .order_by(LearningRecord.ends_on.desc(), LearningRecord.id.desc())
        .options(contains_eager(LearningRecord.enrolment).lazyload(Enrolment.run))
    )
    return db.session.scalars(found).all()


def by_year(records: Sequence[LearningRecord]) -> list[LearningYear]:
    """A course counts in the year in which it ended."""
    years = sorted({record.ends_on.year for record in records}, reverse=True)
    return [
        LearningYear(year=year, records=[each for each in records if each.ends_on.year == year])
        for year in years
    ]


def own_courses_ahead(identity: Identity) -> Sequence[Enrolment]:
    """What the person is enrolled in and has not finished, the first one first."""
    found = (
        select(Enrolment)
        .join(Enrolment.run)
        .join(CourseRun.course_version)
        .where(
            Enrolment.person_id == identity.person_id,
            Enrolment.completion.is_(None),
            or_(CourseRun.cancelled_at.is_(None), CourseRun.goes_on_from(identity.today)),
        )
        .options(
            contains_eager(Enrolment.run).contains_eager(CourseRun.course_version),
            contains_eager(Enrolment.run).joinedload(CourseRun.provider),
        )
        .order_by(CourseRun.starts_on, Enrolment.id)
    )
    return db.session.scalars(found).all()


def find_enrolment_of_oneself(identity: Identity, enrolment_uuid: uuid.UUID) -> Enrolment | None:
    """One's own, whatever became of it."""
    return db.session.scalar(
        select(Enrolment).where(
            Enrolment.uuid == enrolment_uuid, Enrolment.person_id == identity.person_id
        )
    )


def find_record(identity: Identity, record_uuid: uuid.UUID) -> LearningRecord | None:
    """One's own line; the academy finds those that come from its courses."""
    found = (
        select(LearningRecord)
        .where(LearningRecord.uuid == record_uuid)
        .options(joinedload(LearningRecord.person))
    )
    own, its_own = LearningRecord.person_id == identity.person_id, LearningRecord.enrolment_id
    found = found.where(or_(own, its_own.is_not(None)) if is_of_the_academy(identity) else own)
    return db.session.scalar(found)


def years_with_records() -> list[int]:
    """Years in which a course ended for somebody, the newest first."""
    first, last = db.session.execute(
        select(func.min(LearningRecord.ends_on), func.max(LearningRecord.ends_on))
    ).one()
    return list(range(last.year, first.year - 1, -1)) if first else []


def followed_in(year: int) -> list[Followed]:
    """Hours per person and course of the academy's own courses that ended in the year."""
    found = (
        select(Course.id, LearningRecord.person_id, func.sum(LearningRecord.hours))
        .join(Enrolment, Enrolment.id == LearningRecord.enrolment_id)
        .join(CourseRun, CourseRun.id == Enrolment.run_id)
        .join(CourseVersion, CourseVersion.id == CourseRun.course_version_id)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(LearningRecord.ends_on.between(date(year, 1, 1), date(year, 12, 31)))
        .group_by(Course.id, LearningRecord.person_id)
    )
    rows = db.session.execute(found).all()
    titles = _titles({course_id for course_id, _person, _hours in rows})
    return [Followed(titles[course], person, float(hours)) for course, person, hours in rows]


def _titles(course_ids: set[int]) -> dict[int, str]:
    """The newest title of each course, in the language of the page."""
    versions = db.session.execute(
        select(CourseVersion.course_id, CourseVersion.title)
        .where(CourseVersion.course_id.in_(course_ids))
        .order_by(CourseVersion.id)
    )
    return {course_id: localised(title) for course_id, title in versions}
