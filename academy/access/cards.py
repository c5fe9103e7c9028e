"""Cards that workers sign in with: given out, printed again, replaced, and their PINs.

A person has at most one card that works. The code and the first PIN are made from the server's
key, so a card can be printed again and a PIN be read for a short while by who gave it out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from academy.access import codes, hashing, means, temporary
from academy.access.models import Card, Session
from academy.access.session import WITH_A_CARD
from academy.access.signing_in import NOBODYS_CARD, end_sessions, find_card
from academy.access.telling import tell
from academy.database import db, must_be_locked
from academy.locking import row
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Actor, Identity

PIN_IS_SHOWN = timedelta(minutes=30)
"""How long who gave out a PIN or a start code can read it."""


@dataclass(frozen=True, slots=True)
class PreparedCard:
    """A card before anybody has it; the slow hash is made outside the transaction."""

    uuid: UUID
    code_hash: bytes
    pin_hash: str


@dataclass(frozen=True, slots=True)
class PreparedPin:
    """The next PIN of a card before anybody has it; hashed outside the transaction too."""

    card_uuid: UUID
    number: int
    pin_hash: str


def prepare_card(
    *, secret_key: str, pin: str | None = None, key: UUID | None = None
) -> PreparedCard:
    """A new card. Without `pin` it gets one of its own; `key`: that of the form it comes from."""
    key = key or uuid4()
    first = pin or codes.first_pin(key, 0, secret_key=secret_key)
    return PreparedCard(
        key,
        codes.code_hash(codes.card_code(key, secret_key=secret_key)),
        hashing.hash_pin(first, card_uuid=key, secret_key=secret_key),
    )


def is_given(prepared: PreparedCard) -> bool:
    """Whether somebody has it: its form was sent twice."""
    found = select(Card.id).where(Card.uuid == prepared.uuid)
    return db.session.scalar(found) is not None


def issue_card(
    person: Person,
    prepared: PreparedCard,
    *,
    organisation_id: int | None,
    by: Actor,
    now: datetime,
) -> Card:
    """Give the person this card and void the old one. Raises AcademyError."""
    must_be_there(person.id)
    void_cards(person, organisation_id=organisation_id, by=by, now=now)
    card = Card(
        uuid=prepared.uuid,
        person=person,
        code_hash=prepared.code_hash,
        pin_hash=prepared.pin_hash,
        pin_number=0,
        given_by_id=organisation_id,
        helper_uuid=by.person_uuid,
        issued_by_id=organisation_id,
        failed_tries=0,
        issued_at=now,
    )
    db.session.add(card)
    db.session.flush()
    tell(
        "card.issued", card.uuid, person, organisation_id=organisation_id, by=by, now=now,
        person=str(person.uuid),
    )  # fmt: skip
    return card


def void_cards(person: Person, *, organisation_id: int | None, by: Actor, now: datetime) -> None:
    """Lost, or replaced: end every card of the person and what was opened with it."""
    must_be_locked(person)
    temporary.end_all(person, organisation_id=organisation_id, by=by, now=now)
    for card in _working(person):
        card.voided_at = now
        card.pin_session = None
        tell("card.voided", card.uuid, person, organisation_id=organisation_id, by=by, now=now)
        for method in WITH_A_CARD:
            end_sessions(person, by=by, now=now, method=method)


def prepare_pin(card: Card, *, secret_key: str) -> PreparedPin:
    """The PIN after the one that was given out last."""
    number = card.pin_number + 1
    pin = codes.first_pin(card.uuid, number, secret_key=secret_key)
    return PreparedPin(
        card.uuid, number, hashing.hash_pin(pin, card_uuid=card.uuid, secret_key=secret_key)
    )


def reset_pin(
    card: Card, prepared: PreparedPin, *, organisation_id: int | None, by: Actor, now: datetime
) -> bool:
    """Give the prepared PIN and unlock the card; False when another PIN or card was given since."""
    must_be_locked(row(Person, card.person_id))
    if (card.uuid, card.pin_number + 1) != (prepared.card_uuid, prepared.number):
        return False
    card.pin_number, card.pin_hash = prepared.number, prepared.pin_hash
    card.failed_tries = 0
    card.given_by_id, card.helper_uuid, card.chosen_at = organisation_id, by.person_uuid, None
    end_sessions(card.person, by=by, now=now, method="card")
    tell("card.pin_reset", card.uuid, card.person, organisation_id=organisation_id, by=by, now=now)
    return True


def show_pin(card: Card, *, identity: Identity, now: datetime) -> None:
    """Let this session read the PIN that was just given out."""
    card.pin_session, card.pin_at = identity.session_uuid, now


def choose_pin(
    card: Card,
    pin_hash: str,
    *,
    here: Session | None,
    witness: Person | None = None,
    by: Actor,
    now: datetime,
) -> None:
    """The holder takes another PIN, which nobody else can read; other sessions end.

    Chosen in a session that an organisation could have opened, it opens no more than that one,
    unless a witness confirms who chose it; then it is the person's own.
    """
    must_be_locked(row(Person, card.person_id))
    card.pin_hash = pin_hash
    card.given_by_id = means.giver_after(card.given_by_id, here, witness)
    card.chosen_at = now
    if here is not None:
        here.given_by_id = card.given_by_id
    end_sessions(card.person, by=by, now=now, but=here)
    card.pin_session = None
    card.failed_tries = 0
    tell(
        "card.pin_changed", card.uuid, card.person, organisation_id=None, by=by, now=now,
        witness=str(witness.uuid) if witness else None,
    )  # fmt: skip


def hash_of_new_pin(code: str, pin: str, *, secret_key: str) -> str:
    """Of the card with this code, which exists; slow, so outside a transaction."""
    card = find_card(code)
    key = card.uuid if card else NOBODYS_CARD
    return hashing.hash_pin(pin, card_uuid=key, secret_key=secret_key)


def choose_pin_at_adoption(
    card: Card,
    pin_hash: str,
    *,
    organisation_id: int,
    given_by_id: int | None,
    witness: Person,
    by: Actor,
    now: datetime,
) -> None:
    """Somebody who begins elsewhere chooses a PIN there; what others knew opens nothing more.

    `given_by_id`: whoever gave out the PIN of before and had a hand in this; the new one stays
    limited to it, for nobody confirms their own.
    """
    must_be_locked(row(Person, card.person_id))
    card.pin_hash = pin_hash
    card.pin_session = None
    card.failed_tries = 0
    card.given_by_id, card.chosen_at = given_by_id, now
    end_sessions(card.person, by=by, now=now)
    tell(
        "card.pin_changed", card.uuid, card.person, organisation_id=organisation_id, by=by,
        now=now, witness=str(witness.uuid),
    )  # fmt: skip


def issue_recovered(
    person: Person,
    prepared: PreparedCard,
    *,
    organisation_id: int,
    given_by_id: int | None,
    witness: Person,
    by: Identity,
    now: datetime,
) -> Card:
    """A card for somebody who lost everything, with a PIN that they type at the desk.

    `given_by_id`: None when they proved who they are by a recovery code; else it opens later.
    """
    card = issue_card(person, prepared, organisation_id=organisation_id, by=by.actor, now=now)
    card.given_by_id, card.chosen_at = given_by_id, now
    show_pin(card, identity=by, now=now)
    tell(
        "card.recovered", card.uuid, person, organisation_id=organisation_id, by=by.actor, now=now,
        witness=str(witness.uuid),
    )  # fmt: skip
    return card


def working_card(person: Person) -> Card | None:
    return next(iter(_working(person)), None)


def _working(person: Person) -> list[Card]:
    found = select(Card).where(Card.person_id == person.id, Card.voided_at.is_(None))
    return list(db.session.scalars(found.order_by(Card.id.desc())))
