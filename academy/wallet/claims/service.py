"""Say something about a worker, and take it or leave it. Services flush; the view opens the
transaction. The audit lines go to the platform's chain and hold none of the words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from academy.access.mailing import tell_news
from academy.audit import log
from academy.credentials.endorsing import endorse, forget_endorsement
from academy.credentials.keys import ensure_keys
from academy.credentials.models import Credential
from academy.credentials.statements import service as statements
from academy.credentials.statements.models import Statement, WithdrawalReason
from academy.credentials.statements.queries import find_statement
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.locking import row
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Actor, Identity
from academy.settings import Settings
from academy.wallet.claims import queries
from academy.wallet.claims.models import Claim, SentClaim

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
    organisation: Organisation | None = None
    """For which whoever says it is signed in."""


def say(
    person_id: int,
    share_uuid: UUID,
    said: Said,
    settings: Settings,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Put it before the worker; the same form sent twice says it once.

    Also when the worker threw it away in between: whoever sends it again learns nothing of that.
    """
    must_be_there(person_id)
    if queries.was_sent(said.uuid) or find_statement(said.uuid) is not None:
        return
    if queries.count_waiting(person_id) >= MOST_WAITING:
        raise AcademyError("too-many-claims")
    if queries.count_through(share_uuid, now - timedelta(days=1)) >= MOST_A_DAY:
        raise AcademyError("too-many-claims-today")
    if said.organisation is not None:
        # now, so that nothing in its own log tells later what the worker chose
        ensure_keys(said.organisation, settings, by=by, now=now)
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
            organisation_id=said.organisation.id if said.organisation else None,
            said_at=now,
        )
    )
    sent = SentClaim(uuid=said.uuid, person_id=person_id, share_uuid=share_uuid, sent_at=now)
    db.session.add(sent)
    db.session.flush()
    if said.organisation is not None:
        statements.note(said.uuid, said.organisation, _achievement_of(said), now=now)
    log.record("claim.made", said.uuid, organisation_id=None, by=by, at=now)


def accept(claim: Claim, settings: Settings, *, by: Identity, now: datetime) -> None:
    """Keep it beside the own badges; a second time changes nothing."""
    must_be_locked(row(Person, claim.person_id))
    if claim.accepted_at is not None:
        return
    if claim.is_withdrawn:
        raise AcademyError("claim-was-withdrawn")
    claim.accepted_at = now
    if claim.organisation is not None and claim.credential is not None:
        endorse(
            claim.uuid,
            claim.credential,
            claim.organisation,
            claim.words,
            settings,
            by=by.actor,
            now=now,
        )
    log.record("claim.accepted", claim.uuid, organisation_id=None, by=by.actor, at=now)


def withdraw(
    statement: Statement, reason: WithdrawalReason, *, by: Identity, now: datetime
) -> None:
    """The organisation takes it back, whether the worker kept it, left it or did not read it; who
    has it is told. The transaction locks that person too."""
    statements.withdraw(statement, reason, by=by, now=now)
    about = db.session.scalar(select(Claim.person_id).where(Claim.uuid == statement.uuid))
    if about is not None:
        tell_news(about, now=now)


def _achievement_of(said: Said) -> int | None:
    if said.credential_id is None:
        return None
    found = select(Credential.achievement_id).where(Credential.id == said.credential_id)
    return db.session.scalars(found).one()


def leave(claim: Claim, *, by: Identity, now: datetime) -> None:
    """Throw it away, before or after it was accepted; whoever said it does not hear of it."""
    must_be_locked(row(Person, claim.person_id))
    forget_endorsement(claim.uuid)
    db.session.delete(claim)
    log.record("claim.left", claim.uuid, organisation_id=None, by=by.actor, at=now)
