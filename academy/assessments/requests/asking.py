"""Ask to be looked at, and take it back. It flushes; views open the transaction."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, select

from academy.access.telling import tell
from academy.assessments.models import Assessment
from academy.assessments.requests.models import LookRequest
from academy.catalogue.models import Skill, SkillVersion
from academy.catalogue.queries import open_version
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.people.models import Membership, Person
from academy.people.there import must_be_there
from academy.security.identity import Identity, Role

MOST_OPEN = 5
"""So that a leader sees what matters most."""
LAPSES = timedelta(days=60)
"""Nobody waits for it any more; whoever still wants it asks again."""


def is_answered() -> ColumnElement[bool]:
    """Whether somebody looked since, whatever they saw."""
    return exists().where(
        Assessment.person_id == LookRequest.person_id,
        Assessment.assessor_id != LookRequest.person_id,
        Assessment.recorded_at >= LookRequest.asked_at,
        SkillVersion.id == Assessment.skill_version_id,
        SkillVersion.skill_id == LookRequest.skill_id,
        ~Assessment.withdrawal.has(),
    )


def waits(now: datetime) -> ColumnElement[bool]:
    return and_(LookRequest.ended_at.is_(None), LookRequest.asked_at > now - LAPSES, ~is_answered())


def ask(person: Person, skill: Skill, *, by: Identity, now: datetime) -> LookRequest:
    """A second time it is the same request, with the day on which it was first asked.

    Raises AcademyError when nobody could look, or when enough is asked already.
    """
    must_be_there(person.id)
    waiting = _waiting(person, now)
    if (known := waiting.get(skill.id)) is not None:
        return known
    if len(waiting) >= MOST_OPEN:
        raise AcademyError("enough-asked", most=MOST_OPEN)
    if not works_in_a_team(by) or open_version(skill.code) is None:
        raise AcademyError("nobody-to-look")
    _end_earlier(person, skill, now)
    row = LookRequest(person_id=person.id, skill_id=skill.id, asked_at=now)
    db.session.add(row)
    db.session.flush()
    tell("look.asked", row.uuid, person, organisation_id=None, by=by.actor, now=now)
    return row


def take_back(row: LookRequest, *, by: Identity, now: datetime) -> None:
    must_be_locked(row.person)
    if row.ended_at is None:
        row.ended_at = now
        tell("look.taken_back", row.uuid, row.person, organisation_id=None, by=by.actor, now=now)


def works_in_a_team(identity: Identity) -> bool:
    found = select(Membership.id).where(
        Membership.person_id == identity.person_id,
        Membership.role == Role.WORKER,
        Membership.holds_on(identity.today),
    )
    return db.session.scalar(found.limit(1)) is not None


def waiting_of(person_id: int, *, now: datetime) -> list[LookRequest]:
    """What waits for a look, the first asked on top."""
    found = select(LookRequest).where(LookRequest.person_id == person_id, waits(now))
    return list(db.session.scalars(found.order_by(LookRequest.asked_at, LookRequest.id)))


def _waiting(person: Person, now: datetime) -> dict[int, LookRequest]:
    return {row.skill_id: row for row in waiting_of(person.id, now=now)}


def _end_earlier(person: Person, skill: Skill, now: datetime) -> None:
    """One that was answered or lapsed makes place for another."""
    earlier = select(LookRequest).where(
        LookRequest.person_id == person.id,
        LookRequest.skill_id == skill.id,
        LookRequest.ended_at.is_(None),
    )
    for row in db.session.scalars(earlier).all():
        row.ended_at = now
    db.session.flush()
