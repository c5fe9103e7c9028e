"""What people of an organisation followed in a period, by staff number, and what it cost.

People stand in it under their staff number and under no name: whoever gives money compares it
with the wages, and needs to know nothing else. Somebody without a number gets one of the report.
"""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from academy.database import db
from academy.learning.models import CourseRun, CourseVersion, Enrolment, LearningRecord
from academy.learning.queries import is_of_the_academy
from academy.learning.subsidy import guidance
from academy.learning.subsidy.models import Guidance
from academy.organisations.models import Organisation
from academy.people.models import Membership
from academy.searching import by_name
from academy.security.identity import Identity, Role

LONGEST_NUMBER = 20
"""Digits of a staff number, as its column holds."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person and one course."""

    number: str
    """The staff number, or what stands for it."""
    has_number: bool
    record: LearningRecord


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run, for the people of this organisation."""

    run: CourseRun
    people: int
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All of an organisation and a period, both days included."""

    organisation: Organisation
    first: date
    last: date
    lines: Sequence[Line]
    runs: Sequence[RunLine]
    months: Sequence[Guidance]

    @property
    def people(self) -> int:
        return len({line.record.person_id for line in self.lines})

    @property
    def without_number(self) -> int:
        return len({line.record.person_id for line in self.lines if not line.has_number})

    @property
    def hours(self) -> float:
        return sum(line.record.hours for line in self.lines)

    @property
    def mentor_hours(self) -> float:
        return sum(each.mentor_hours for each in self.months)

    @property
    def guide_hours(self) -> float:
        return sum(each.guide_hours for each in self.months)


def reported_organisations(identity: Identity) -> Sequence[Organisation]:
    """Those that the asker administers; for the academy those that took part in a course."""
    found = select(Organisation)
    if is_of_the_academy(identity):
        found = found.where(Organisation.id.in_(select(Enrolment.organisation_id)))
    else:
        own = identity.organisations(Role.ORGANISATION_ADMIN)
        found = found.where(Organisation.id.in_(own))
    return by_name(db.session.scalars(found))


def find_reported_organisation(
    identity: Identity, organisation_uuid: uuid.UUID
) -> Organisation | None:
    organisations = reported_organisations(identity)
    return next((each for each in organisations if each.uuid == organisation_uuid), None)


def report_on(organisation: Organisation, first: date, last: date, *, nameless: str) -> Report:
    """A course counts in the period in which it ended; `nameless` is put before the number of
    somebody without one."""
    records = _records(organisation, first, last)
    return Report(
        organisation=organisation,
        first=first,
        last=last,
        lines=_lines(records, _numbers(organisation, records), nameless),
        runs=_runs(records),
        months=guidance.between(organisation, first, last),
    )


def _records(organisation: Organisation, first: date, last: date) -> Sequence[LearningRecord]:
    found = (
        select(LearningRecord)
        .join(LearningRecord.enrolment)
        .join(Enrolment.run)
        .join(CourseRun.course_version)
        .where(
            Enrolment.organisation_id == organisation.id,
            LearningRecord.ends_on.between(first, last),
        )
        .options(
            contains_eager(LearningRecord.enrolment)
            .contains_eager(Enrolment.run)
            .contains_eager(CourseRun.course_version)
            .lazyload(CourseVersion.course)
        )
        .order_by(LearningRecord.ends_on, LearningRecord.id)
    )
    return db.session.scalars(found).all()


def _numbers(organisation: Organisation, records: Iterable[LearningRecord]) -> dict[int, str]:
    """The latest staff number of each person in this organisation."""
    people = {record.person_id for record in records}
    found = (
        select(Membership.person_id, Membership.staff_number)
        .where(
            Membership.organisation_id == organisation.id,
            Membership.person_id.in_(people),
            Membership.staff_number != "",
        )
        .order_by(Membership.starts_on, Membership.id)
    )
    return {row.person_id: row.staff_number for row in db.session.execute(found)}


def _lines(
    records: Sequence[LearningRecord], numbers: Mapping[int, str], nameless: str
) -> list[Line]:
    without = [record.person_id for record in records if record.person_id not in numbers]
    stand_ins = {
        person: f"{nameless} {place}" for place, person in enumerate(dict.fromkeys(without), 1)
    }
    known = stand_ins | dict(numbers)
    lines = [
        Line(known[record.person_id], record.person_id in numbers, record) for record in records
    ]
    return sorted(lines, key=lambda line: (not line.has_number, _as_people_count(line.number)))


def _as_people_count(number: str) -> str:
    """So that 9 comes before 102."""
    return re.sub("[0-9]+", lambda digits: digits[0].zfill(LONGEST_NUMBER), number)


def _runs(records: Iterable[LearningRecord]) -> list[RunLine]:
    runs: dict[int, list[LearningRecord]] = {}
    for record in records:
        if record.enrolment is not None:
            runs.setdefault(record.enrolment.run_id, []).append(record)
    return [
        RunLine(own[0].enrolment.run, len(own), sum(each.hours for each in own))
        for own in runs.values()
        if own[0].enrolment is not None
    ]
