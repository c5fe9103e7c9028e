"""Forget a person (GDPR article 17), without breaking what others rely on.

Goes: the name, the account, cards, sessions, staff numbers, notes, remarks, photos, the learning
record, names on paper pages, and observations that gave no badge. Stays, under a pseudonym that
leads nowhere any more: signed badges (they hold no name), revocations, and the audit log, whose
lines never held more. To change what was signed or logged would break the proof of others.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from academy.access.models import Account, Card, Session
from academy.assessments.models import (
    Assessment,
    AssessmentConflict,
    AssessmentReview,
    Evidence,
    WorkerResponse,
)
from academy.assessments.retention import delete_assessment, delete_photos
from academy.audit import log
from academy.audit.models import AuditEvent
from academy.credentials.models import Credential, PaperCopy
from academy.database import db
from academy.dates import local_day
from academy.errors import NotFoundError
from academy.learning.models import Enrolment, LearningRecord
from academy.people import memberships
from academy.people.models import AssessorAuthority, Membership, Person
from academy.ports import FileStore
from academy.security.identity import Actor

FORGOTTEN = "–"
"""Stands where the name was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """How much is kept about a person, by what happens to it."""

    photos: int
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
    has_badge = Assessment.id.in_(_with_badge())
    audit = (AuditEvent.actor == person.uuid) | (AuditEvent.object_uuid == person.uuid)
    return Footprint(
        photos=_count(select(Evidence.id).join(Assessment).where(own)),
        observations=_count(select(Assessment.id).where(own, ~has_badge)),
        notes=_count(select(Assessment.id).where(own, has_badge)),
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


def delete_all_photos(person: Person, files: FileStore) -> None:
    """First, and outside any transaction: a row without a photo goes at the next try."""
    numbers = select(Assessment.id).where(Assessment.person_id == person.id)
    for number in db.session.scalars(numbers).all():
        delete_photos(number, files)


def erase(person: Person, *, by: Actor, now: datetime) -> None:
    """Everything but the photos. Raises AcademyError for the last administrator of a place."""
    if person.erased_at is not None:
        raise NotFoundError("This person was erased already.")
    _leave(person, by=by, now=now)
    _forget_assessments(person, by=by, now=now)
    _forget_learning(person)
    _forget_ways_in(person)
    withdrawn = func.coalesce(PaperCopy.withdrawn_at, now)
    _execute(
        update(PaperCopy)
        .where(PaperCopy.id.in_(_papers(person)))
        .values(printed_name=FORGOTTEN, withdrawn_at=withdrawn)
    )
    person.name, person.language, person.erased_at = FORGOTTEN, "nl", now
    person.search_text = ""
    log.record("person.erased", person.uuid, organisation_id=None, by=by, at=now)
    db.session.flush()


def _leave(person: Person, *, by: Actor, now: datetime) -> None:
    today = local_day(now)
    for row in db.session.scalars(select(Membership).where(Membership.person_id == person.id)):
        if row.ends_on is None or row.ends_on >= today:
            memberships.end_now(row, today=today, by=by, now=now)
        row.staff_number = ""
    held = select(AssessorAuthority).where(AssessorAuthority.person_id == person.id)
    for authority in db.session.scalars(held):
        if authority.ends_on is None or authority.ends_on >= today:
            authority.ends_on = max(today, authority.starts_on)


def _forget_assessments(person: Person, *, by: Actor, now: datetime) -> None:
    own = select(Assessment.id).where(Assessment.person_id == person.id)
    without_badge = own.where(Assessment.id.not_in(_with_badge()))
    for number in db.session.scalars(without_badge).all():
        delete_assessment(number, by=by, now=now)
    _execute(delete(Evidence).where(Evidence.assessment_id.in_(own)))
    _execute(delete(AssessmentConflict).where(AssessmentConflict.assessment_id.in_(own)))
    _execute(update(WorkerResponse).where(WorkerResponse.assessment_id.in_(own)).values(reason=""))
    _execute(
        update(AssessmentReview)
        .where(AssessmentReview.assessment_id.in_(own))
        .values(explanation="")
    )
    _execute(
        update(Assessment).where(Assessment.person_id == person.id).values(note="", remarks=[])
    )


def _forget_learning(person: Person) -> None:
    _execute(delete(LearningRecord).where(LearningRecord.person_id == person.id))
    _execute(delete(Enrolment).where(Enrolment.person_id == person.id))


def _forget_ways_in(person: Person) -> None:
    for table in (Account, Card, Session):
        _execute(delete(table).where(table.person_id == person.id))


def _with_badge() -> Any:
    return select(Credential.assessment_id)


def _papers(person: Person) -> Any:
    own = select(Credential.id).where(Credential.person_id == person.id)
    return select(PaperCopy.id).where(PaperCopy.credential_id.in_(own))


def _count(found: Any) -> int:
    return db.session.scalars(select(func.count()).select_from(found.subquery())).one()


def _execute(statement: Any) -> None:
    db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.expire_all()
