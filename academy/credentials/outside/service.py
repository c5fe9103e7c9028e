"""Verbs on the list of issuers outside: add one, change it, take it out, put it back."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from sqlalchemy import select

from academy.audit import log
from academy.credentials.models import IssuerKey
from academy.credentials.outside.identifiers import compared, is_of, key_of
from academy.credentials.outside.models import OutsideIssuer
from academy.credentials.outside.queries import same_issuer
from academy.credentials.outside.taken import identifier_is_taken
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.organisations.changes import apply
from academy.security.identity import Identity

KNOWN: Final = "issuers outside this platform"
"""What a change is decided by: an identifier has no row before somebody adds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the academy writes down of one."""

    name: str
    identifier: str
    website: str
    reason: str
    checked_on: date


def add(
    facts: Facts, *, key: UUID, hosts: Collection[str], by: Identity, now: datetime
) -> OutsideIssuer:
    """`key` comes with the form: sent twice it adds one. `hosts` are those of this platform."""
    must_be_locked(KNOWN)
    known = db.session.scalar(select(OutsideIssuer).where(OutsideIssuer.uuid == key))
    if known is not None:
        return known
    form = _form_of(facts.identifier, hosts, but=None)
    row = OutsideIssuer(uuid=key, compared=form, checked_by_id=by.person_id, **asdict(facts))
    db.session.add(row)
    db.session.flush()
    _record("outside-issuer.added", row, by=by, now=now, identifier=row.identifier)
    return row


def as_kept(row: OutsideIssuer) -> str:
    """Stands for all that is known of it now: any change gives another text."""
    told = [row.name, row.identifier, row.website, row.reason, str(row.checked_on)]
    return sha256(json.dumps([*told, row.stopped_at is None]).encode()).hexdigest()[:16]


def change(
    row: OutsideIssuer,
    facts: Facts,
    *,
    seen: str,
    hosts: Collection[str],
    by: Identity,
    now: datetime,
) -> None:
    """`seen` is what stood on the screen (`as_kept`): of two who change it the second looks again.

    Whoever changes something answers for it from then on.
    """
    must_be_locked(KNOWN)
    if seen != as_kept(row):
        raise AcademyError("outside-issuer-was-changed")
    form = _form_of(facts.identifier, hosts, but=row)
    fields = apply(row, {**asdict(facts), "compared": form})
    if fields:
        row.checked_by_id = by.person_id
        told = [each for each in fields if each != "compared"]
        _record(
            "outside-issuer.changed", row, by=by, now=now, fields=told, identifier=row.identifier
        )


def stop(row: OutsideIssuer, *, by: Identity, now: datetime) -> None:
    """From the next check on its badges are those of somebody unknown."""
    must_be_locked(KNOWN)
    if row.stopped_at is None:
        row.stopped_at = now
        _record("outside-issuer.stopped", row, by=by, now=now, identifier=row.identifier)


def reopen(row: OutsideIssuer, *, hosts: Collection[str], by: Identity, now: datetime) -> None:
    must_be_locked(KNOWN)
    if row.stopped_at is not None:
        _form_of(row.identifier, hosts, but=row)
        row.stopped_at = None
        _record("outside-issuer.reopened", row, by=by, now=now, identifier=row.identifier)


def _form_of(identifier: str, hosts: Collection[str], *, but: OutsideIssuer | None) -> str:
    """Raises a refusal for what is no identifier, is one of ours, or is in the list already."""
    form = compared(identifier)
    if form is None:
        raise InvalidInputError("outside-issuer-is-no-identifier").at("identifier")
    if is_of(form, hosts) or _is_our_key(form):
        raise InvalidInputError("outside-issuer-is-ours").at("identifier")
    if same_issuer(form, but) is not None:
        raise identifier_is_taken()
    return form


def _is_our_key(form: str) -> bool:
    key = key_of(form)
    found = select(IssuerKey.id).where(IssuerKey.public_multibase == key)
    return key is not None and db.session.scalar(found.limit(1)) is not None


def _record(
    action: str, row: OutsideIssuer, *, by: Identity, now: datetime, **details: object
) -> None:
    log.record(action, row.uuid, organisation_id=None, by=by.actor, at=now, **details)
