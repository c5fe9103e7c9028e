"""Add a tablet for a site, enrol it once with a code, rename it, take it away. It flushes; whoever
calls it opens the transaction."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from academy.access import codes
from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.locking import row
from academy.organisations.models import Organisation, Site
from academy.security.identity import Actor
from academy.tablets.models import LeaderGrant, Tablet

CODE_LIFETIME = timedelta(minutes=15)
"""Somebody types it on the tablet at once; see docs/tablet-protocol.md."""


def add(site: Site, *, name: str, key: UUID, secret_key: str, by: Actor, now: datetime) -> Tablet:
    """`key` comes with the form, so that a form that is sent twice makes one tablet."""
    must_be_locked(row(Organisation, site.organisation_id))
    known = db.session.scalar(select(Tablet).where(Tablet.uuid == key))
    if known is not None and known.organisation_id == site.organisation_id:
        return known
    site.organisation.refuse_merged()
    tablet = Tablet(
        uuid=key if known is None else uuid4(), organisation_id=site.organisation_id,
        site_id=site.id, name=name, code_number=0, created_at=now,
    )  # fmt: skip
    db.session.add(tablet)
    db.session.flush()
    _log("tablet.added", tablet, by=by, now=now)
    give_code(tablet, secret_key=secret_key, by=by, now=now)
    return tablet


def give_code(tablet: Tablet, *, secret_key: str, by: Actor, now: datetime) -> None:
    """A new code; an older one stops working. The token stays until the code is used."""
    _must_be_decided(tablet)
    if tablet.revoked_at is not None:
        raise AcademyError("tablet-is-gone")
    tablet.code_number += 1
    code = code_of(tablet, secret_key=secret_key)
    tablet.code_hash, tablet.code_at = codes.code_hash(code), now
    db.session.flush()
    _log("tablet.code_given", tablet, by=by, now=now)


def code_of(tablet: Tablet, *, secret_key: str) -> str:
    """What was given out last; made again, for only its hash is kept."""
    return codes.code_for(f"tablet:{tablet.uuid}:{tablet.code_number}", secret_key=secret_key)


def has_working_code(tablet: Tablet, now: datetime) -> bool:
    given = tablet.code_hash is not None and tablet.code_at is not None
    return bool(given and tablet.code_at and tablet.code_at + CODE_LIFETIME > now)


def find_by_code(code: str, *, now: datetime) -> Tablet:
    """Raises InvalidInputError when it does not work, or not any more."""
    found = select(Tablet).where(Tablet.code_hash == codes.code_hash(code))
    tablet = db.session.scalar(found)
    if tablet is None or tablet.revoked_at is not None or not has_working_code(tablet, now):
        raise InvalidInputError("wrong-tablet-code")
    return tablet


def enrol(code: str, *, now: datetime) -> tuple[Tablet, str]:
    """The tablet and its token, which is told this once. Raises InvalidInputError."""
    tablet = find_by_code(code, now=now)
    _must_be_decided(tablet)
    token = secrets.token_urlsafe(32)
    tablet.code_hash = tablet.code_at = None
    tablet.token_hash = hash_of(token)
    tablet.enrolled_at = tablet.seen_at = now
    _log("tablet.enrolled", tablet, by=tablet.device.actor, now=now)
    db.session.flush()
    return tablet, token


def hash_of(token: str) -> bytes:
    """Of a token of 256 bits; nobody guesses it, so a plain hash will do."""
    return hashlib.sha256(token.encode()).digest()


def change(tablet: Tablet, *, name: str, long_grants: bool, by: Actor, now: datetime) -> None:
    _must_be_decided(tablet)
    fields = [
        field
        for field, value in (("name", name), ("long_grants", long_grants))
        if getattr(tablet, field) != value
    ]
    tablet.name, tablet.long_grants = name, long_grants
    if fields:
        _log("tablet.changed", tablet, by=by, now=now, fields=fields)


def revoke(tablet: Tablet, *, by: Actor, now: datetime) -> None:
    """At once and for good: no leader works on it, and it hands nothing over by itself."""
    _must_be_decided(tablet)
    if tablet.revoked_at is not None:
        return
    tablet.revoked_at = now
    tablet.code_hash = tablet.code_at = None
    running = select(LeaderGrant).where(
        LeaderGrant.tablet_id == tablet.id,
        LeaderGrant.ended_at.is_(None),
        LeaderGrant.expires_at > now,
    )
    for grant in db.session.scalars(running):
        grant.ended_at = now
    _log("tablet.revoked", tablet, by=by, now=now)


def _must_be_decided(tablet: Tablet) -> None:
    must_be_locked(row(Organisation, tablet.organisation_id))


def _log(action: str, tablet: Tablet, *, by: Actor, now: datetime, **details: object) -> None:
    log.record(
        action, tablet.uuid, organisation_id=tablet.organisation_id, by=by, at=now, **details
    )
