"""Note that something was said, and take it back. Services flush; views open transactions."""

from datetime import datetime
from uuid import UUID

from academy.audit import log
from academy.credentials import status_lists
from academy.credentials.endorsing import forget_endorsement
from academy.credentials.statements.models import Statement, WithdrawalReason
from academy.database import db, must_be_locked
from academy.organisations.models import Organisation
from academy.security.identity import Identity


def note(
    key: UUID, organisation: Organisation, achievement_id: int | None, *, now: datetime
) -> None:
    """With a place on a list of its own kind, for what can be signed."""
    must_be_locked(organisation)
    statement = Statement(
        uuid=key, organisation_id=organisation.id, achievement_id=achievement_id, said_at=now
    )
    if achievement_id is not None:
        statement.status_list, statement.status_index = status_lists.place_for_statement(
            organisation, now
        )
    db.session.add(statement)
    db.session.flush()


def withdraw(
    statement: Statement, reason: WithdrawalReason, *, by: Identity, now: datetime
) -> None:
    """For good; a second time changes nothing. Alike whatever the worker chose."""
    must_be_locked(statement)
    if statement.withdrawn_at is not None:
        return
    statement.withdrawn_at, statement.reason = now, reason
    if statement.status_list_id is None:  # signed before statements had a place
        forget_endorsement(statement.uuid)
    log.record(
        "endorsement.withdrawn",
        statement.uuid,
        organisation_id=statement.organisation_id,
        by=by.actor,
        at=now,
        reason=reason.value,
    )
