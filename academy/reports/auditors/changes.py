"""What changed in a period: how assessing is arranged, and what of the palette it was about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.catalogue.models import Skill, SkillDomain, SkillVersion, Texts
from academy.database import db
from academy.organisations.models import Organisation
from academy.people.licences.models import LicenceKind
from academy.reports.auditors.period import within

CHANGES = frozenset(
    {
        "assessor-course.set",
        "authority.ended",
        "authority.granted",
        "authority.lent",
        "key.compromised",
        "keys.rotated",
        "organisation.changed",
        "rules.set",
        "skill-version.published",
        "skill.retired",
        "auditor.ended",
        "auditor.invited",
        "licence-kind.added",
        "licence-kind.changed",
        "licence-kind.reopened",
        "licence-kind.stopped",
        "skill-domain.added",
        "skill-domain.archived",
        "skill-domain.changed",
        "skill-domain.reopened",
        "skill.restored",
    }
)
"""What an auditor reads of the log: how assessing is arranged, never what somebody could do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    at: datetime
    action: str
    about: Texts | None
    """What it is called now; None: it was about nothing of the palette."""
    number: str | None
    """Of the version that came of it."""


def changes_of(organisation: Organisation, first: date, last: date) -> Sequence[Change]:
    chains = or_(AuditEvent.chain == organisation.id, AuditEvent.chain == PLATFORM_CHAIN)
    found = (
        select(AuditEvent)
        .where(chains, AuditEvent.action.in_(CHANGES), *within(AuditEvent.at, first, last))
        .order_by(AuditEvent.at, AuditEvent.id)
    )
    skills, others = _names_of_skills(), _names_of_others()
    return [
        Change(
            at=event.at,
            action=event.action,
            about=skills.get(event.details.get("skill")) or others.get(event.object_uuid),
            number=event.details.get("number"),
        )
        for event in db.session.scalars(found)
    ]


def _names_of_skills() -> Mapping[Any, Texts]:
    """By code; the newest version comes last, so its name stays."""
    found = select(Skill.code, SkillVersion.name).join(Skill.versions)
    return dict(db.session.execute(found.order_by(SkillVersion.published_at)).all())


def _names_of_others() -> Mapping[UUID | None, Texts]:
    """Domains and kinds of certificates, as the log knows them."""
    domains = db.session.execute(select(SkillDomain.uuid, SkillDomain.name))
    kinds = db.session.execute(select(LicenceKind.uuid, LicenceKind.name))
    return dict([*domains, *kinds])
