"""A card for today, for somebody who forgot the own one: it stands in for that for twelve hours.

It opens nothing by itself: whoever holds it types the PIN of the own card, wrong PINs count there,
and it stops with the own card. The person sees who gave it. On a tablet it opens nothing, for there
a leader's card needs no PIN.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from academy.access import codes
from academy.access.models import Card, TemporaryCard
from academy.access.telling import tell
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Actor

LIFETIME = timedelta(hours=12)


def lend(
    card: Card, *, key: uuid.UUID, organisation_id: int, secret_key: str, by: Actor, now: datetime
) -> TemporaryCard:
    """Another one stops one of before; a form that is sent twice gives one. Raises AcademyError."""
    must_be_there(card.person_id)
    known = db.session.scalar(select(TemporaryCard).where(TemporaryCard.uuid == key))
    if known is not None and known.card_id == card.id:
        return known
    if card.voided_at is not None:
        raise AcademyError("card-works-no-more")
    end_all(card.person, organisation_id=organisation_id, by=by, now=now)
    own = key if known is None else uuid.uuid4()
    lent = TemporaryCard(
        uuid=own, card_id=card.id, person_id=card.person_id,
        code_hash=codes.code_hash(code_of(own, secret_key=secret_key)),
        given_at=now, expires_at=now + LIFETIME,
    )  # fmt: skip
    db.session.add(lent)
    db.session.flush()
    person = card.person
    tell("card.lent", own, person, organisation_id=organisation_id, by=by, now=now)
    return lent


def end_all(person: Person, *, organisation_id: int | None, by: Actor, now: datetime) -> None:
    """By hand, or because the own card stops; whoever came in with a card stays in."""
    must_be_locked(person)
    running = select(TemporaryCard).where(TemporaryCard.person_id == person.id, _works(now))
    for lent in db.session.scalars(running).all():
        lent.voided_at = now
        tell("card.lent_ended", lent.uuid, person, organisation_id=organisation_id, by=by, now=now)


def running(person_id: int, *, now: datetime) -> TemporaryCard | None:
    found = select(TemporaryCard).where(TemporaryCard.person_id == person_id, _works(now))
    return db.session.scalar(found.order_by(TemporaryCard.id.desc()))


def own_code(code: str, *, secret_key: str, now: datetime) -> str:
    """That of the card for which this one stands in, or the code itself when it is no temporary
    one. Raises InvalidInputError when it was and works no more."""
    found = select(TemporaryCard).where(TemporaryCard.code_hash == codes.code_hash(code))
    lent = db.session.scalar(found)
    if lent is None:
        return code
    if lent.voided_at is not None or lent.expires_at <= now:
        raise InvalidInputError("card-works-no-more")
    return codes.card_code(lent.card.uuid, secret_key=secret_key)


def is_temporary(code: str) -> bool:
    found = select(TemporaryCard.id).where(TemporaryCard.code_hash == codes.code_hash(code))
    return db.session.scalar(found) is not None


def code_of(temporary_uuid: uuid.UUID, *, secret_key: str) -> str:
    """Made again, for only its hash is kept."""
    return codes.code_for(f"temporary:{temporary_uuid}", secret_key=secret_key)


def _works(now: datetime) -> ColumnElement[bool]:
    return TemporaryCard.voided_at.is_(None) & (TemporaryCard.expires_at > now)
