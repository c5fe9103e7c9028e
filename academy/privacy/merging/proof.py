"""That the other card and its PIN were shown, between the page that shows what comes together and
the yes: signed, for one session, one PIN and a few minutes."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from academy.access.models import Card
from academy.database import db
from academy.errors import InvalidInputError
from academy.security.identity import Identity

LASTS = timedelta(minutes=10)


def make(card: Card, *, identity: Identity, secret_key: str, now: datetime) -> str:
    content = [str(card.uuid), _pin(card), str(identity.session_uuid), now.timestamp()]
    return str(_serializer(secret_key).dumps(content))


def card_of(proof: str, *, identity: Identity, secret_key: str, now: datetime) -> Card:
    """The card that was shown in this session; raises InvalidInputError when it proves nothing any
    more: too late, stopped, or with another PIN since."""
    try:
        card_uuid, pin, session_uuid, at = _serializer(secret_key).loads(proof)
    except BadSignature:
        raise _again() from None
    card = db.session.scalar(select(Card).where(Card.uuid == UUID(card_uuid)))
    is_in_time = now - datetime.fromtimestamp(at, now.tzinfo) <= LASTS
    is_here = session_uuid == str(identity.session_uuid)
    if card is None or not (is_in_time and is_here) or _pin(card) != pin:
        raise _again()
    return card


def _again() -> InvalidInputError:
    return InvalidInputError("other-card-once-more")


def _pin(card: Card) -> str:
    """Changes with the PIN, and with nothing else."""
    return hashlib.sha256(card.pin_hash.encode()).hexdigest()[:16]


def _serializer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="other-card")
