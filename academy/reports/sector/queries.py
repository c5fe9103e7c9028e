"""Exact counts of badges in a quarter. Withdrawn badges do not count, replaced ones once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from academy.catalogue.models import Skill, SkillDomain
from academy.credentials.models import Credential, Revocation
from academy.database import db
from academy.dates import local_day, start_of_day
from academy.organisations.models import Organisation
from academy.organisations.words import KINDS
from academy.reports.sector.rules import Count, Quarter
from academy.web.locale import localised


def first_badge_day() -> date | None:
    first = db.session.scalar(select(func.min(Credential.issued_at)))
    return first and local_day(first)


def per_domain(quarter: Quarter) -> Sequence[Count]:
    """In the order of the palette, also where no badge was given."""
    names = db.session.scalars(select(SkillDomain).order_by(SkillDomain.position)).all()
    counts = _counts(_given(quarter, Skill.domain_id).join(Credential.skill), Skill.domain_id)
    return [Count(localised(domain.name), *counts.get(domain.id, (0, 0))) for domain in names]


def per_kind(quarter: Quarter) -> Sequence[Count]:
    """Only kinds of organisation that gave a badge."""
    given = _given(quarter, Organisation.kind).join(Credential.organisation)
    counts = _counts(given, Organisation.kind)
    return [Count(str(name), *counts[kind]) for kind, name in KINDS.items() if kind in counts]


def altogether(quarter: Quarter, label: str) -> Count:
    badges, people = db.session.execute(_given(quarter)).one()
    return Count(label, badges, people)


def _given(quarter: Quarter, *group: Any) -> Select[Any]:
    people = func.count(Credential.person_id.distinct())
    return (
        select(*group, func.count(), people)
        .select_from(Credential)
        .outerjoin(Credential.revocation)
        .where(
            Revocation.id.is_(None),
            Credential.issued_at >= start_of_day(quarter.first_day),
            Credential.issued_at < start_of_day(quarter.after.first_day),
        )
    )


def _counts(given: Select[Any], group: Any) -> dict[Any, tuple[int, int]]:
    rows = db.session.execute(given.group_by(group)).all()
    return {key: (badges, people) for key, badges, people in rows}
