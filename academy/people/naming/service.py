"""Propose a name, take that back, say yes or no. Flushes; views open the transaction.

The log says which fields are about it, never what they say.
"""

from datetime import datetime
from uuid import uuid4

from academy.audit import log
from academy.database import db, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError, InvalidInputError
from academy.organisations.changes import apply
from academy.people.models import Person
from academy.people.naming.models import NameProposal
from academy.people.naming.queries import open_proposal_of, proposal_of
from academy.people.there import must_be_there
from academy.security.identity import Actor


def propose(person: Person, name: str, latin_name: str, *, by: Actor, now: datetime) -> None:
    """Raises AcademyError when it is the name already, or nobody could say yes to it."""
    must_be_there(person.id)
    if (name, latin_name) == (person.name, person.latin_name):
        raise InvalidInputError("that-is-your-name").at("name")
    if not _offices(person, now):
        raise AcademyError("no-office-for-a-name")
    row = proposal_of(person)
    if row is None:
        row = NameProposal(person_id=person.id)
        db.session.add(row)
    elif row.declined_at is None and (row.name, row.latin_name) == (name, latin_name):
        return
    row.uuid, row.name, row.latin_name = uuid4(), name, latin_name
    row.proposed_at, row.declined_at = now, None
    db.session.flush()
    _note("name.proposed", person, by=by, now=now)


def take_back(person: Person, *, by: Actor, now: datetime) -> None:
    """Also: a no was read. A second time changes nothing."""
    must_be_locked(person)
    row = proposal_of(person)
    if row is None:
        return
    if row.declined_at is None:
        _note("name.taken_back", person, by=by, now=now)
    db.session.delete(row)


def accept(person: Person, key: str, *, by: Actor, now: datetime) -> None:
    """The name changes. Raises AcademyError when this is not what is proposed any more."""
    row = _open(person, key)
    changed = apply(person, {"name": row.name, "latin_name": row.latin_name})
    db.session.delete(row)
    _note("person.changed", person, by=by, now=now, fields=changed)


def decline(person: Person, key: str, *, by: Actor, now: datetime) -> None:
    """The name stays, and the worker reads so. Raises AcademyError as `accept` does."""
    _open(person, key).declined_at = now
    _note("name.declined", person, by=by, now=now)


def _open(person: Person, key: str) -> NameProposal:
    must_be_locked(person)
    row = open_proposal_of(person)
    if row is None or str(row.uuid) != key:
        raise AcademyError("name-proposal-is-gone")
    return row


def _offices(person: Person, now: datetime) -> set[int]:
    """Where the person works, now or soon."""
    today = local_day(now)
    return {row.organisation_id for row in person.memberships if row.goes_on_from(today)}


def _note(action: str, person: Person, *, by: Actor, now: datetime, **details: object) -> None:
    for place in _offices(person, now):
        log.record(action, person.uuid, organisation_id=place, by=by, at=now, **details)
