"""Exact counts of badges in a quarter. Withdrawn badges do not count, replaced ones once."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from academy.catalogue.models import Skill, SkillDomain
from academy.credentials.models import Credential, Revocation
from academy.database import db
from academy.dates import local_day, start_of_day
from academy.organisations.models import Organisation, Site, Team
from academy.organisations.words import KINDS
from academy.people.models import Membership
from academy.reports.sector.rules import Count, Quarter
from academy.security.identity import Identity, Role
from academy.web.locale import localised

Regions = Collection[str] | None
"""None: the whole country."""


def first_badge_day() -> date | None:
    first = db.session.scalar(select(func.min(Credential.issued_at)))
    return first and local_day(first)


def regions_read(identity: Identity) -> frozenset[str] | None:
    """The regions whose figures somebody reads; None: of the whole country."""
    if identity.organisations(Role.ACADEMY_ADMIN):
        return None
    found = select(Membership.region).where(
        Membership.person_id == identity.person_id,
        Membership.role == Role.REGIONAL_READER,
        Membership.holds_on(identity.today),
    )
    read = db.session.scalars(found).all()
    return None if None in read else frozenset(filter(None, read))


def per_domain(quarter: Quarter, regions: Regions) -> Sequence[Count]:
    """In the order of the palette, also where no badge was given."""
    names = db.session.scalars(select(SkillDomain).order_by(SkillDomain.position)).all()
    counts = _counts(
        _given(quarter, regions, Skill.domain_id).join(Credential.skill), Skill.domain_id
    )
    return [Count(localised(domain.name), *counts.get(domain.id, (0, 0))) for domain in names]


def per_kind(quarter: Quarter, regions: Regions) -> Sequence[Count]:
    """Only kinds of organisation that gave a badge."""
    given = _given(quarter, regions, Organisation.kind)
    if regions is None:
        given = given.join(Credential.organisation)
    counts = _counts(given, Organisation.kind)
    return [Count(str(name), *counts[kind]) for kind, name in KINDS.items() if kind in counts]


def altogether(quarter: Quarter, regions: Regions, label: str) -> Count:
    badges, people = db.session.execute(_given(quarter, regions)).one()
    return Count(label, badges, people)


def _given(quarter: Quarter, regions: Regions, *group: Any) -> Select[Any]:
    people = func.count(Credential.person_id.distinct())
    given = (
        select(*group, func.count(), people)
        .select_from(Credential)
        .outerjoin(Credential.revocation)
        .where(
            Revocation.id.is_(None),
            Credential.issued_at >= start_of_day(quarter.first_day),
            Credential.issued_at < start_of_day(quarter.after.first_day),
        )
    )
    return given if regions is None else _in_regions(given, regions)


def _in_regions(given: Select[Any], regions: Collection[str]) -> Select[Any]:
    """Where the branch is, which need not be where the organisation has its office."""
    place = func.coalesce(Site.region, Organisation.region)
    return (
        given.join(Team, Team.id == Credential.team_id)
        .join(Site, Site.id == Team.site_id)
        .join(Credential.organisation)
        .where(place.in_(regions))
    )


def _counts(given: Select[Any], group: Any) -> dict[Any, tuple[int, int]]:
    rows = db.session.execute(given.group_by(group)).all()
    return {key: (badges, people) for key, badges, people in rows}
