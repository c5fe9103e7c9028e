"""Withdraw a badge, for good: there is no suspension."""

from datetime import datetime

from sqlalchemy import select

from academy.access.mailing import tell_news
from academy.audit import log
from academy.credentials.models import Achievement, Credential, Revocation, RevocationReason
from academy.database import db, must_be_locked
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Acting


def revoke(credential: Credential, reason: RevocationReason, *, by: Acting, now: datetime) -> None:
    """Set the status bit (it is read from this row); a second time changes nothing."""
    must_be_locked(row(Person, credential.person_id))
    if credential.revocation is not None:
        return
    db.session.add(Revocation.of(credential, reason, by_id=by.person_id, at=now))
    key, credential.current_key = credential.current_key, None
    if key is not None:
        put_back_before(credential, key)
    if reason is not RevocationReason.UNDONE:
        tell_news(credential.person_id, now=now)
    log.record(
        "credential.revoked",
        credential.uuid,
        organisation_id=credential.organisation_id,
        by=by.actor,
        at=now,
        reason=reason.value,
    )


def put_back_before(undone: Credential, key: str) -> None:
    """The badge that this one renewed is the current one again: it was never withdrawn.

    `key` is the current key that this one had.
    """
    # freed first: `current_key` may stand there once
    undone.supersedes_id = None
    db.session.flush()
    earlier = db.session.scalar(
        select(Credential)
        .join(Achievement)
        .where(
            Credential.person_id == undone.person_id,
            Credential.organisation_id == undone.organisation_id,
            Credential.skill_id == undone.skill_id,
            Achievement.level == undone.level,
            ~Credential.revocation.has(),
        )
        .order_by(Credential.id.desc())
        .limit(1)
    )
    if earlier is not None:
        earlier.current_key = key
