"""The job: ten badges at a time, signed under no lock and kept under those that decide.

Stopping it keeps what was given. Whoever has the badge already, was erased, or of whom it was taken
back meanwhile that they completed the run, is passed over; so it can begin again at any time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.access.mailing import tell_news
from academy.access.session import identity_now
from academy.credentials import keys
from academy.credentials.participation import (
    Participation,
    keep_participation,
    sign_participation,
)
from academy.database import db
from academy.dependencies import Dependencies
from academy.jobs.work import Work
from academy.learning.giving.queries import Giving, find_giving, lines_of
from academy.learning.models import CourseRun, LearningRecord
from academy.learning.open_badge import participation
from academy.locking import Lock, row
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.identity import Actor

JOB = "give-course-badges"
PORTION = 10


@dataclass(frozen=True, slots=True)
class Signed:
    """What waits to be kept."""

    taken: Participation
    document: bytes


def give(work: Work, deps: Dependencies) -> None:
    giving, by = _started(work)
    provider_id, locks = giving.run.provider_id, _locks(giving)
    waiting = [(each.record.id, each.record.person_id) for each in lines_of(giving) if each.waits]
    with work.step(*locks, done=0, total=len(waiting)):
        provider = db.session.get_one(Organisation, provider_id)
        keys.ensure_keys(provider, deps.settings, by=by, now=deps.clock())
    for start in range(0, len(waiting), PORTION):
        portion = waiting[start : start + PORTION]
        signed = _signed([number for number, _person in portion], provider_id, deps)
        people = [row(Person, person) for _number, person in portion]
        with work.step(*locks, *people, done=start + len(portion)):
            provider = db.session.get_one(Organisation, provider_id)
            for each in signed:
                _keep(each, provider, by=by, now=deps.clock())
    work.finish()


def _started(work: Work) -> tuple[Giving, Actor]:
    assert work.started is not None  # noqa: S101 - only people start it
    identity = identity_now(work.started.by_id)
    assert identity is not None  # noqa: S101 - the queue asks `still_holds` before
    giving = find_giving(identity, work.started.about)
    assert giving is not None  # noqa: S101 - the same
    return giving, identity.actor


def _locks(giving: Giving) -> list[Lock]:
    """The keys of who gave the course, and the run: it decides whether somebody completed it."""
    return [row(Organisation, giving.run.provider_id), row(CourseRun, giving.run.id)]


def _signed(numbers: Sequence[int], provider_id: int, deps: Dependencies) -> list[Signed]:
    """What a line says never changes; it may go, and so may the person whom it is about."""
    provider, now = db.session.get_one(Organisation, provider_id), deps.clock()
    found = [participation(each) for each in _records(numbers)]
    signed = [
        Signed(taken, sign_participation(taken, provider, deps.settings, now=now))
        for taken in found
    ]
    db.session.rollback()
    return signed


def _records(numbers: Sequence[int]) -> Sequence[LearningRecord]:
    found = select(LearningRecord).where(LearningRecord.id.in_(numbers))
    known = joinedload(LearningRecord.person), joinedload(LearningRecord.enrolment)
    return db.session.scalars(found.options(*known)).all()


def _keep(signed: Signed, provider: Organisation, *, by: Actor, now: datetime) -> None:
    record = _record_with(signed.taken.record_uuid)
    is_same = record is not None and record.person.uuid == signed.taken.person_uuid
    if record is None or not is_same or record.person.is_gone:
        return
    if keep_participation(signed.taken, signed.document, provider, by=by, now=now, given=True):
        tell_news(record.person_id, now=now)


def _record_with(key: UUID) -> LearningRecord | None:
    return db.session.scalar(select(LearningRecord).where(LearningRecord.uuid == key))
