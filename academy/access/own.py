"""What a person may see of the own account."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from academy.access import closed
from academy.access.models import Account, Card, Session
from academy.access.queries import account_of
from academy.access.session import BY_CARD
from academy.database import db
from academy.security.identity import Identity


def own_card(identity: Identity) -> Card | None:
    """The card that works now."""
    found = select(Card).where(Card.person_id == identity.person_id, Card.voided_at.is_(None))
    return db.session.scalar(found)


def own_sessions(identity: Identity, *, now: datetime) -> Sequence[Session]:
    """Where the person is signed in now, the latest use first.

    Whoever gave a PIN sees no device of the person: those of the same way in alone.
    """
    found = select(Session).where(
        Session.person_id == identity.person_id,
        Session.ended_at.is_(None),
        Session.expires_at > now,
    )
    if identity.limited_to is not None:
        found = found.where(Session.given_by_id == identity.limited_to)
    return db.session.scalars(found.order_by(Session.last_used_at.desc(), Session.id)).all()


def opens_at(identity: Identity) -> datetime | None:
    """When what is closed now opens by itself; None: nothing is closed, or no own PIN or password
    was chosen yet."""
    way = None if identity.came_in_by_themselves else _way_in(identity)
    return closed.opens_at(way) if way is not None else None


def is_known_by_others(identity: Identity, *, now: datetime) -> bool:
    """Whether the next sign-in by the same means would be closed."""
    way = _way_in(identity)
    return way is not None and closed.giver_now(way, now=now) is not None


def _way_in(identity: Identity) -> Card | Account | None:
    """The means of this session."""
    here = find_own_session(identity, identity.session_uuid)
    by_card = here is not None and here.method in BY_CARD
    return own_card(identity) if by_card else account_of(identity.person_id)


def find_own_session(identity: Identity, session_uuid: uuid.UUID) -> Session | None:
    found = select(Session).where(
        Session.uuid == session_uuid, Session.person_id == identity.person_id
    )
    return db.session.scalar(found)
