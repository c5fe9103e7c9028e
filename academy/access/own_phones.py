"""The browser of an own phone: known by a cookie that no helper has.

It opens nothing without the card and its PIN; but who comes in with it is the person, whoever gave
the PIN (docs/adr/0052). Only a session that nobody else could open makes one.
"""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import select

from academy.access.models import OwnPhone
from academy.audit import log
from academy.database import db, must_be_locked
from academy.people.models import Person
from academy.people.there import must_be_there
from academy.security.identity import Identity

MOST = 5
"""Of one person; the oldest stops."""


def add(person: Person, *, device: str, by: Identity, now: datetime) -> str:
    """The token for the cookie."""
    must_be_there(person.id)
    for row in own_phones(person.id)[MOST - 1 :]:
        row.ended_at = now
    token = secrets.token_urlsafe(24)
    row = OwnPhone(
        person_id=person.id, token_hash=_hash(token), device=device[:80], made_at=now,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    # which phone somebody has is no employer's business
    log.record("own_phone.added", row.uuid, organisation_id=None, by=by.actor, at=now)
    return token


def end(row: OwnPhone, *, by: Identity, now: datetime) -> None:
    must_be_locked(row.person)
    if row.ended_at is None:
        row.ended_at = now
        log.record("own_phone.ended", row.uuid, organisation_id=None, by=by.actor, at=now)


def own_phones(person_id: int) -> list[OwnPhone]:
    """Those that count, the newest first."""
    found = select(OwnPhone).where(OwnPhone.person_id == person_id, OwnPhone.ended_at.is_(None))
    return list(db.session.scalars(found.order_by(OwnPhone.id.desc())))


def find_own_phone(identity: Identity, phone_uuid: object) -> OwnPhone | None:
    found = select(OwnPhone).where(
        OwnPhone.uuid == phone_uuid, OwnPhone.person_id == identity.person_id
    )
    return db.session.scalar(found)


def is_of(person_id: int, token: str | None) -> bool:
    """Whether a browser with this token is a phone of the person."""
    if not token:
        return False
    found = select(OwnPhone.id).where(
        OwnPhone.token_hash == _hash(token),
        OwnPhone.person_id == person_id,
        OwnPhone.ended_at.is_(None),
    )
    return db.session.scalar(found) is not None


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
