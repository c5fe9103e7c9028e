"""A code on paper by which somebody is known who lost a card, a PIN, or both.

The person makes it, in a session that only they could open; a new one stops the one of before, and
it works once. Only its hash is kept: the server's key makes the code again, for half an hour, for
the session that made it.
"""

from datetime import datetime

from sqlalchemy import select

from academy.access import codes
from academy.access.cards import PIN_IS_SHOWN
from academy.access.models import RecoveryCode
from academy.access.telling import tell
from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import InvalidInputError
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Identity


def make(person: Person, *, secret_key: str, by: Identity, now: datetime) -> RecoveryCode:
    must_be_there(person.id)
    row = code_of(person.id) or RecoveryCode(person_id=person.id, number=0)
    row.number += 1
    row.code_hash = codes.code_hash(_code(person, row.number, secret_key))
    row.made_at, row.made_session, row.used_at = now, by.session_uuid, None
    db.session.add(row)
    db.session.flush()
    # no employer needs to know
    log.record("recovery.made", person.uuid, organisation_id=None, by=by.actor, at=now)
    return row


def use(person: Person, code: str, *, by: Identity, now: datetime) -> None:
    """The person's own code, once; `by`: the person, or a desk. Raises InvalidInputError."""
    must_be_locked(person)
    row = code_of(person.id)
    if row is None or row.used_at is not None or row.code_hash != codes.code_hash(code):
        raise InvalidInputError("wrong-recovery-code")
    row.used_at = now
    tell("recovery.used", person.uuid, person, organisation_id=None, by=by.actor, now=now)


def owner_of(code: str) -> Person:
    """Whose code it is, anywhere. Raises InvalidInputError."""
    found = select(RecoveryCode).where(RecoveryCode.code_hash == codes.code_hash(code))
    row = db.session.scalar(found)
    if row is None or row.used_at is not None or row.person.is_gone:
        raise InvalidInputError("wrong-recovery-code")
    return row.person


def code_of(person_id: int) -> RecoveryCode | None:
    return db.session.scalar(select(RecoveryCode).where(RecoveryCode.person_id == person_id))


def shown_code(
    row: RecoveryCode | None, *, secret_key: str, by: Identity, now: datetime
) -> str | None:
    """In groups of four, for the session that made it just now."""
    if row is None or row.used_at is not None or row.made_session != by.session_uuid:
        return None
    if row.made_at <= now - PIN_IS_SHOWN:
        return None
    return codes.grouped(_code(row.person, row.number, secret_key))


def _code(person: Person, number: int, secret_key: str) -> str:
    return codes.code_for(f"recovery:{person.uuid}:{number}", secret_key=secret_key)
