"""What a worker arranges in the own wallet. Services flush; the view opens the transaction.

The audit lines go to the platform's chain: an employer has no business with what somebody hides.
"""

from datetime import datetime

from academy.audit import log
from academy.credentials.models import Credential
from academy.database import db, must_be_locked
from academy.locking import row
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Identity
from academy.wallet.models import HiddenBadge
from academy.wallet.queries import hidden_row


def hide(credential: Credential, *, by: Identity, now: datetime) -> None:
    """Take a badge off the own list; a second time changes nothing."""
    must_be_there(credential.person_id)
    if hidden_row(credential) is None:
        db.session.add(HiddenBadge(credential_id=credential.id, hidden_at=now))
        db.session.flush()
        log.record("badge.hidden", credential.uuid, organisation_id=None, by=by.actor, at=now)


def show_again(credential: Credential, *, by: Identity, now: datetime) -> None:
    """Put it back on the list."""
    must_be_locked(row(Person, credential.person_id))
    hidden = hidden_row(credential)
    if hidden is not None:
        db.session.delete(hidden)
        log.record("badge.shown", credential.uuid, organisation_id=None, by=by.actor, at=now)
