"""What anybody may know of issuers and achievements: facts and counts, never persons.

Counts are those that `telling_counts` told; sums are made of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from academy.credentials.addresses import Addresses
from academy.credentials.models import Achievement, BadgeClass, IssuerKey, KeyPurpose
from academy.credentials.outside.queries import known_outside
from academy.database import db
from academy.dates import local_day
from academy.organisations.models import Organisation
from academy.searching import name_order


@dataclass(frozen=True, slots=True)
class PublicIssuer:
    """An organisation that gives badges, or gave them."""

    organisation: Organisation
    badges: int | None
    """How many count, rounded; None when nothing could be told."""
    active: bool
    """Whether it still gives badges."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key with which badges are, or were, signed."""

    multibase: str
    since: date
    until: date | None
    stolen: bool


def issuers(today: date) -> Sequence[PublicIssuer]:
    """Every organisation with keys, by name; those that ended last."""
    with_keys = select(IssuerKey.organisation_id)
    found = select(Organisation).where(Organisation.id.in_(with_keys))
    counts = select(BadgeClass.organisation_id, func.sum(BadgeClass.told))
    counted = {
        row[0]: row[1] for row in db.session.execute(counts.group_by(BadgeClass.organisation_id))
    }
    listed = [
        PublicIssuer(each, counted.get(each.id) or None, is_active(each, today))
        for each in db.session.scalars(found)
    ]
    return sorted(
        listed, key=lambda issuer: (not issuer.active, name_order(issuer.organisation.name))
    )


def known_issuers(addresses: Addresses) -> dict[str, str]:
    """Identifier to name: of ours, then of those outside that the academy knows."""
    outside = {row.identifier: row.name for row in known_outside()}
    # ours first and last: whatever stands in the list, nobody takes the name of one of ours
    ours = our_issuers(addresses)
    return ours | outside | ours


def our_issuers(addresses: Addresses) -> dict[str, str]:
    """Identifier to name, of every organisation that gives badges here or gave them."""
    found = db.session.execute(
        select(Organisation.slug, Organisation.name).join(IssuerKey).distinct()
    )
    names: dict[str, str] = {}
    for slug, name in found:
        names[addresses.issuer_did(slug)] = name
        names[addresses.ob2_issuer(slug)] = name
    return names


def issuer_name(slug: str) -> str | None:
    """The name of one of these organisations."""
    found = select(Organisation.name).join(IssuerKey).where(Organisation.slug == slug)
    return db.session.scalars(found.limit(1)).first()


def keys_of(organisation: Organisation) -> list[PublicKey]:
    """The keys for badges, newest first."""
    found = (
        select(IssuerKey)
        .where(
            IssuerKey.organisation_id == organisation.id,
            IssuerKey.purpose == KeyPurpose.CREDENTIALS,
        )
        .order_by(IssuerKey.id.desc())
    )
    return [
        PublicKey(
            key.public_multibase,
            local_day(key.created_at),
            local_day(key.retired_at) if key.retired_at else None,
            key.compromised_at is not None,
        )
        for key in db.session.scalars(found)
    ]


def achievements_of(organisation: Organisation) -> list[tuple[Achievement, int]]:
    """What it gave badges for to enough people, most first."""
    found = select(BadgeClass).where(
        BadgeClass.organisation_id == organisation.id, BadgeClass.told > 0
    )
    told = [(given.achievement, given.told) for given in db.session.scalars(found)]
    return sorted(told, key=lambda pair: (-pair[1], name_order(pair[0].skill_version.name["nl"])))


def count_of(achievement: Achievement) -> int | None:
    """How many badges for it count, rounded; None when nothing could be told."""
    found = select(func.sum(BadgeClass.told)).where(BadgeClass.achievement_id == achievement.id)
    return db.session.scalar(found) or None


def is_active(organisation: Organisation, today: date) -> bool:
    """Whether it still gives badges; those it gave keep counting."""
    return organisation.goes_on_from(today)
