"""A look at the own badges with the card alone: no PIN, and so nothing but looking (docs/adr/0053).

Whoever prints a card knows its code, and whoever finds one holds it. So a look shows badges of the
organisation that gave out the card, in a browser where somebody signed in before: a tablet of the
shop, or the own phone. It lasts ten minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from academy.access import attempts, cards, temporary
from academy.access.attempts import Visitor
from academy.access.models import Card, Session
from academy.access.session import LOOK, start_session
from academy.access.signing_in import find_card
from academy.database import db
from academy.errors import AcademyError, InvalidInputError
from academy.people.models import Membership


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose card it is, and of which organisation it shows badges."""

    person_id: int
    organisation_id: int


def count_try(code: str, seen: Visitor, *, now: datetime) -> None:
    """Count a code that nobody has; in a transaction of its own, for the refusal that follows
    takes back what was written with it. Raises AcademyError where no card shows anything."""
    if seen.known_as is None:
        raise AcademyError("pin-first-here")
    if temporary.is_temporary(code):  # others than who gave out the card can lend one for today
        raise AcademyError("pin-needed")
    if _working(code) is None:
        attempts.count([seen.address_bucket], now=now)


def know(code: str) -> Shown:
    """Whose card this is; raises AcademyError."""
    card = _working(code)
    if card is None:
        raise InvalidInputError("card-works-no-more")
    place = _shows(card)
    if place is None:
        raise AcademyError("pin-needed")
    return Shown(card.person_id, place)


def begin(shown: Shown, code: str, seen: Visitor, *, now: datetime) -> Session:
    """Raises InvalidInputError if the card was stopped meanwhile."""
    card = find_card(code, lock=True)
    if card is None or card.voided_at is not None:
        raise InvalidInputError("card-works-no-more")
    return start_session(
        card.person, method=LOOK, device=seen.device, now=now, given_by_id=shown.organisation_id
    )


def card_of(row: Session | None) -> Card | None:
    """The card on which a look rests; None for any other session, and once another was given."""
    if row is None or row.method != LOOK:
        return None
    card = cards.working_card(row.person)
    return card if card is not None and card.issued_at <= row.started_at else None


def printable(made: Sequence[Card], organisation_id: int) -> list[Card]:
    """Whoever prints a card can look with it: so that is only who gave it out."""
    unknown = [card.person_id for card in made if card.issued_by_id is None]
    only = _only_organisations(unknown) if unknown else {}
    return [
        card for card in made if organisation_id == (card.issued_by_id or only.get(card.person_id))
    ]


def _working(code: str) -> Card | None:
    card = find_card(code)
    return card if card and card.voided_at is None and not card.person.is_gone else None


def _shows(card: Card) -> int | None:
    return card.issued_by_id or _only_organisations([card.person_id]).get(card.person_id)


def _only_organisations(people: Sequence[int]) -> dict[int, int]:
    """By person, for cards of which nobody noted who gave them out."""
    found = (
        select(Membership.person_id, func.min(Membership.organisation_id))
        .where(Membership.person_id.in_(people))
        .group_by(Membership.person_id)
        .having(func.count(Membership.organisation_id.distinct()) == 1)
    )
    return {row[0]: row[1] for row in db.session.execute(found)}
