"""What may still stand on tablets, told before somebody changes what it is about.

A tablet says at every contact how much waits on it. One that was not seen since, on which a leader
was still signed in, may hold more than it said; one that lies in a cupboard with nobody signed in
holds nothing. Pages ask by `unsent_on_tablets`, rooms below this one too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select

from academy.database import db
from academy.dates import local_day
from academy.organisations.models import Organisation, Site
from academy.searching import name_order
from academy.tablets.models import LeaderGrant, Tablet

QUIET = timedelta(days=1)
"""Without contact for so long, it may have been worked on without wifi."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """One tablet."""

    name: str
    waiting: int
    """As it said; 0: it may hold something that it could not tell."""
    days: int
    """Since its last contact."""


@dataclass(frozen=True, slots=True)
class UnsentEverywhere:
    """All tablets together, for whoever may not know those of an organisation."""

    tablets: int
    waiting: int


def unsent_on(
    organisation: Organisation,
    *,
    site: Site | None = None,
    tablet: Tablet | None = None,
    now: datetime,
) -> list[Unsent]:
    """By name; of one site, one tablet, or of all."""
    where = [Tablet.organisation_id == organisation.id]
    if site is not None:
        where.append(Tablet.site_id == site.id)
    if tablet is not None:
        where.append(Tablet.id == tablet.id)
    found = sorted(_tablets(*where, now=now), key=lambda tablet: name_order(tablet.name))
    return [_as_told(tablet, now) for tablet in found]


def with_work(organisation: Organisation, *, now: datetime) -> set[int]:
    """Numbers of the tablets that `unsent_on` tells of."""
    found = _tablets(Tablet.organisation_id == organisation.id, now=now)
    return {tablet.id for tablet in found}


def unsent_everywhere(
    organisation: Organisation | None = None, *, now: datetime
) -> UnsentEverywhere:
    """In numbers alone, for the academy."""
    where = [Tablet.organisation_id == organisation.id] if organisation is not None else []
    found = _tablets(*where, now=now)
    return UnsentEverywhere(len(found), sum(tablet.waiting for tablet in found))


def _tablets(*where: ColumnElement[bool], now: datetime) -> Sequence[Tablet]:
    found = select(Tablet).where(
        Tablet.revoked_at.is_(None),
        Tablet.seen_at.is_not(None),
        or_(Tablet.waiting > 0, _was_left_signed_in(now)),
        *where,
    )
    return db.session.scalars(found).all()


def _was_left_signed_in(now: datetime) -> ColumnElement[bool]:
    signed_in = exists().where(
        LeaderGrant.tablet_id == Tablet.id,
        LeaderGrant.ended_at.is_(None),
        LeaderGrant.expires_at > Tablet.seen_at,
    )
    return and_(Tablet.seen_at <= now - QUIET, signed_in)


def _as_told(tablet: Tablet, now: datetime) -> Unsent:
    seen = local_day(tablet.seen_at or now)
    return Unsent(tablet.name, tablet.waiting, (local_day(now) - seen).days)
