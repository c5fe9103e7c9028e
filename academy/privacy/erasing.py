"""Forget a person (GDPR article 17), without breaking what others rely on.

Goes: the name, the account, cards, sessions, staff numbers, notes, remarks, photos, voice messages,
the learning record, names on paper pages, prints that the worker made, and observations that gave
no badge of their own. Stays, under a pseudonym that leads nowhere any more: signed badges (they
hold no name), revocations, and the audit log, whose lines never held more. To change what was
signed or logged would break the proof of others. `plan` has every reference with its fate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from academy.access.models import Card, Session
from academy.assessments.earned import gave_a_badge
from academy.assessments.models import (
    Assessment,
    AssessmentConflict,
    Evidence,
    VoiceMessage,
)
from academy.assessments.retention import files_of
from academy.audit import log
from academy.audit.models import AuditEvent
from academy.catalogue.showing import crafts
from academy.credentials.models import Credential, PaperCopy
from academy.database import db
from academy.dates import local_day
from academy.errors import NotFoundError
from academy.jobs.models import Job
from academy.languages import DUTCH
from academy.learning import seats
from academy.learning.models import CourseRun, Enrolment, LearningRecord
from academy.people import memberships
from academy.people.merged import pseudonyms_of
from academy.people.models import AssessorAuthority, Membership, Person
from academy.ports import FileStore
from academy.privacy.details import delete_what_goes, execute, forget_details
from academy.sampling.models import Sample
from academy.security.identity import Actor

FORGOTTEN = "–"
"""Stands where the name was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """How much is kept about a person, by what happens to it."""

    photos: int
    voices: int
    observations: int
    """Assessments without a badge, which go altogether."""
    notes: int
    """Assessments that gave a badge, which lose note and remarks."""
    learning_records: int
    paper_pages: int
    cards: int
    sessions: int
    memberships: int
    badges: int
    """Stay, without a name."""
    audit_lines: int
    """Stay, under the pseudonym."""


def footprint(person: Person) -> Footprint:
    own = Assessment.person_id == person.id
    names = pseudonyms_of(person)
    audit = AuditEvent.actor.in_(names) | AuditEvent.object_uuid.in_(names)
    return Footprint(
        photos=_count(select(Evidence.id).join(Assessment).where(own)),
        voices=_count(select(VoiceMessage.id).join(Assessment).where(own)),
        observations=_count(select(Assessment.id).where(own, ~gave_a_badge())),
        notes=_count(select(Assessment.id).where(own, gave_a_badge())),
        learning_records=_count(
            select(LearningRecord.id).where(LearningRecord.person_id == person.id)
        ),
        paper_pages=_count(_papers(person)),
        cards=_count(select(Card.id).where(Card.person_id == person.id)),
        sessions=_count(select(Session.id).where(Session.person_id == person.id)),
        memberships=_count(select(Membership.id).where(Membership.person_id == person.id)),
        badges=_count(select(Credential.id).where(Credential.person_id == person.id)),
        audit_lines=_count(select(AuditEvent.id).where(audit)),
    )


def all_files(person: Person, files: FileStore) -> set[str]:
    """Keys of what goes as soon as the person is erased, asked while the rows still name it.

    Photos, voice messages, what the worker showed of a craft, and what the worker printed for
    anybody this week: names of a whole team stand in it. Whoever misses a print asks again.

    Whoever takes the request back at that moment keeps them all. What a stop in between leaves,
    no row names any more: the night sweeps it up.
    """
    numbers = select(Assessment.id).where(Assessment.person_id == person.id)
    sent = [files_of(number, files) for number in db.session.scalars(numbers).all()]
    prints = db.session.scalars(select(Job.result_key).where(Job.result_key.is_not(None))).all()
    return set().union(*sent, crafts.keys_of(person), map(str, prints))


def decided_by(person: Person) -> list[object]:
    """What a transaction that erases the person is decided by: every place they may leave."""
    return [person, *{row.organisation for row in person.memberships}, *_runs_of(person)]


def _runs_of(person: Person) -> Sequence[CourseRun]:
    found = select(CourseRun).join(CourseRun.enrolments)
    found = found.where(Enrolment.person_id == person.id).order_by(CourseRun.id)
    return db.session.scalars(found).unique().all()


def erase(person: Person, *, by: Actor, now: datetime) -> None:
    """Everything but the files. Raises AcademyError for the last administrator of a place."""
    if person.erased_at is not None:
        raise NotFoundError("person-is-erased")
    # first what a rule may refuse: the last administrator of a place is not forgotten halfway
    _leave(person, by=by, now=now)
    runs = _runs_of(person)
    _forget(person, by=by, now=now)
    _give_seats_on(runs, by=by, now=now)


def erase_again(person: Person, *, by: Actor, now: datetime) -> None:
    """As `erase`, for somebody whom an old backup brought back.

    Nothing is asked: it was done before, also where the backup knows no other administrator.
    """
    yesterday = local_day(now) - timedelta(days=1)
    for row in db.session.scalars(select(Membership).where(Membership.person_id == person.id)):
        if row.goes_on_after(yesterday):
            row.ends_on = yesterday
        row.staff_number, row.went_to = "", None
    _forget(person, by=by, now=now)


def _forget(person: Person, *, by: Actor, now: datetime) -> None:
    _end_authorities(person, today=local_day(now))
    _forget_assessments(person, by=by, now=now)
    delete_what_goes(Person, select(Person.id).where(Person.id == person.id))
    _forget_badges(person, now=now)
    _forget_jobs()
    person.name, person.latin_name = FORGOTTEN, ""
    person.language, person.language_chosen_at, person.erased_at = DUTCH, None, now
    person.reading = person.notice_seen_at = None
    person.under_16_until = person.parent_agreed_on = None
    person.search_text = person.sort_text = ""  # it followed the name, and nobody is to find a dash
    for name in pseudonyms_of(person):  # an old backup brings each of them back
        log.record("person.erased", name, organisation_id=None, by=by, at=now)
    db.session.flush()


def _leave(person: Person, *, by: Actor, now: datetime) -> None:
    today = local_day(now)
    for row in db.session.scalars(select(Membership).where(Membership.person_id == person.id)):
        if row.goes_on_from(today):
            memberships.end_now(row, today=today, by=by, now=now)
        row.staff_number, row.went_to = "", None


def _give_seats_on(runs: Sequence[CourseRun], *, by: Actor, now: datetime) -> None:
    """Nobody waits for a seat of somebody who is not there any more."""
    for run in runs:
        if run.cancelled_at is None and run.goes_on_from(local_day(now)):
            seats.move_up(run, by=by, now=now)


def _end_authorities(person: Person, *, today: date) -> None:
    held = select(AssessorAuthority).where(AssessorAuthority.person_id == person.id)
    for authority in db.session.scalars(held):
        authority.end_reason = ""
        if authority.goes_on_from(today):
            authority.ends_on = today


def _forget_assessments(person: Person, *, by: Actor, now: datetime) -> None:
    forget_details(Assessment.person_id == person.id, gave_a_badge(), by=by, now=now)
    execute(delete(AssessmentConflict).where(_is_about(person)))


def _is_about(person: Person) -> ColumnElement[bool]:
    """Contents about the person that came with the UUID of an assessment of somebody else."""
    about: ColumnElement[str] = AssessmentConflict.content["person"].as_string()
    return about.in_([str(name) for name in pseudonyms_of(person)])


def _forget_badges(person: Person, *, now: datetime) -> None:
    own = select(Credential.id).where(Credential.person_id == person.id)
    delete_what_goes(Credential, own)
    execute(update(Sample).where(Sample.credential_id.in_(own)).values(finding="", answer=""))
    withdrawn = func.coalesce(PaperCopy.withdrawn_at, now)
    execute(
        update(PaperCopy)
        .where(PaperCopy.id.in_(_papers(person)))
        .values(printed_name=FORGOTTEN, printed_latin_name="", withdrawn_at=withdrawn)
    )


def _forget_jobs() -> None:
    """What went wrong may name anybody: its kind is enough. Results were deleted before."""
    for job in db.session.scalars(
        select(Job).where((Job.error != "") | Job.result_key.is_not(None))
    ):
        job.error, job.result_key = job.reason, None
    db.session.flush()


def _papers(person: Person) -> Any:
    own = select(Credential.id).where(Credential.person_id == person.id)
    return select(PaperCopy.id).where(PaperCopy.credential_id.in_(own))


def _count(found: Any) -> int:
    return db.session.scalars(select(func.count()).select_from(found.subquery())).one()
