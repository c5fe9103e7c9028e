"""A colleague who confirms, on the same screen, that somebody chooses a PIN or password.

Counted and compared like a sign-in, with the same words for every mistake; no session begins.
"""

from dataclasses import dataclass
from datetime import datetime

from academy.access import codes, pins, signing_in
from academy.access.attempts import Visitor
from academy.access.confirming import is_of_an_office
from academy.access.models import Account, Card
from academy.access.queries import employers_of
from academy.access.signing_in import Known
from academy.dates import local_day
from academy.errors import InvalidInputError
from academy.people.models import Person


@dataclass(frozen=True, slots=True)
class Signature:
    """How a colleague signed: an address and password, or the code of a card and its PIN."""

    name: str
    secret: str

    @property
    def is_by_card(self) -> bool:
        return "@" not in self.name

    @property
    def code(self) -> str:
        return codes.typed(self.name) or self.name

    @property
    def pin(self) -> str:
        return pins.typed(self.secret)


def count(signature: Signature, seen: Visitor, *, now: datetime) -> int:
    """Count the try; how many are left for a card. Raises TooManyAttemptsError."""
    if signature.is_by_card:
        return signing_in.count_card_try(signature.code, seen, now=now)
    signing_in.count_password_try(signature.name, seen, now=now)
    return 0


def know(signature: Signature, seen: Visitor, *, left: int) -> Known:
    """The slow comparison, outside a transaction; raises InvalidInputError."""
    if signature.is_by_card:
        return signing_in.know_by_card(
            signature.code, signature.pin, left=left, secret_key=seen.secret_key
        )
    return signing_in.know_by_password(signature.name, signature.secret)


def confirm(
    signature: Signature,
    known: Known,
    seen: Visitor,
    *,
    places: frozenset[int],
    besides: frozenset[int],
    known_to: int | None,
    now: datetime,
    offices: frozenset[int] = frozenset(),
) -> Person:
    """Who confirmed; raises InvalidInputError when this person cannot.

    `places`: organisations of which one must employ the witness now; `offices`: or that the witness
    administers, who then signs with a password. `besides`: numbers of who cannot be their own
    witness. `known_to`: an organisation that must not know this signature.
    """
    means, today = use(signature, known, seen), local_day(now)
    # leaders give out cards, and never a password
    by_password = isinstance(means, Account) and means.person_id not in besides
    if by_password and is_of_an_office(means.person, offices, today):
        return means.person
    works = places & employers_of(means.person, today, now_only=True)
    was_given_out = isinstance(means, Card) and means.chosen_at is None and bool(means.pin_session)
    if means.person_id in besides or not works:
        raise InvalidInputError("cannot-be-witness")
    if was_given_out or (known_to is not None and means.given_by_id == known_to):
        raise InvalidInputError("witness-without-own-way-in")
    return means.person


def use(signature: Signature, known: Known, seen: Visitor) -> Account | Card:
    if signature.is_by_card:
        return signing_in.use_card(known, signature.code, signature.pin, seen)
    return signing_in.use_account(known, signature.name, signature.secret, seen)
