"""The course for assessors, and whether somebody completed it."""

from collections.abc import Collection

from sqlalchemy import Select, select

from academy.database import db
from academy.learning.models import CompletionKind, Course, CourseRun, CourseVersion, Enrolment
from academy.people.authorities import Proof, course_asked
from academy.people.models import Person


def asked_course() -> Course | None:
    """The one that the academy asks; None when it asks none."""
    code = course_asked()
    return db.session.scalar(select(Course).where(Course.code == code)) if code else None


def proof_of(person: Person) -> Proof | None:
    """That somebody completed the course that is asked, the last time."""
    found = _completed(course_asked()).where(Enrolment.person_id == person.id).limit(1)
    row = db.session.execute(found).first()
    return Proof(row.title["nl"], row.completed_on) if row and row.completed_on else None


def who_completed(people: Collection[int]) -> frozenset[int]:
    """Of these people, by number."""
    found = _completed(course_asked()).where(Enrolment.person_id.in_(people))
    return frozenset(row.person_id for row in db.session.execute(found))


def may_be_granted(proof: Proof | None) -> bool:
    return proof is not None or not course_asked()


def _completed(code: str) -> Select[*tuple[object, ...]]:
    return (
        select(CourseVersion.title, Enrolment.completed_on, Enrolment.person_id)
        .join(CourseRun, CourseRun.course_version_id == CourseVersion.id)
        .join(Course, Course.id == CourseVersion.course_id)
        .join(Enrolment, Enrolment.run_id == CourseRun.id)
        .where(Course.code == code, Enrolment.completion == CompletionKind.COMPLETED)
        .order_by(Enrolment.completed_on.desc(), Enrolment.id.desc())
    )
