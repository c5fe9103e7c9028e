"""Ask for a second person, take it, give it back. It flushes; views open the transaction."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import Select, select

from academy.assessments.awarding import lacking_of
from academy.assessments.models import Assessment
from academy.assessments.seconds.models import SecondLook
from academy.assessments.seconds.pool import is_taken
from academy.assessments.seconds.waiting import waits
from academy.audit import log
from academy.catalogue.levels import Level
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Actor, Identity


def ask_if_needed(assessment: Assessment, *, by: Actor, now: datetime) -> None:
    """With what was just recorded, or found right: does its badge lack another person?"""
    must_be_locked(row(Person, assessment.person_id))
    earns = assessment.complete and assessment.level in assessment.skill_version.badge_levels
    if not earns or assessment.level == Level.NOT_YET or not lacking_of(assessment).assessors:
        return
    known = db.session.scalar(_open_of(assessment))
    if known is not None and _waits(known, now):
        known.assessment_id = assessment.id
        return
    if known is not None:
        known.ended_at = now
        db.session.flush()
    asked = SecondLook(
        uuid=uuid4(), assessment_id=assessment.id, person_id=assessment.person_id,
        skill_id=assessment.skill_version.skill_id, organisation_id=assessment.organisation_id,
        team_id=assessment.team_id, asked_at=now,
    )  # fmt: skip
    db.session.add(asked)
    db.session.flush()
    _log("second.asked", asked, by=by, now=now)


def take(asked: SecondLook, *, by: Identity, now: datetime) -> None:
    """The first has it; a second time it is still theirs. Raises AcademyError."""
    must_be_locked(row(Person, asked.person_id))
    db.session.refresh(asked)
    if asked.taken_by_id == by.person_id and asked.ended_at is None:
        return
    if not _waits(asked, now):
        raise AcademyError("second-is-gone")
    if _holds(asked, now):
        raise AcademyError("second-is-taken")
    asked.taken_by_id, asked.taken_at = by.person_id, now
    _log("second.taken", asked, by=by.actor, now=now)


def give_back(asked: SecondLook, *, by: Identity, now: datetime) -> None:
    """It is everybody's again; nothing once they looked, or when another has it."""
    must_be_locked(row(Person, asked.person_id))
    db.session.refresh(asked)
    if asked.taken_by_id != by.person_id or asked.ended_at is not None:
        return
    asked.taken_by_id = asked.taken_at = None
    _log("second.given_back", asked, by=by.actor, now=now)


def has_looked(asked: SecondLook, *, by: Identity, now: datetime) -> None:
    """It is done, whatever was seen; a second time changes nothing."""
    must_be_locked(row(Person, asked.person_id))
    db.session.refresh(asked)
    if asked.taken_by_id == by.person_id and asked.ended_at is None:
        asked.ended_at = now
        _log("second.looked", asked, by=by.actor, now=now)


def ask_again(assessment: Assessment) -> None:
    """What came of a second look is taken back: whoever took it still has to look."""
    if db.session.scalar(_open_of(assessment)) is not None:
        return
    found = _of(assessment).where(
        SecondLook.taken_by_id == assessment.assessor_id,
        SecondLook.ended_at >= assessment.recorded_at,
    )
    asked = db.session.scalar(found.order_by(SecondLook.id.desc()).limit(1))
    if asked is not None:
        asked.ended_at = None


def _open_of(assessment: Assessment) -> Select[SecondLook]:
    return _of(assessment).where(SecondLook.ended_at.is_(None))


def _of(assessment: Assessment) -> Select[SecondLook]:
    return select(SecondLook).where(
        SecondLook.person_id == assessment.person_id,
        SecondLook.skill_id == assessment.skill_version.skill_id,
        SecondLook.organisation_id == assessment.organisation_id,
    )


def _waits(asked: SecondLook, now: datetime) -> bool:
    found = select(SecondLook.id).join(SecondLook.assessment)
    here = found.where(SecondLook.id == asked.id, waits(now, local_day(now)))
    return db.session.scalar(here) is not None


def _holds(asked: SecondLook, now: datetime) -> bool:
    found = select(SecondLook.id).where(SecondLook.id == asked.id, is_taken(local_day(now)))
    return db.session.scalar(found) is not None


def _log(action: str, asked: SecondLook, *, by: Actor, now: datetime) -> None:
    log.record(action, asked.uuid, organisation_id=asked.organisation_id, by=by, at=now)
