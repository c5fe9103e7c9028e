"""Who teaches a run: people whom the academy chose, with the pages that this opens to them.

A trainer leads or administers somewhere: with such a role one signs in by oneself, and a card,
which an organisation hands out, opens no list of people. Whoever has that role no more sees
nothing any more, from that day, without anybody having to take them off (docs/adr/0050).
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import contains_eager, joinedload

from academy.audit import log
from academy.database import db, must_be_locked
from academy.learning import queries, rules
from academy.learning.models import CourseRun, CourseTrainer, Enrolment, Presence
from academy.learning.service import refuse_cancelled
from academy.organisations.models import Organisation, OrganisationKind
from academy.people.models import Membership, Person
from academy.searching import contains_words, in_name_order
from academy.security.identity import Actor, Identity, Role
from academy.security.policy import NOWHERE, Scope

ROLES = (Role.TEAM_LEADER, Role.ORGANISATION_ADMIN)
LEAST_LETTERS = 3
"""Of a search: nobody reads through all leaders of the sector."""
MOST_FOUND = 20
STAYS_OPEN = timedelta(days=30)
"""So long after the last day a trainer can still write down who was there."""


@dataclass(frozen=True, slots=True)
class TaughtRun:
    """A run, for the academy or for who teaches it."""

    run: CourseRun
    scope: Scope


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run, and somebody who could teach it, by where they lead or administer."""

    run: CourseRun
    place: Membership

    scope = NOWHERE


def find_taught(identity: Identity, run_uuid: uuid.UUID) -> TaughtRun | None:
    """Any run for the academy; for others those that they teach and that are not long over."""
    run = queries.find_run(identity, run_uuid)
    if run is not None:
        return TaughtRun(run, NOWHERE)
    row = db.session.scalar(_taught(identity).where(CourseRun.uuid == run_uuid))
    return TaughtRun(row.run, row.scope) if row else None


def find_own_taught(identity: Identity, run_uuid: uuid.UUID) -> TaughtRun | None:
    """A run that the asker teaches; for the academy the others do not stand in the own list."""
    row = db.session.scalar(_taught(identity).where(CourseRun.uuid == run_uuid))
    return TaughtRun(row.run, row.scope) if row else None


def taught_by(identity: Identity) -> Sequence[CourseRun]:
    """What the person teaches, the first one first."""
    found = _taught(identity).order_by(CourseRun.starts_on, CourseRun.id)
    return [row.run for row in db.session.scalars(found)]


def how_many_lack_a_day(identity: Identity) -> int:
    """Taught runs of which it is not known who was there on the last lesson until today."""
    today = identity.today
    return sum(
        _lacks(run, rules.likely_attendance_day(run, today))
        for run in taught_by(identity)
        if run.cancelled_at is None and run.has_begun_on(today)
    )


def _lacks(run: CourseRun, day: date) -> bool:
    seated = (Enrolment.run_id == run.id, Enrolment.seated_at.is_not(None))
    known = exists().where(Presence.enrolment_id == Enrolment.id, Presence.day == day)
    left = select(Enrolment.id).where(*seated, Enrolment.completion.is_(None), ~known)
    return db.session.scalar(left.limit(1)) is not None


def _taught(identity: Identity) -> Select[CourseTrainer]:
    places = {place for role in ROLES for place in identity.organisations(role)}
    return (
        select(CourseTrainer)
        .join(CourseTrainer.run)
        .where(
            CourseTrainer.person_id == identity.person_id,
            CourseTrainer.organisation_id.in_(places),
            CourseRun.goes_on_from(identity.today - STAYS_OPEN),
        )
        .options(contains_eager(CourseTrainer.run).joinedload(CourseRun.provider))
    )


def of_run(run: CourseRun) -> Sequence[CourseTrainer]:
    found = select(CourseTrainer).join(CourseTrainer.person).where(CourseTrainer.run_id == run.id)
    ordered = found.order_by(in_name_order(Person.sort_text), CourseTrainer.id)
    return db.session.scalars(ordered).all()


def find_trainer(identity: Identity, trainer_uuid: uuid.UUID) -> CourseTrainer | None:
    if not queries.is_of_the_academy(identity):
        return None
    return db.session.scalar(select(CourseTrainer).where(CourseTrainer.uuid == trainer_uuid))


def candidates(run: CourseRun, search: str, *, today: date) -> Sequence[Membership]:
    """Leaders and administrators with that name, each through one place; none for a few letters."""
    if len("".join(search.split())) < LEAST_LETTERS:
        return []
    known = exists().where(
        CourseTrainer.run_id == run.id, CourseTrainer.person_id == Membership.person_id
    )
    found = _leading(today).where(contains_words(Person.search_text, search), ~known)
    rows = db.session.scalars(found.limit(2 * MOST_FOUND)).all()
    # somebody who leads and administers stands there once
    once = {(row.person_id, row.organisation_id): row for row in reversed(rows)}
    return [row for row in rows if once[row.person_id, row.organisation_id] is row][:MOST_FOUND]


def _leading(today: date) -> Select[Membership]:
    return (
        select(Membership)
        .join(Membership.person)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Membership.role.in_(ROLES),
            Membership.holds_on(today),
            Person.erased_at.is_(None),
            Organisation.kind != OrganisationKind.EMPLOYER,
            Organisation.goes_on_from(today),
        )
        .options(contains_eager(Membership.person), joinedload(Membership.organisation))
        .order_by(in_name_order(Person.sort_text), Membership.id)
    )


def find_candidate(
    identity: Identity, run_uuid: uuid.UUID, membership_uuid: uuid.UUID
) -> Candidate | None:
    run = queries.find_run(identity, run_uuid)
    place = db.session.scalar(_leading(identity.today).where(Membership.uuid == membership_uuid))
    return Candidate(run, place) if run and place else None


def add(run: CourseRun, place: Membership, *, by: Actor, now: datetime) -> CourseTrainer:
    """Whoever teaches it already is left alone. Raises AcademyError when the run is cancelled."""
    must_be_locked(run)
    refuse_cancelled(run)
    known = next((row for row in of_run(run) if row.person_id == place.person_id), None)
    if known is not None:
        return known
    row = CourseTrainer(
        uuid=uuid4(), run=run, person=place.person, organisation=place.organisation, added_at=now
    )
    db.session.add(row)
    db.session.flush()
    _note("course-trainer.added", row, by=by, now=now)
    return row


def remove(row: CourseTrainer, *, by: Actor, now: datetime) -> None:
    """The person sees nothing of the run any more; what was written down stays."""
    must_be_locked(row.run)
    _note("course-trainer.removed", row, by=by, now=now)
    db.session.delete(row)
    db.session.flush()


def _note(action: str, row: CourseTrainer, *, by: Actor, now: datetime) -> None:
    log.record(
        action,
        row.uuid,
        organisation_id=row.organisation_id,
        by=by,
        at=now,
        person=str(row.person.uuid),
        course=row.run.course_version.course.code,
    )
