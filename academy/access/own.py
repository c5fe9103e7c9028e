"""What a person may see of the own account."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from academy.access.models import Card, Session
from academy.database import db
from academy.security.identity import Identity


def own_card(identity: Identity) -> Card | None:
    """The card that works now."""
    found = select(Card).where(Card.person_id == identity.person_id, Card.voided_at.is_(None))
    return db.session.scalar(found)


def own_sessions(identity: Identity, *, now: datetime) -> Sequence[Session]:
    """Where the person is signed in now, the latest use first."""
    found = select(Session).where(
        Session.person_id == identity.person_id,
        Session.ended_at.is_(None),
        Session.expires_at > now,
    )
    return db.session.scalars(found.order_by(Session.last_used_at.desc(), Session.id)).all()


def find_own_session(identity: Identity, session_uuid: uuid.UUID) -> Session | None:
    found = select(Session).where(
        Session.uuid == session_uuid, Session.person_id == identity.person_id
    )
    return db.session.scalar(found)
