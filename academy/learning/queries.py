"""Reads of courses and runs. They belong to the academy: to anybody else they do not exist."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnExpressionArgument, Select, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload, selectinload

from academy.catalogue.models import SkillDomain
from academy.catalogue.queries import open_versions
from academy.database import db
from academy.learning import rules
from academy.learning.models import (
    CompletionKind,
    Course,
    CourseDraft,
    CourseRun,
    CourseVersion,
    Enrolment,
)
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.searching import by_name, contains_words, in_name_order, name_order
from academy.security.identity import Identity, Role


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run with how many people have a seat in it, wait for one, and completed it."""

    run: CourseRun
    seated: int
    waiting: int
    completed: int

    @property
    def is_full(self) -> bool:
        return self.waiting > 0 or rules.free_seats(self.run, self.seated) == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """A course as it is now, with how many runs are still to come."""

    course: Course
    version: CourseVersion
    runs_ahead: int


def is_of_the_academy(identity: Identity) -> bool:
    return bool(identity.organisations(Role.ACADEMY_ADMIN))


def courses(*, search: str = "", retired: bool = False, today: date) -> Sequence[CourseLine]:
    """Courses on offer, or the retired ones, by title in Dutch."""
    ahead = (
        select(func.count(CourseRun.id))
        .join(CourseVersion)
        .where(
            CourseVersion.course_id == Course.id,
            CourseRun.cancelled_at.is_(None),
            CourseRun.goes_on_from(today),
        )
        .scalar_subquery()
    )
    found = (
        select(Course, ahead)
        .where(
            Course.retired_at.is_not(None) if retired else Course.retired_at.is_(None),
            contains_words(Course.search_text, search),
        )
        .options(selectinload(Course.versions).lazyload(CourseVersion.course))
    )
    lines = [
        CourseLine(course=course, version=course.current, runs_ahead=runs)
        for course, runs in db.session.execute(found)
    ]
    return sorted(lines, key=lambda line: name_order(line.version.title["nl"]))


def find_course(identity: Identity, course_uuid: uuid.UUID) -> Course | None:
    if not is_of_the_academy(identity):
        return None
    return db.session.scalar(
        select(Course).where(Course.uuid == course_uuid).options(selectinload(Course.versions))
    )


def drafts() -> Sequence[CourseDraft]:
    """What is being written, the last touched first."""
    found = select(CourseDraft).options(joinedload(CourseDraft.course))
    return db.session.scalars(found.order_by(CourseDraft.changed_at.desc(), CourseDraft.id)).all()


def find_draft(identity: Identity, draft_uuid: uuid.UUID) -> CourseDraft | None:
    if not is_of_the_academy(identity):
        return None
    return db.session.scalar(
        select(CourseDraft)
        .where(CourseDraft.uuid == draft_uuid)
        .options(joinedload(CourseDraft.course).selectinload(Course.versions))
    )


def course_code_is_taken(code: str) -> bool:
    return bool(db.session.scalar(select(exists().where(Course.code == code))))


def find_run(identity: Identity, run_uuid: uuid.UUID) -> CourseRun | None:
    if not is_of_the_academy(identity):
        return None
    return db.session.scalar(
        select(CourseRun)
        .where(CourseRun.uuid == run_uuid)
        .options(joinedload(CourseRun.course_version), joinedload(CourseRun.provider))
    )


def runs_ahead(today: date) -> Sequence[RunLine]:
    """Runs that are going on or still to come, the first one first; cancelled ones too."""
    lines = _run_lines().where(CourseRun.goes_on_from(today))
    return _lines(lines.order_by(CourseRun.starts_on, CourseRun.id))


def runs_past(today: date) -> Sequence[RunLine]:
    """Runs that are over, the last one first."""
    lines = _run_lines().where(~CourseRun.goes_on_from(today))
    return _lines(lines.order_by(CourseRun.starts_on.desc(), CourseRun.id.desc()))


def runs_of_course(course: Course) -> Sequence[RunLine]:
    """Every run of any version of the course, the last one first."""
    lines = _run_lines().where(CourseVersion.course_id == course.id)
    return _lines(lines.order_by(CourseRun.starts_on.desc(), CourseRun.id.desc()))


def how_many_with_a_line(today: date) -> int:
    """Runs still to come in which somebody waits for a seat."""
    waits = exists().where(Enrolment.run_id == CourseRun.id, Enrolment.seated_at.is_(None))
    return _count(CourseRun.goes_on_from(today), CourseRun.cancelled_at.is_(None), waits)


def how_many_to_complete(today: date) -> int:
    """Runs that are over, with somebody of whom it is not said whether they completed it."""
    is_open = exists().where(
        Enrolment.run_id == CourseRun.id,
        Enrolment.seated_at.is_not(None),
        Enrolment.completion.is_(None),
    )
    return _count(~CourseRun.goes_on_from(today), CourseRun.cancelled_at.is_(None), is_open)


def _count(*which: ColumnExpressionArgument[bool]) -> int:
    return db.session.scalar(select(func.count(CourseRun.id)).where(*which)) or 0


def _run_lines() -> Select[CourseRun, int, int, int]:
    enrolled = select(func.count(Enrolment.id)).where(Enrolment.run_id == CourseRun.id)
    seated = enrolled.where(Enrolment.seated_at.is_not(None))
    waiting = enrolled.where(Enrolment.seated_at.is_(None))
    completed = enrolled.where(Enrolment.completion == CompletionKind.COMPLETED)
    return (
        select(CourseRun, *(each.scalar_subquery() for each in (seated, waiting, completed)))
        .join(CourseRun.course_version)
        .join(CourseVersion.course)
        .options(
            contains_eager(CourseRun.course_version).contains_eager(CourseVersion.course),
            joinedload(CourseRun.provider),
        )
    )


def _lines(found: Select[CourseRun, int, int, int]) -> Sequence[RunLine]:
    return [RunLine(*row) for row in db.session.execute(found)]


def enrolments(run: CourseRun) -> Sequence[Enrolment]:
    """Who takes part, by name."""
    found = (
        select(Enrolment)
        .join(Enrolment.person)
        .where(Enrolment.run_id == run.id)
        .options(
            lazyload(Enrolment.run),
            contains_eager(Enrolment.person),
            joinedload(Enrolment.organisation),
            joinedload(Enrolment.record),
        )
        .order_by(in_name_order(Person.sort_text), Enrolment.id)
    )
    return db.session.scalars(found).all()


def find_enrolment(identity: Identity, enrolment_uuid: uuid.UUID) -> Enrolment | None:
    if not is_of_the_academy(identity):
        return None
    return db.session.scalar(
        select(Enrolment)
        .where(Enrolment.uuid == enrolment_uuid)
        .options(joinedload(Enrolment.person), joinedload(Enrolment.record))
    )


def providers(today: date) -> Sequence[Organisation]:
    """Every organisation that still exists, by name: any of them can give a course."""
    found = select(Organisation).where(Organisation.goes_on_from(today))
    return by_name(db.session.scalars(found))


def skill_choices() -> dict[SkillDomain, list[tuple[str, dict[str, str]]]]:
    """Codes and names of the skills that are open, by domain, in the palette's order."""
    shelves: dict[SkillDomain, list[tuple[str, dict[str, str]]]] = {}
    for version in open_versions():
        entry = (version.skill.code, version.name)
        shelves.setdefault(version.skill.domain, []).append(entry)
    return shelves
