"""Who may assess which part of the palette for an organisation, from when until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import or_, select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError, InvalidInputError
from academy.organisations.models import Organisation
from academy.people.days import refuse_long_authority
from academy.people.models import AssessorAuthority, AssessorCourse, Person
from academy.periods import is_backwards
from academy.security.identity import Actor, Identity, Role

EVERYTHING: tuple[int | None, ...] = (None,)
"""Every domain of the palette, also those that come later."""
EXPIRES_SOON = timedelta(days=60)
ASSESSORS = "assessors"
"""The name by which everybody who sets what assessors need waits for each other."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The course that somebody completed."""

    title: str
    completed_on: date


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an authority rests on."""

    granted_by_id: int | None
    """None: nobody in particular, in a demo."""
    proof: Proof | None = None


def grant(
    person: Person,
    organisation: Organisation,
    *,
    domain_ids: Sequence[int | None],
    starts_on: date,
    ends_on: date | None = None,
    grounds: Grounds,
    by: Actor,
    now: datetime,
) -> list[AssessorAuthority]:
    """One row for each domain that the person may not assess yet in that time.

    Raises AcademyError without the course that the academy asks.
    """
    if is_backwards(starts_on, ends_on):
        raise InvalidInputError("last-day-before-first")
    refuse_long_authority(local_day(now), starts_on, ends_on)
    proof = grounds.proof
    if proof is None and course_asked():
        raise AcademyError("assessor-needs-course")
    must_be_locked(organisation)
    held = _held(person, organisation, starts_on, ends_on)
    rows = [
        AssessorAuthority(
            uuid=uuid4(), person_id=person.id, organisation_id=organisation.id,
            domain_id=domain_id, starts_on=starts_on, ends_on=ends_on,
            granted_by_id=grounds.granted_by_id,
            proof=proof.title[:120] if proof else "",
            proof_on=proof.completed_on if proof else None,
        )
        for domain_id in domain_ids
        if domain_id not in held and None not in held
    ]  # fmt: skip
    db.session.add_all(rows)
    db.session.flush()
    for row in rows:
        log.record(
            "authority.granted", row.uuid, organisation_id=organisation.id, by=by, at=now,
            person=str(person.uuid), domain=row.domain_id,
        )  # fmt: skip
    return rows


def withdraw(
    row: AssessorAuthority, *, reason: str = "", today: date, by: Identity, now: datetime
) -> None:
    """End it at once: it held until yesterday, or on no day when it began today or later.

    What was given on it stays; whoever withdraws sees what that is (`administration.assessors`).
    """
    must_be_locked(row.organisation)
    if not row.goes_on_from(today):
        return
    row.ends_on = today - timedelta(days=1)
    row.end_reason = reason
    row.end_is_news = (
        Role.ACADEMY_ADMIN in by.roles
        and row.organisation_id not in by.organisations(Role.ORGANISATION_ADMIN)
    )
    _note("authority.ended", row, by=by, now=now)


def carry_over(
    row: AssessorAuthority, to: Organisation, *, first_day: date, by: Actor, now: datetime
) -> None:
    """From `first_day` on the same holds at `to`, for the same domain and just as long, unless the
    person may assess all that there already. The course that it rests on goes along."""
    must_be_locked(to)
    starts_on = max(first_day, row.starts_on)
    held = _held(row.person, to, starts_on, row.ends_on)
    if row.domain_id in held or None in held:
        return
    carried = AssessorAuthority(
        uuid=uuid4(), person_id=row.person_id, organisation_id=to.id, domain_id=row.domain_id,
        starts_on=starts_on, ends_on=row.ends_on, granted_by_id=row.granted_by_id,
        proof=row.proof, proof_on=row.proof_on,
    )  # fmt: skip
    db.session.add(carried)
    db.session.flush()
    log.record(
        "authority.granted", carried.uuid, organisation_id=to.id, by=by, at=now,
        person=str(row.person.uuid), domain=row.domain_id,
    )  # fmt: skip


def note_read(row: AssessorAuthority, *, by: Identity, now: datetime) -> None:
    """An administrator of the organisation knows that it was withdrawn; a second time is silent."""
    must_be_locked(row.organisation)
    if row.end_is_news:
        row.end_is_news = False
        _note("authority.end-read", row, by=by, now=now)


def _note(action: str, row: AssessorAuthority, *, by: Identity, now: datetime) -> None:
    log.record(action, row.uuid, organisation_id=row.organisation_id, by=by.actor, at=now)


def course_asked() -> str:
    """Code of the course that an assessor needs; empty when the academy asks none."""
    newest = select(AssessorCourse.course_code).order_by(AssessorCourse.id.desc()).limit(1)
    return db.session.scalar(newest) or ""


def ask_course(code: str, *, by: Identity, now: datetime) -> bool:
    """From now on; whoever has authority keeps it. Gives whether it is another."""
    must_be_locked(ASSESSORS)
    if code == course_asked():
        return False
    row = AssessorCourse(uuid=uuid4(), course_code=code, by_id=by.person_id, at=now)
    db.session.add(row)
    log.record(
        "assessor-course.set", row.uuid, organisation_id=None, by=by.actor, at=now, course=code
    )
    return True


def _held(
    person: Person, organisation: Organisation, first: date, last: date | None
) -> set[int | None]:
    """Domains that the person may assess on all these days already; None is all of them."""
    lasts = ~AssessorAuthority.has_end if last is None else AssessorAuthority.goes_on_from(last)
    found = select(AssessorAuthority.domain_id).where(
        AssessorAuthority.person_id == person.id,
        AssessorAuthority.organisation_id == organisation.id,
        AssessorAuthority.has_begun_on(first),
        lasts,
    )
    return set(db.session.scalars(found))


def other_ways(row: AssessorAuthority, today: date) -> Sequence[AssessorAuthority]:
    """What else lets this person assess some of the same, now or later."""
    found = select(AssessorAuthority).where(
        AssessorAuthority.person_id == row.person_id,
        AssessorAuthority.organisation_id == row.organisation_id,
        AssessorAuthority.id != row.id,
        AssessorAuthority.goes_on_from(today),
    )
    if row.domain_id is not None:
        of_it = AssessorAuthority.domain_id == row.domain_id
        found = found.where(or_(of_it, AssessorAuthority.domain_id.is_(None)))
    return db.session.scalars(found.order_by(AssessorAuthority.id)).all()
