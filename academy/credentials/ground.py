"""What must be there before an organisation can issue a certain badge.

The words of a published version never change, so each process makes them once. Names, lists and
keys are read with every badge, once for many of a kind.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import aliased

from academy.credentials import keys, status_lists
from academy.credentials.addresses import Addresses
from academy.credentials.mapping import to_achievement, to_issuer
from academy.credentials.models import Achievement, BadgeClass, KeyPurpose, StatusList
from academy.credentials.queries import badge_class_of
from academy.credentials.tellings import tellings_of
from academy.database import ask, db
from academy.organisations.models import Organisation, OrganisationKind
from academy.security.identity import Actor
from academy.settings import Settings
from badges.documents import model
from badges.keys import Signer

Kind: TypeAlias = tuple[int, int, int]
"""Organisation, version of a skill, level."""


class Earned(Protocol):
    """An award, as far as its ground goes."""

    @property
    def kind(self) -> Kind: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What badges of one kind have in common, and a place on the status list for one of them."""

    issuer: model.Issuer
    achievement: model.Achievement
    achievement_id: int
    achievement_uuid: UUID
    level: int
    status_list_id: int
    status_list_uuid: UUID
    status_index: int
    signers: Mapping[KeyPurpose, Signer]


def find_ground(award: Earned, settings: Settings) -> Ground | None:
    """What is there, or None when `make_ready` must make something first."""
    return find_grounds([award], settings)[0]


def find_grounds(awards: Sequence[Earned], settings: Settings) -> list[Ground | None]:
    """The same for each, asked once a kind; no two of a kind have the same place on a list."""
    wanted = Counter(award.kind for award in awards)
    found = {kind: _grounds(kind, count, settings) for kind, count in wanted.items()}
    return [next(found[award.kind], None) for award in awards]


def _grounds(kind: Kind, count: int, settings: Settings) -> Iterator[Ground]:
    """So many grounds, or none at all when something is missing."""
    asked = dict(zip(("organisation_id", "version_id", "level"), kind, strict=True))
    row = ask(_kind(), asked).first()
    if row is None:
        return
    places = status_lists.free_places(row.list_id, row.size, count)
    signers = keys.signers(row, settings)
    if len(places) < count or set(signers) != set(KeyPurpose):
        return
    addresses = Addresses(settings.public_url)
    common = {
        "issuer": to_issuer(row.slug, row.name, row.email, addresses),
        "achievement": _words(row.achievement_uuid, settings.public_url, _creator(row, addresses)),
        "achievement_id": row.achievement_id,
        "achievement_uuid": row.achievement_uuid,
        "level": kind[-1],
        "status_list_id": row.list_id,
        "status_list_uuid": row.list_uuid,
        "signers": signers,
    }
    for place in places:
        yield Ground(status_index=place, **common)


def _creator(row: Any, addresses: Addresses) -> model.Issuer | None:
    """The organisation that defines what can be achieved."""
    if row.academy_slug is None:
        return None
    return to_issuer(row.academy_slug, row.academy_name, row.academy_email, addresses)


@lru_cache(maxsize=1024)
def _words(
    achievement_uuid: UUID, public_url: str, creator: model.Issuer | None
) -> model.Achievement:
    found = select(Achievement).where(Achievement.uuid == achievement_uuid)
    achievement = db.session.scalars(found).one()
    _signed, *others = tellings_of(achievement)
    return to_achievement(achievement, Addresses(public_url), creator=creator, others=others)


@cache
def _kind() -> Executable:
    """The achievement, when the organisation has a badge class for it already, with its newest
    open list and the academy."""
    academy = aliased(Organisation)
    return (
        select(
            Achievement.id.label("achievement_id"),
            Achievement.uuid.label("achievement_uuid"),
            Organisation.id,
            Organisation.uuid,
            Organisation.slug,
            Organisation.name,
            Organisation.email,
            academy.slug.label("academy_slug"),
            academy.name.label("academy_name"),
            academy.email.label("academy_email"),
            StatusList.id.label("list_id"),
            StatusList.uuid.label("list_uuid"),
            StatusList.size,
        )
        .select_from(Achievement)
        .join(BadgeClass, BadgeClass.achievement_id == Achievement.id)
        .join(Organisation, Organisation.id == BadgeClass.organisation_id)
        .join(StatusList, StatusList.organisation_id == Organisation.id)
        .outerjoin(academy, academy.kind == OrganisationKind.ACADEMY)
        .where(
            Achievement.skill_version_id == bindparam("version_id"),
            Achievement.level == bindparam("level"),
            Organisation.id == bindparam("organisation_id"),
            StatusList.closed_at.is_(None),
            ~StatusList.is_of_statements,
        )
        .order_by(StatusList.id.desc(), academy.id)
        .limit(1)
    )


def make_ready(award: Earned, settings: Settings, *, by: Actor, now: datetime) -> None:
    """Make what is missing; needed once for each organisation and achievement.

    The organisation decides, so that two at once do not both make keys.
    """
    organisation_id, version_id, level = award.kind
    organisation = db.session.get_one(Organisation, organisation_id)
    keys.ensure_keys(organisation, settings, by=by, now=now)
    status_lists.open_list(organisation, now)
    known = select(Achievement).where(
        Achievement.skill_version_id == version_id, Achievement.level == level
    )
    achievement = db.session.scalar(known)
    if achievement is None:
        achievement = Achievement(skill_version_id=version_id, level=level)
        db.session.add(achievement)
        db.session.flush()
    if badge_class_of(achievement.id, organisation_id) is None:
        db.session.add(BadgeClass(achievement_id=achievement.id, organisation_id=organisation_id))
