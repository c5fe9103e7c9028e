"""Add, change, end and reopen organisations, sites and teams. Nothing is ever deleted."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import AcademyError, InvalidInputError
from academy.folding import folded
from academy.organisations.changes import apply
from academy.organisations.models import Organisation, OrganisationKind, Site, Team
from academy.organisations.queries import takes_in
from academy.organisations.taken import name_is_taken
from academy.security.identity import Actor

REOPENS_FOR = timedelta(days=366)
"""After a year, start anew: what happened in between belongs to nobody's memory."""
LONGEST_SLUG = 50

ADDRESSES = "address of an organisation"
"""What a transaction that adds an organisation is decided by: no other may take its address."""

Place = Organisation | Site | Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What an organisation says about itself."""

    city: str
    region: str | None
    website: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDetails:
    """What a branch says about itself; without a region it is in that of the organisation."""

    name: str
    city: str
    region: str | None = None


def add_organisation(
    *,
    name: str,
    kind: OrganisationKind,
    city: str = "",
    key: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Organisation:
    """Begin an organisation; its slug is made once and never changes.

    `key` comes with the form, so that a form that is sent twice makes one organisation.
    """
    must_be_locked(ADDRESSES)
    key = key or uuid4()
    known = db.session.scalar(select(Organisation).where(Organisation.uuid == key))
    if known is not None:
        return known
    row = Organisation(
        uuid=key, slug=_free_slug(name), name=name, kind=kind, city=city, created_at=now
    )
    db.session.add(row)
    db.session.flush()
    _record("organisation.added", row, by=by, now=now, slug=row.slug, kind=kind.value)
    return row


def change_organisation(
    row: Organisation, values: Details | Mapping[str, Any], *, by: Actor, now: datetime
) -> None:
    changed = apply(row, asdict(values) if isinstance(values, Details) else values)
    if changed:
        _record("organisation.changed", row, by=by, now=now, fields=changed)


def add_site(
    organisation: Organisation, details: SiteDetails, *, key: UUID, by: Actor, now: datetime
) -> Site:
    """`key` comes with the form, so that a form that is sent twice makes one site."""
    must_be_locked(organisation)
    known = db.session.scalar(
        select(Site).where(Site.uuid == key, Site.organisation_id == organisation.id)
    )
    if known is not None:
        return known
    organisation.refuse_merged()
    row = Site(uuid=_free_key(Site, key), organisation_id=organisation.id, **asdict(details))
    _refuse_same_name(Site, organisation.id, details.name)
    db.session.add(row)
    db.session.flush()
    _record("site.added", row, by=by, now=now)
    return row


def change_site(row: Site, details: SiteDetails, *, by: Actor, now: datetime) -> None:
    must_be_locked(row.organisation)
    if details.name != row.name:
        _refuse_same_name(Site, row.organisation_id, details.name)
    changed = apply(row, asdict(details))
    if changed:
        _record("site.changed", row, by=by, now=now, fields=changed)


def add_team(site: Site, *, name: str, key: UUID, by: Actor, now: datetime) -> Team:
    """`key` comes with the form, so that a form that is sent twice makes one team."""
    must_be_locked(site.organisation)
    known = db.session.scalar(
        select(Team).where(Team.uuid == key, Team.organisation_id == site.organisation_id)
    )
    if known is not None:
        return known
    site.organisation.refuse_merged()
    _refuse_ended(site)
    _refuse_same_name(Team, site.organisation_id, name)
    row = Team(
        uuid=_free_key(Team, key),
        organisation_id=site.organisation_id,
        site_id=site.id,
        name=name,
    )
    db.session.add(row)
    db.session.flush()
    _record("team.added", row, by=by, now=now, site=str(site.uuid))
    return row


def change_team(row: Team, *, name: str, site: Site, by: Actor, now: datetime) -> None:
    must_be_locked(row.organisation)
    if site.organisation_id != row.organisation_id:
        raise InvalidInputError("site-of-another-organisation")
    if name != row.name:
        _refuse_same_name(Team, row.organisation_id, name)
    changed = apply(row, {"name": name, "site_id": site.id})
    if changed:
        _record("team.changed", row, by=by, now=now, fields=changed)


def end(row: Place, *, last_day: date, by: Actor, now: datetime) -> None:
    """End it after `last_day`; raises AcademyError for a site whose teams still go on.

    What ended does not go on by ending later, as from a page that was left open: that is for
    `reopen`, which asks whether it may. Whether people still work in a team is asked by who ends it
    (`administration.places.ending`).
    """
    must_be_locked(organisation_of(row))
    if row.has_end and row.ends_on == last_day:
        return
    if not row.goes_on_from(last_day):
        raise AcademyError("place-has-ended")
    if takes_in(organisation_of(row).id):
        raise AcademyError("organisation-takes-in")
    if isinstance(row, Site):
        _refuse_open_teams(row, last_day)
    row.ends_on = last_day
    _record(f"{row.__tablename__}.ended", row, by=by, now=now, last_day=last_day.isoformat())


def reopen(row: Place, *, today: date, by: Actor, now: datetime) -> None:
    """Undo an end, at most a year after it. Raises AcademyError."""
    must_be_locked(organisation_of(row))
    if not row.has_end:
        return
    organisation_of(row).refuse_merged()
    if not row.ended_within(REOPENS_FOR, today=today):
        raise AcademyError("place-ended-too-long-ago")
    if isinstance(row, Team):
        _refuse_ended(row.site)
    if not isinstance(row, Organisation):
        _refuse_same_name(type(row), row.organisation_id, row.name)
    row.ends_on = None
    _record(f"{row.__tablename__}.reopened", row, by=by, now=now)


def organisation_of(place: Place) -> Organisation:
    """What a transaction about the place is decided by."""
    return place if isinstance(place, Organisation) else place.organisation


def _record(action: str, row: Place, *, by: Actor, now: datetime, **details: Any) -> None:
    organisation_id = row.id if isinstance(row, Organisation) else row.organisation_id
    log.record(action, row.uuid, organisation_id=organisation_id, by=by, at=now, **details)


def _free_slug(name: str) -> str:
    """Letters, digits and hyphens, as did:web and addresses want it."""
    plain = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:LONGEST_SLUG].strip("-")
    stem = plain or "organisatie"
    # among all, and under the lock of ADDRESSES: an address of one that ended is in its badges
    taken = set(db.session.scalars(select(Organisation.slug)))
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 3))
    return next(slug for slug in numbered if slug not in taken)


def _free_key(kind: type[Site] | type[Team], key: UUID) -> UUID:
    """Another one when somebody elsewhere has it: an answer tells nothing about what is there."""
    taken = db.session.scalar(select(kind.id).where(kind.uuid == key))
    return key if taken is None else uuid4()


def _refuse_same_name(kind: type[Site] | type[Team], organisation_id: int, name: str) -> None:
    names = db.session.scalars(
        select(kind.name).where(kind.organisation_id == organisation_id, ~kind.has_end)
    )
    if folded(name) in map(folded, names):
        raise name_is_taken()


def _refuse_ended(site: Site) -> None:
    if site.has_end:
        raise AcademyError("site-has-ended")


def _refuse_open_teams(site: Site, last_day: date) -> None:
    open_teams = select(Team.id).where(Team.site_id == site.id, Team.goes_on_after(last_day))
    if db.session.scalar(open_teams.limit(1)) is not None:
        raise AcademyError("site-has-teams")
