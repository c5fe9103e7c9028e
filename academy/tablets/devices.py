"""Which tablet asks: by the token that it sends, never by a cookie; and what it says of itself."""

import re
from contextlib import suppress
from datetime import datetime, timedelta

from flask import request
from sqlalchemy import select, update

from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.errors import AcademyError, BusyError, NotAllowedError
from academy.security.identity import Device
from academy.tablets.enrolling import hash_of
from academy.tablets.models import Tablet

CONTACT_STEP = timedelta(minutes=1)
"""Noted no more often, unless it says something new."""
LONGEST_VERSION = 40
MOST_WAITING = 10**6
VERSION = re.compile(r"[\w.+-]*")


class UnknownTabletError(AcademyError):
    """No tablet has this token."""

    status = 401


def find_tablet() -> tuple[Device, Tablet]:
    """The tablet of this request; its contact is noted. Raises AcademyError."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    found = select(Tablet).where(Tablet.token_hash == hash_of(token.strip()))
    tablet = db.session.scalar(found) if kind.lower() == "bearer" else None
    if tablet is None:
        raise UnknownTabletError("tablet-unknown")
    if tablet.revoked_at is not None:
        raise NotAllowedError("tablet-revoked")
    _note_contact(tablet, now=dependencies().clock())
    return tablet.device, tablet


def note_left(tablet_id: int, done: int) -> None:
    """So many of what it told of at this contact, it lets go by this answer: the next contact of a
    tablet that is put away now may be days away. When the answer gets lost, it tells again."""
    if not done:
        return
    left = max(0, _waiting(done) - done)
    noted = update(Tablet).where(Tablet.id == tablet_id)
    with suppress(BusyError), transaction(at_once=True):  # else at the next contact
        db.session.execute(noted.values(waiting=left))


def _note_contact(tablet: Tablet, *, now: datetime) -> None:
    waiting, version = _waiting(tablet.waiting), _version(tablet.app_version)
    is_news = (tablet.waiting, tablet.app_version) != (waiting, version)
    if not is_news and tablet.seen_at and now - tablet.seen_at < CONTACT_STEP:
        return
    noted = update(Tablet).where(Tablet.id == tablet.id)
    with suppress(BusyError), transaction(at_once=True):  # else at the next contact
        db.session.execute(noted.values(seen_at=now, waiting=waiting, app_version=version))


def _waiting(before: int) -> int:
    said = request.headers.get("Tablet-Waiting", "")
    is_number = said.isascii() and said.isdigit() and len(said) < 8
    return min(int(said), MOST_WAITING) if is_number else before


def _version(before: str) -> str:
    said = request.headers.get("Tablet-App", "")[:LONGEST_VERSION]
    return said if said and VERSION.fullmatch(said) else before
