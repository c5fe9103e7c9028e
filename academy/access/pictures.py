"""A picture password: three of sixteen drawings, in their order, beside the card.

3,360 ways, and as many tries as a PIN has: they count together, for a card has one lock. Only the
person knows it: it is chosen where nobody else could have come in, and no helper resets it.
"""

import random
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from academy.access import hashing
from academy.access.attempts import Visitor
from academy.access.drawings import PICTURES, Picture
from academy.access.models import Card, PicturePassword, Session
from academy.access.session import start_session
from academy.access.signing_in import NOBODYS_CARD, Known, find_card, use_known_card, wrong_pictures
from academy.audit import log
from academy.database import db, must_be_locked
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Identity

LENGTH = 3
NAMES = frozenset(picture.icon for picture in PICTURES)


def shuffled() -> list[Picture]:
    """In another order each time, so that a finger tells nothing."""
    return random.SystemRandom().sample(PICTURES, len(PICTURES))


def picked(values: Sequence[str]) -> tuple[str, ...]:
    """Those that are pictures, each once, no more than asked for."""
    return tuple(dict.fromkeys(value for value in values if value in NAMES))[:LENGTH]


def hash_of(person: Person, picks: Sequence[str], *, secret_key: str) -> str:
    """Slow, so outside a transaction."""
    return hashing.hash_pin(_joined(picks), card_uuid=person.uuid, secret_key=secret_key)


def choose(person: Person, secret_hash: str, *, by: Identity, now: datetime) -> None:
    must_be_there(person.id)
    row = of_person(person.id) or PicturePassword(person_id=person.id)
    row.secret_hash, row.chosen_at = secret_hash, now
    db.session.add(row)
    db.session.flush()
    # how somebody signs in is no employer's business
    log.record("pictures.chosen", person.uuid, organisation_id=None, by=by.actor, at=now)


def stop(person: Person, *, by: Identity, now: datetime) -> None:
    must_be_locked(person)
    row = of_person(person.id)
    if row is not None:
        db.session.delete(row)
        log.record("pictures.ended", person.uuid, organisation_id=None, by=by.actor, at=now)


def of_person(person_id: int) -> PicturePassword | None:
    return db.session.scalar(select(PicturePassword).where(PicturePassword.person_id == person_id))


def know(code: str, picks: Sequence[str], *, left: int, secret_key: str) -> Known:
    """Compare, after the try was counted; raises InvalidInputError that says how many are left."""
    card = find_card(code)
    usable = card if card and card.voided_at is None and not card.person.is_gone else None
    row = of_person(usable.person_id) if usable else None
    matches = hashing.pin_matches(
        row.secret_hash if row else None,
        _joined(picks),
        card_uuid=usable.person.uuid if usable else NOBODYS_CARD,
        secret_key=secret_key,
    )
    if row is None or not matches:
        raise wrong_pictures(left)
    return Known(row.person_id, row.secret_hash)


def enter(known: Known, code: str, visitor: Visitor, *, now: datetime) -> Session:
    """Nobody else could; raises InvalidInputError if card or pictures changed meanwhile."""
    card: Card = use_known_card(code, visitor)
    row = of_person(card.person_id)
    if row is None or row.secret_hash != known.proof:
        raise wrong_pictures(1)
    return start_session(card.person, method="pictures", device=visitor.device, now=now)


def _joined(picks: Sequence[str]) -> str:
    return " ".join(picks)
