"""What somebody just gave out and must pass on: PINs and start codes.

They are made again from the server's key, for the session that gave them out and for half an
hour, and not any more once their owner chose another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from academy.access import codes
from academy.access.cards import PIN_IS_SHOWN
from academy.access.models import Account, Card
from academy.database import db
from academy.people.models import Membership, Person
from academy.searching import in_name_order
from academy.security.identity import Identity


@dataclass(frozen=True, slots=True)
class Pin:
    """A PIN for one worker."""

    person: Person
    pin: str
    card_ends: str
    """The last group of the card's code: enough to tell cards apart, and no way in."""


@dataclass(frozen=True, slots=True)
class StartCode:
    """A letter for somebody who gets an account."""

    person: Person
    email: str
    code: str
    """In groups of four."""


def recent_cards(identity: Identity, *, now: datetime) -> Sequence[Card]:
    """By name."""
    found = (
        select(Card)
        .join(Person)
        .where(
            Card.pin_session == identity.session_uuid,
            Card.pin_at > now - PIN_IS_SHOWN,
            Card.voided_at.is_(None),
        )
        .order_by(in_name_order(Person.sort_text), Card.id)
    )
    return db.session.scalars(found).all()


def pins(identity: Identity, *, now: datetime, secret_key: str) -> list[Pin]:
    return [
        Pin(
            card.person,
            codes.first_pin(card.uuid, card.pin_number, secret_key=secret_key),
            codes.grouped(codes.card_code(card.uuid, secret_key=secret_key)).split()[-1],
        )
        for card in recent_cards(identity, now=now)
        if card.chosen_at is None  # else the holder typed another one
    ]


def start_codes(identity: Identity, *, now: datetime, secret_key: str) -> list[StartCode]:
    """Those not used yet, by name."""
    found = (
        select(Account)
        .join(Person)
        .where(
            Account.start_code_session == identity.session_uuid,
            Account.start_code_at > now - PIN_IS_SHOWN,
            Account.start_code_hash.is_not(None),
        )
        .order_by(in_name_order(Person.sort_text))
    )
    return [
        StartCode(
            account.person,
            account.email,
            codes.grouped(
                codes.start_code(
                    account.person.uuid, account.start_code_number, secret_key=secret_key
                )
            ),
        )
        for account in db.session.scalars(found)
    ]


def employers(people: Sequence[int]) -> dict[int, str]:
    """For each person the name of the organisation where they work, the newest work first."""
    held = (
        select(Membership)
        .where(Membership.person_id.in_(people))
        .order_by(Membership.starts_on, Membership.id)
    )
    return {row.person_id: row.organisation.name for row in db.session.scalars(held)}
