"""Say something about a worker, and take it or leave it. Services flush; the view opens the
transaction. The audit lines go to the platform's chain and hold none of the words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Actor, Identity
from academy.wallet.claims import queries
from academy.wallet.claims.models import Claim

MOST_WAITING = 20
"""Of one worker: whoever finds more has no time to read them."""
MOST_A_DAY = 5
"""Through one share: a firm has little more to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody filled in."""

    uuid: UUID
    credential_id: int | None
    skill: str
    words: str
    firm: str
    author: str


def say(person_id: int, share_uuid: UUID, said: Said, *, by: Actor, now: datetime) -> None:
    """Put it before the worker; the same form sent twice says it once."""
    must_be_locked(row(Person, person_id))
    if queries.is_known(said.uuid):
        return
    if queries.count_waiting(person_id) >= MOST_WAITING:
        raise AcademyError("too-many-claims")
    if queries.count_through(share_uuid, now - timedelta(days=1)) >= MOST_A_DAY:
        raise AcademyError("too-many-claims-today")
    db.session.add(
        Claim(
            uuid=said.uuid,
            person_id=person_id,
            credential_id=said.credential_id,
            share_uuid=share_uuid,
            skill=said.skill,
            words=said.words,
            firm=said.firm,
            author=said.author,
            said_at=now,
        )
    )
    db.session.flush()
    log.record("claim.made", said.uuid, organisation_id=None, by=by, at=now)


def accept(claim: Claim, *, by: Identity, now: datetime) -> None:
    """Keep it beside the own badges; a second time changes nothing."""
    must_be_locked(row(Person, claim.person_id))
    if claim.accepted_at is None:
        claim.accepted_at = now
        log.record("claim.accepted", claim.uuid, organisation_id=None, by=by.actor, at=now)


def leave(claim: Claim, *, by: Identity, now: datetime) -> None:
    """Throw it away, before or after it was accepted; whoever said it does not hear of it."""
    must_be_locked(row(Person, claim.person_id))
    db.session.delete(claim)
    log.record("claim.left", claim.uuid, organisation_id=None, by=by.actor, at=now)
