"""Ways in: e-mail and password, card and PIN, a start code, and in a demo one tap.

Each way has a first half that counts the try and a second half that starts the session, both
in a transaction of their own; the slow comparison in between holds no lock. Whoever is not known
gets the same words after the same work as who is known and mistaken.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from academy.access import attempts, codes, hashing, own_phones
from academy.access.attempts import TRIES_PER_CARD, Visitor
from academy.access.closed import giver_now
from academy.access.models import Account, Card, Session
from academy.access.session import end_session, start_session
from academy.access.telling import tell
from academy.audit import log
from academy.database import db
from academy.errors import InvalidInputError, TooManyAttemptsError
from academy.people.models import Person
from academy.security.identity import Actor

START_CODE_LIFETIME = timedelta(days=7)
NOBODYS_CARD = uuid.UUID(int=0)


@dataclass(frozen=True, slots=True)
class Known:
    """A person who proved who they are, and the proof, which must still hold when it is used."""

    person_id: int
    proof: str | bytes


def count_password_try(email: str, visitor: Visitor, *, now: datetime) -> None:
    """Raises TooManyAttemptsError."""
    attempts.count([visitor.account_bucket(email), visitor.address_bucket], now=now)


def know_by_password(email: str, password: str) -> Known:
    """Compare; raises InvalidInputError, in the same words for every reason."""
    account = find_account(email)
    kept = account.password_hash if account and not account.person.is_gone else None
    matches = hashing.password_matches(kept, password)
    if account is None or kept is None or not matches:
        raise InvalidInputError("wrong-email-or-password")
    return Known(account.person_id, kept)


def enter_by_password(
    known: Known, email: str, password: str, visitor: Visitor, *, now: datetime
) -> Session:
    """Start the session; raises InvalidInputError if the password was changed meanwhile."""
    account = use_account(known, email, password, visitor)
    return start_session(
        account.person, method="password", device=visitor.device, now=now,
        given_by_id=_giver(account, visitor, now),
    )  # fmt: skip


def _giver(way: Account | Card, visitor: Visitor, now: datetime) -> int | None:
    """Whoever could have come in too; nobody else could with an own phone."""
    known = own_phones.is_of(way.person_id, visitor.own_phone)
    return None if known else giver_now(way, now=now)


def use_account(known: Known, email: str, password: str, visitor: Visitor) -> Account:
    """The account, its tries forgotten; raises InvalidInputError if it changed meanwhile."""
    account = find_account(email, lock=True)
    if account is None or account.password_hash != known.proof:
        raise InvalidInputError("wrong-email-or-password")
    # slow, under a lock, but once for each account after the parameters changed
    if hashing.is_outdated(account.password_hash):
        account.password_hash = hashing.hash_password(password)
    attempts.forgive(own=visitor.account_bucket(email), shared=[visitor.address_bucket])
    return account


def find_account(email: str, *, lock: bool = False) -> Account | None:
    """With `lock`, whoever changes the password waits, and then ends the session begun here."""
    found = select(Account).where(Account.email == email)
    return db.session.scalar(found.with_for_update(of=Account) if lock else found)


def count_card_try(code: str, visitor: Visitor, *, now: datetime) -> int:
    """How many tries are left after this one; raises TooManyAttemptsError.

    A card that exists counts by itself and stays locked until it gets a new PIN; others who try
    behind the same address do not lock it.
    """
    # locked until the try is counted: of many at once, each would read the same number
    card = find_card(code, lock=True)
    if card is None:
        return _count_unknown_card_try(code, visitor, now=now)
    if card.voided_at is not None:
        raise InvalidInputError("card-works-no-more")
    if card.failed_tries >= TRIES_PER_CARD:
        raise _card_is_locked()
    card.failed_tries += 1
    if card.failed_tries == TRIES_PER_CARD:
        nobody = Actor(None, "web")
        log.record("card.last_try", card.uuid, organisation_id=None, by=nobody, at=now)
    return TRIES_PER_CARD - card.failed_tries


def _count_unknown_card_try(code: str, visitor: Visitor, *, now: datetime) -> int:
    attempts.count([visitor.address_bucket], now=now)
    bucket = visitor.card_bucket(code)
    try:
        attempts.count([bucket], now=now)
    except TooManyAttemptsError:
        raise _card_is_locked() from None
    db.session.flush()
    return TRIES_PER_CARD - attempts.tries(bucket)


def know_by_card(code: str, pin: str, *, left: int, secret_key: str) -> Known:
    """Compare; raises InvalidInputError that says how many tries are left."""
    card = find_card(code)
    usable = card if card and card.voided_at is None and not card.person.is_gone else None
    matches = hashing.pin_matches(
        usable.pin_hash if usable else None,
        pin,
        card_uuid=usable.uuid if usable else NOBODYS_CARD,
        secret_key=secret_key,
    )
    if usable is None or not matches:
        raise _wrong_pin(left)
    return Known(usable.person_id, usable.pin_hash)


def _wrong_pin(left: int) -> InvalidInputError:
    if left == 0:
        return InvalidInputError("wrong-pin-for-the-last-time")
    return InvalidInputError("wrong-pin", left=left)


def wrong_pictures(left: int) -> InvalidInputError:
    if left == 0:
        return InvalidInputError("wrong-pin-for-the-last-time")
    return InvalidInputError("wrong-pictures", left=left)


def _card_is_locked() -> TooManyAttemptsError:
    return TooManyAttemptsError("card-is-locked")


def use_card(known: Known, code: str, pin: str, visitor: Visitor) -> Card:
    """The card, free of its failed tries; raises InvalidInputError if it changed meanwhile."""
    card = find_card(code, lock=True)
    if card is None or card.voided_at is not None or card.pin_hash != known.proof:
        raise InvalidInputError("card-works-no-more")
    if hashing.is_outdated(card.pin_hash):
        card.pin_hash = hashing.hash_pin(pin, card_uuid=card.uuid, secret_key=visitor.secret_key)
    card.failed_tries = 0
    attempts.forgive(own=visitor.card_bucket(code))
    return card


def use_known_card(code: str, visitor: Visitor) -> Card:
    """As `use_card`, for whoever showed another proof than its PIN."""
    card = find_card(code, lock=True)
    if card is None or card.voided_at is not None:
        raise InvalidInputError("card-works-no-more")
    card.failed_tries = 0
    attempts.forgive(own=visitor.card_bucket(code))
    return card


def enter_by_card(known: Known, code: str, pin: str, visitor: Visitor, *, now: datetime) -> Session:
    card = use_card(known, code, pin, visitor)
    return start_session(
        card.person, method="card", device=visitor.device, now=now,
        given_by_id=_giver(card, visitor, now),
    )  # fmt: skip


def find_card(code: str, *, lock: bool = False) -> Card | None:
    found = select(Card).where(Card.code_hash == codes.code_hash(code))
    return db.session.scalar(found.with_for_update(of=Card) if lock else found)


def count_start_try(code: str, visitor: Visitor, *, now: datetime) -> None:
    """Count a code that does not work; raises TooManyAttemptsError."""
    try:
        know_by_start_code(code, now=now)
    except InvalidInputError:
        attempts.count([visitor.address_bucket], now=now)


def enter_by_start_code(code: str, new_hash: str, visitor: Visitor, *, now: datetime) -> Session:
    """Choose the first or a next password with a one-time code, which is then used up.

    Ends every other session of the person. Raises InvalidInputError.
    """
    account = know_by_start_code(code, now=now, lock=True)
    account.start_code_hash = account.start_code_session = None
    account.password_hash = new_hash
    account.given_by_id = account.start_code_given_by_id
    account.chosen_at = now
    # before the new one begins, which is to stay
    end_sessions(account.person, by=Actor(account.person.uuid, "start-code"), now=now)
    by, person = Actor(account.person.uuid, "start-code"), account.person
    tell("account.password_set", person.uuid, person, organisation_id=None, by=by, now=now)
    attempts.forgive(own=visitor.account_bucket(account.email))
    return start_session(
        account.person, method="password", device=visitor.device, now=now,
        given_by_id=account.given_by_id,
    )  # fmt: skip


def know_by_start_code(code: str, *, now: datetime, lock: bool = False) -> Account:
    """Whose code it is; raises InvalidInputError when it does not work or not any more."""
    found = select(Account).where(Account.start_code_hash == codes.code_hash(code))
    account = db.session.scalar(found.with_for_update(of=Account) if lock else found)
    if account is None or account.start_code_at is None or account.person.is_gone:
        raise _wrong_start_code()
    if account.start_code_at + START_CODE_LIFETIME <= now:
        raise _wrong_start_code()
    return account


def _wrong_start_code() -> InvalidInputError:
    return InvalidInputError("wrong-start-code")


def end_sessions(
    person: Person,
    *,
    by: Actor,
    now: datetime,
    but: Session | None = None,
    method: str | None = None,
) -> int:
    """End all sessions of a person, or all others, or those of one way in; tells how many."""
    running = select(Session).where(
        Session.person_id == person.id, Session.ended_at.is_(None), Session.expires_at > now
    )
    if method is not None:
        running = running.where(Session.method == method)
    ended = [row for row in db.session.scalars(running) if but is None or row.id != but.id]
    for row in ended:
        end_session(row, by=by, now=now)
    return len(ended)
