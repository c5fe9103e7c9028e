"""Ask to be erased, and take that back. Services flush; the view opens the transaction.

Only the person asks, by a way in that nobody else could have given; the audit lines go to the
platform's chain, so that no employer learns of it before it is done.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.locking import row
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Identity
from academy.wallet.erasure.models import ErasureRequest

TIME_TO_COME_BACK = timedelta(days=7)


def own_request(identity: Identity) -> ErasureRequest | None:
    found = select(ErasureRequest).where(ErasureRequest.person_id == identity.person_id)
    return db.session.scalar(found)


def told_and_leaving(identity: Identity) -> tuple[bool, datetime | None]:
    """Whether the person read what is kept of them, and when all of it goes; None: nobody asked,
    or whoever gave the way in of this session would learn of it."""
    asked = ErasureRequest.person_id == Person.id
    found = select(Person.notice_seen_at, ErasureRequest.due_at).outerjoin(ErasureRequest, asked)
    seen_at, due_at = db.session.execute(found.where(Person.id == identity.person_id)).one()
    return seen_at is not None, due_at if identity.came_in_by_themselves else None


def note_seen(person: Person, *, now: datetime) -> None:
    """The first time counts; in no log, for it says nothing that anybody else needs."""
    must_be_there(person.id)
    person.notice_seen_at = person.notice_seen_at or now


def due_requests(now: datetime) -> Sequence[int]:
    """Numbers of the people whose week is over."""
    found = select(ErasureRequest.person_id).where(ErasureRequest.due_at <= now)
    return db.session.scalars(found.order_by(ErasureRequest.id)).all()


def ask(person: Person, *, revokes: bool, by: Identity, now: datetime) -> None:
    """From now on a week; who asks again only changes what becomes of the badges."""
    must_be_there(person.id)
    asked = own_request(by)
    if asked is not None:
        asked.revokes = revokes
        return
    db.session.add(
        ErasureRequest(
            person_id=person.id, asked_at=now, due_at=now + TIME_TO_COME_BACK, revokes=revokes
        )
    )
    db.session.flush()
    log.record("erasure.asked", person.uuid, organisation_id=None, by=by.actor, at=now)


def take_back(person: Person, *, by: Identity, now: datetime) -> None:
    """Everything stays; a second time changes nothing."""
    must_be_locked(row(Person, person.id))
    asked = own_request(by)
    if asked is not None:
        db.session.delete(asked)
        log.record("erasure.taken_back", person.uuid, organisation_id=None, by=by.actor, at=now)
