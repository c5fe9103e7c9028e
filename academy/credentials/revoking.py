"""Withdraw a badge, for good: there is no suspension."""

from datetime import datetime

from academy.audit import log
from academy.credentials.models import Credential, Revocation, RevocationReason
from academy.database import db
from academy.security.identity import Identity


def revoke(
    credential: Credential, reason: RevocationReason, *, by: Identity, now: datetime
) -> None:
    """Set the status bit (it is read from this row); a second time changes nothing."""
    if credential.revocation is not None:
        return
    revocation = Revocation(credential_id=credential.id, reason=reason, by_id=by.person_id, at=now)
    db.session.add(revocation)
    credential.revocation = revocation
    credential.current_key = None
    log.record(
        "credential.revoked",
        credential.uuid,
        organisation_id=credential.organisation_id,
        by=by.actor,
        at=now,
        reason=reason.value,
    )
