"""Say something of oneself, change it, say that it is still right, and take it away.

Services flush; the view opens the transaction. The audit lines go to the platform's chain, which no
page of an employer shows, and hold none of the words.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table

from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.locking import row
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.references import delete_with_what_hangs_on_it
from academy.security.identity import Identity
from academy.wallet.brought import queries
from academy.wallet.brought.models import Brought, Kind
from academy.wallet.brought.rules import MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody filled in."""

    skill_id: int | None
    words: str
    place: str
    time: str
    valid_until: date | None
    said_at: datetime | None = None
    confirmed_at: datetime | None = None
    """When it was said, and last found right, somewhere else; None: now."""


def say(uuid: UUID, kind: Kind, said: Said, *, by: Identity, now: datetime) -> None:
    """A new row; the same form sent twice says it once."""
    must_be_there(by.person_id)
    if queries.find_own_brought(by, uuid) is not None:
        return
    if queries.count_brought(by.person_id) >= MOST:
        raise AcademyError("too-much-brought", most=MOST)
    new = Brought(uuid=uuid, person_id=by.person_id, kind=kind, said_at=said.said_at or now)
    _fill(new, said, now=now)
    db.session.add(new)
    db.session.flush()
    log.record("brought.said", uuid, organisation_id=None, by=by.actor, at=now)


def change(brought: Brought, said: Said, *, by: Identity, now: datetime) -> None:
    must_be_locked(row(Person, brought.person_id))
    _fill(brought, said, now=now)
    log.record("brought.changed", brought.uuid, organisation_id=None, by=by.actor, at=now)


def _fill(brought: Brought, said: Said, *, now: datetime) -> None:
    brought.skill_id, brought.words = said.skill_id, said.words
    brought.place, brought.time = said.place, said.time
    brought.valid_until = said.valid_until
    brought.confirmed_at = said.confirmed_at or now


def confirm(brought: Brought, *, by: Identity, now: datetime) -> None:
    """It is still right."""
    must_be_locked(row(Person, brought.person_id))
    brought.confirmed_at = now
    log.record("brought.confirmed", brought.uuid, organisation_id=None, by=by.actor, at=now)


def remove(brought: Brought, *, by: Identity, now: datetime) -> None:
    """Away, and out of every share."""
    must_be_locked(row(Person, brought.person_id))
    log.record("brought.removed", brought.uuid, organisation_id=None, by=by.actor, at=now)
    delete_with_what_hangs_on_it(cast(Table, Brought.__table__), Brought.id == brought.id)
