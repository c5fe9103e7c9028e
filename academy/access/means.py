"""Whose a way in is, and what ends when somebody begins, rises or stops at an organisation.

See docs/adr/0018.
"""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select

from academy.access.models import Session
from academy.access.queries import account_of, employers_of
from academy.access.session import end_session
from academy.access.telling import tell
from academy.database import db, must_be_locked
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.security.identity import Actor


def giver_after(before: int | None, here: Session | None, witness: Person | None) -> int | None:
    """The organisation that could know a PIN or password that is chosen now, `here`."""
    if witness is not None:
        return None
    if here is None:
        return before
    # the giver may have come in and chosen: a new PIN opens no more than the old one did
    return here.given_by_id


def end_those_of_others(
    person: Person, organisation: Organisation, *, by: Actor, now: datetime
) -> None:
    """Before somebody sees more here: no start code or session that another organisation gave."""
    _end(person, lambda giver: giver != organisation.id, by=by, now=now)


def end_those_given_by(
    organisation: Organisation, person: Person, *, today: date, by: Actor, now: datetime
) -> None:
    """After the last day: no start code or session of the organisation's own goes on."""
    if organisation.id not in employers_of(person, today):
        _end(person, lambda giver: giver == organisation.id, by=by, now=now)


def _end(person: Person, fits: Callable[[int], bool], *, by: Actor, now: datetime) -> None:
    must_be_locked(person)
    account = account_of(person.id)
    # a password that they gave stays, and opens only what is theirs (docs/adr/0018)
    giver = account.start_code_given_by_id if account and account.start_code_hash else None
    if account is not None and giver is not None and fits(giver):
        account.start_code_hash = account.start_code_session = None
        tell("account.start_code_ended", person.uuid, person, organisation_id=giver, by=by, now=now)
    running = select(Session).where(
        Session.person_id == person.id, Session.ended_at.is_(None), Session.expires_at > now
    )
    for row in db.session.scalars(running).all():
        if row.given_by_id is not None and fits(row.given_by_id):
            end_session(row, by=by, now=now)
