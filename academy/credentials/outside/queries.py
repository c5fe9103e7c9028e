"""Which issuers outside this platform are known."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.credentials.outside.identifiers import compared
from academy.credentials.outside.models import OutsideIssuer
from academy.database import db
from academy.searching import by_name, has_words
from academy.security.identity import Identity


def outside_name(identifier: str) -> str | None:
    """The name under which an issuer outside is known now."""
    form = compared(identifier)
    if form is None:
        return None
    found = select(OutsideIssuer.name).where(
        OutsideIssuer.compared == form, OutsideIssuer.stopped_at.is_(None)
    )
    return db.session.scalar(found)


def known_outside() -> Sequence[OutsideIssuer]:
    """All that are known now, by name."""
    found = select(OutsideIssuer).where(OutsideIssuer.stopped_at.is_(None))
    return by_name(db.session.scalars(found))


def search_outside(query: str, *, stopped: bool) -> Sequence[OutsideIssuer]:
    """Those in the list, or those that were taken out of it, by name."""
    is_stopped = OutsideIssuer.stopped_at.is_not(None)
    found = select(OutsideIssuer).where(is_stopped if stopped else ~is_stopped)
    rows = db.session.scalars(found.options(joinedload(OutsideIssuer.checked_by)))
    return by_name(row for row in rows if has_words(f"{row.name} {row.identifier}", query))


def find_outside(_identity: Identity, issuer_uuid: UUID) -> OutsideIssuer | None:
    """The policy says who may know of it."""
    return db.session.scalar(select(OutsideIssuer).where(OutsideIssuer.uuid == issuer_uuid))


def same_issuer(form: str, but: OutsideIssuer | None) -> OutsideIssuer | None:
    """Another row of this identifier, also one that was taken out."""
    row = db.session.scalar(select(OutsideIssuer).where(OutsideIssuer.compared == form))
    return None if but is not None and row is but else row
