"""Reads of a worker's own wallet, from every organisation, in a constant number of statements.

What the list asks is made once (see docs/adr/0017).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from academy.assessments.earned import earned_something
from academy.assessments.models import (
    Assessment,
    ResponseKind,
    WorkerResponse,
)
from academy.catalogue.models import (
    Levels,
    Skill,
    SkillDomain,
    SkillVersion,
    Texts,
    name_of_level,
)
from academy.catalogue.queries import OLDEST_FIRST
from academy.credentials.models import (
    Achievement,
    Confirmation,
    Credential,
    PaperCopy,
    Revocation,
    RevocationReason,
)
from academy.database import db
from academy.organisations.models import Organisation
from academy.security.identity import Identity
from academy.wallet.models import HiddenBadge


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeRow:
    """What the wallet shows of a badge; a wallet holds many, so no more than that is read."""

    id: int
    uuid: UUID
    skill_id: int
    domain_id: int
    domain_code: str
    achievement_uuid: UUID
    name: Texts
    level: int
    level_name: Texts
    organisation_id: int
    issuer: str
    issued_at: datetime
    valid_from: datetime
    valid_until: datetime | None
    supersedes_id: int | None
    withdrawn_for: RevocationReason | None

    @classmethod
    def of(cls, credential: Credential) -> "BadgeRow":
        version, revocation = credential.achievement.skill_version, credential.revocation
        return cls(
            id=credential.id,
            uuid=credential.uuid,
            skill_id=credential.skill_id,
            domain_id=version.skill.domain_id,
            domain_code=version.skill.domain.code,
            achievement_uuid=credential.achievement.uuid,
            name=version.name,
            level=credential.level,
            level_name=credential.level_name,
            organisation_id=credential.organisation_id,
            issuer=credential.organisation.name,
            issued_at=credential.issued_at,
            valid_from=credential.valid_from,
            valid_until=credential.valid_until,
            supersedes_id=credential.supersedes_id,
            withdrawn_for=revocation.reason if revocation else None,
        )


def own_badges(identity: Identity) -> list[BadgeRow]:
    """Badges that count or did count, newest first; those that were taken back are left out.

    Here and below: of what this session may show (see docs/adr/0018).
    """
    found = db.session.execute(_own_rows(), {"person_id": identity.person_id}).mappings()
    # what a session may show is asked here: one statement serves every session
    return [_badge_row(**row) for row in found if identity.knows(row["organisation_id"])]


def _badge_row(*, levels: Levels, level: int, **values: Any) -> BadgeRow:
    return BadgeRow(level=level, level_name=name_of_level(levels, level), **values)


@cache
def _own_rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Credential.id,
            Credential.uuid,
            Credential.skill_id,
            Skill.domain_id,
            SkillDomain.code.label("domain_code"),
            Achievement.uuid.label("achievement_uuid"),
            SkillVersion.name,
            Achievement.level,
            SkillVersion.levels,
            Credential.organisation_id,
            Organisation.name.label("issuer"),
            Credential.issued_at,
            Credential.valid_from,
            Credential.valid_until,
            Credential.supersedes_id,
            Revocation.reason.label("withdrawn_for"),
        )
        .join(Achievement, Achievement.id == Credential.achievement_id)
        .join(SkillVersion, SkillVersion.id == Achievement.skill_version_id)
        .join(Skill, Skill.id == SkillVersion.skill_id)
        .join(SkillDomain, SkillDomain.id == Skill.domain_id)
        .join(Organisation, Organisation.id == Credential.organisation_id)
        .outerjoin(Revocation, Revocation.credential_id == Credential.id)
        .where(
            Credential.person_id == bindparam("person_id"),
            or_(Revocation.reason.is_(None), Revocation.reason != RevocationReason.UNDONE),
        )
        .order_by(Credential.valid_from.desc(), Credential.id.desc())
    )


def find_own_badge(identity: Identity, credential_uuid: UUID) -> Credential | None:
    taken_back = exists().where(
        Revocation.credential_id == Credential.id, Revocation.reason == RevocationReason.UNDONE
    )
    found = db.session.scalar(
        select(Credential)
        .where(
            Credential.uuid == credential_uuid,
            Credential.person_id == identity.person_id,
            ~taken_back,
        )
        .options(
            joinedload(Credential.achievement).joinedload(Achievement.skill_version),
            joinedload(Credential.organisation),
            joinedload(Credential.revocation),
            joinedload(Credential.superseded_by).joinedload(Credential.revocation),
        )
    )
    return found if found is not None and identity.knows(found.organisation_id) else None


def hidden_badges(identity: Identity) -> frozenset[int]:
    """Numbers of the badges that the person took off the list."""
    return frozenset(db.session.scalars(_HIDDEN, {"person_id": identity.person_id}))


_HIDDEN = (
    select(HiddenBadge.credential_id)
    .join(Credential, Credential.id == HiddenBadge.credential_id)
    .where(Credential.person_id == bindparam("person_id"))
)


def hidden_row(credential: Credential) -> HiddenBadge | None:
    return db.session.scalar(select(HiddenBadge).where(HiddenBadge.credential_id == credential.id))


def seen_again(identity: Identity) -> dict[int, date]:
    """Number of a badge to the last day on which somebody saw that it still holds."""
    rows = db.session.execute(_SEEN_AGAIN, {"person_id": identity.person_id})
    return {row[0]: row[1] for row in rows}


_SEEN_AGAIN = (
    select(Confirmation.credential_id, func.max(Assessment.observed_on))
    .join(Assessment, Assessment.id == Confirmation.assessment_id)
    .where(Assessment.person_id == bindparam("person_id"))
    .group_by(Confirmation.credential_id)
)


def looks_at(credential: Credential) -> Sequence[Assessment]:
    """What gave the badge and what confirmed it, the newest first."""
    confirmed = select(Confirmation.assessment_id).where(
        Confirmation.credential_id == credential.id
    )
    return db.session.scalars(
        _with_answers(
            select(Assessment)
            .where(
                or_(Assessment.id == credential.assessment_id, Assessment.id.in_(confirmed)),
                ~Assessment.withdrawal.has(),
            )
            .order_by(Assessment.recorded_at.desc(), Assessment.id.desc())
        )
    ).all()


def own_observations(identity: Identity) -> Sequence[Assessment]:
    """What was seen without a badge (yet), newest first; what was undone is left out."""
    found = db.session.scalars(_observations(), {"person_id": identity.person_id})
    return [each for each in found if identity.knows(each.organisation_id)]


@cache
def _observations() -> Select[Assessment]:
    return _with_answers(
        select(Assessment)
        .where(
            Assessment.person_id == bindparam("person_id"),
            ~Assessment.withdrawal.has(),
            ~earned_something(),
        )
        .order_by(Assessment.recorded_at.desc(), Assessment.id.desc())
        .options(joinedload(Assessment.withdrawal))
    )


def own_open_objections(identity: Identity) -> Sequence[WorkerResponse]:
    """Where the person did not agree and nobody else has looked yet, oldest first; once each."""
    found = db.session.scalars(_objections(), {"person_id": identity.person_id})
    first: dict[int, WorkerResponse] = {}
    for each in found:
        if identity.knows(each.assessment.organisation_id):
            first.setdefault(each.assessment_id, each)
    return list(first.values())


@cache
def _objections() -> Select[WorkerResponse]:
    return (
        select(WorkerResponse)
        .join(WorkerResponse.assessment)
        .where(
            Assessment.person_id == bindparam("person_id"),
            WorkerResponse.kind == ResponseKind.OBJECTS,
            ~Assessment.withdrawal.has(),
            ~Assessment.reviews.any(),
        )
        .order_by(WorkerResponse.at, WorkerResponse.id)
        .options(joinedload(WorkerResponse.assessment).joinedload(Assessment.skill_version))
    )


@dataclass(frozen=True, slots=True)
class OpenSkill:
    """A skill that can be assessed now, by numbers only."""

    skill_id: int
    domain_id: int
    version_id: int


def open_skills(domains: Collection[int]) -> list[OpenSkill]:
    """The newest open version of each skill of these domains, in the order of the palette."""
    rows = db.session.execute(_OPEN_SKILLS, {"domains": domains})
    return list({row[0]: OpenSkill(*row) for row in rows}.values())


_OPEN_SKILLS = (
    select(Skill.id, Skill.domain_id, SkillVersion.id)
    .join(SkillVersion, SkillVersion.skill_id == Skill.id)
    .where(
        Skill.domain_id.in_(bindparam("domains", expanding=True)),
        SkillVersion.is_open,
    )
    .order_by(Skill.id, *OLDEST_FIRST)
)


def versions(numbers: Collection[int]) -> dict[int, SkillVersion]:
    """Number to version, whole; the same statement however few."""
    found = db.session.scalars(_VERSIONS, {"numbers": numbers})
    return {version.id: version for version in found}


_VERSIONS = select(SkillVersion).where(SkillVersion.id.in_(bindparam("numbers", expanding=True)))


def open_papers(identity: Identity) -> dict[int, PaperCopy]:
    """Number of a badge to its newest paper whose page is open."""
    found = (
        select(PaperCopy)
        .join(Credential, Credential.id == PaperCopy.credential_id)
        .where(Credential.person_id == identity.person_id, PaperCopy.withdrawn_at.is_(None))
        .order_by(PaperCopy.number)
    )
    return {copy.credential_id: copy for copy in db.session.scalars(found)}


def _with_answers(found: Select[Assessment]) -> Select[Assessment]:
    return found.options(
        joinedload(Assessment.skill_version),
        joinedload(Assessment.assessor),
        selectinload(Assessment.responses),
        selectinload(Assessment.reviews),
    )
