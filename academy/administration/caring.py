"""Close a wallet after a death, and open it again when that was a mistake. Flushes."""

from datetime import datetime

from academy.access.signing_in import end_sessions
from academy.access.stolen_secret import end_codes
from academy.access.telling import tell
from academy.database import must_be_locked
from academy.errors import AcademyError
from academy.people.models import Person
from academy.security.identity import Identity, Role


def close(person: Person, *, organisation_id: int, by: Identity, now: datetime) -> None:
    """Nobody comes in and nothing is shown any more; no badge is revoked. Raises AcademyError."""
    must_be_locked(person)
    if person.id == by.person_id or not _is_within(person, by):
        raise AcademyError("not-to-close")
    if person.closed_at is not None:
        return
    person.closed_at = now
    end_codes(person, by=by.actor, now=now)
    end_sessions(person, by=by.actor, now=now)
    tell(
        "wallet.closed", person.uuid, person, organisation_id=organisation_id, by=by.actor, now=now
    )


def reopen(person: Person, *, organisation_id: int, by: Identity, now: datetime) -> None:
    must_be_locked(person)
    if person.closed_at is not None:
        person.closed_at = None
        tell(
            "wallet.reopened", person.uuid, person,
            organisation_id=organisation_id, by=by.actor, now=now,
        )  # fmt: skip


def _is_within(person: Person, by: Identity) -> bool:
    """Whoever leads or administers elsewhere too is not shut out of there from here."""
    own = by.organisations(Role.ORGANISATION_ADMIN)
    return all(
        row.organisation_id in own
        for row in person.memberships
        if row.role != Role.WORKER and row.goes_on_from(by.today)
    )
