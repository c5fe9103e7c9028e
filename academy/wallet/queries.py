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
    version_id: int
    domain_id: int
    domain_code: str
    domain_name: Texts
    domain_icon: str
    domain_colour: str
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
    is_hidden: bool = False
    """Its holder took it off the list."""

    @classmethod
    def of(cls, credential: Credential) -> "BadgeRow":
        version, revocation = credential.achievement.skill_version, credential.revocation
        return cls(
            id=credential.id,
            uuid=credential.uuid,
            skill_id=credential.skill_id,
            version_id=version.id,
            domain_id=version.skill.domain_id,
            domain_code=version.skill.domain.code,
            domain_name=version.skill.domain.name,
            domain_icon=version.skill.domain.icon,
            domain_colour=version.skill.domain.colour,
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
    found = db.session.execute(_own_rows(), {"person_id": identity.person_id}).mappings().all()
    texts = _texts_of({row["version_id"] for row in found})
    # what a session may show is asked here: one statement serves every session
    return [_badge_row(texts, **row) for row in found if identity.knows(row["organisation_id"])]


@dataclass(frozen=True, slots=True)
class _VersionTexts:
    """What the badges of one version of a skill have in common."""

    name: Texts
    level_names: dict[int, Texts]
    domain_id: int
    domain_code: str
    domain_name: Texts
    domain_icon: str
    domain_colour: str


def _texts_of(versions: Collection[int]) -> dict[int, _VersionTexts]:
    """Number of a version to its texts, read once: hundreds of badges are of a few dozen skills,
    and to read the JSON of each anew took half the time of a long wallet."""
    rows = db.session.execute(_TEXTS, {"numbers": versions})
    return {
        row.id: _VersionTexts(
            row.name,
            {each["level"]: name_of_level(row.levels, each["level"]) for each in row.levels},
            row.domain_id,
            row.domain_code,
            row.domain_name,
            row.domain_icon,
            row.domain_colour,
        )
        for row in rows
    }


def _badge_row(
    texts: dict[int, _VersionTexts], *, version_id: int, level: int, **values: Any
) -> BadgeRow:
    version = texts[version_id]
    return BadgeRow(
        version_id=version_id,
        name=version.name,
        level=level,
        level_name=version.level_names[level],
        domain_id=version.domain_id,
        domain_code=version.domain_code,
        domain_name=version.domain_name,
        domain_icon=version.domain_icon,
        domain_colour=version.domain_colour,
        **values,
    )


_TEXTS = (
    select(
        SkillVersion.id,
        SkillVersion.name,
        SkillVersion.levels,
        SkillDomain.id.label("domain_id"),
        SkillDomain.code.label("domain_code"),
        SkillDomain.name.label("domain_name"),
        SkillDomain.icon.label("domain_icon"),
        SkillDomain.colour.label("domain_colour"),
    )
    .join(Skill, Skill.id == SkillVersion.skill_id)
    .join(SkillDomain, SkillDomain.id == Skill.domain_id)
    .where(SkillVersion.id.in_(bindparam("numbers", expanding=True)))
)


@cache
def _own_rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Credential.id,
            Credential.uuid,
            Credential.skill_id,
            Achievement.uuid.label("achievement_uuid"),
            Achievement.skill_version_id.label("version_id"),
            Achievement.level,
            Credential.organisation_id,
            Organisation.name.label("issuer"),
            Credential.issued_at,
            Credential.valid_from,
            Credential.valid_until,
            Credential.supersedes_id,
            Revocation.reason.label("withdrawn_for"),
            HiddenBadge.id.is_not(None).label("is_hidden"),
        )
        .join(Achievement, Achievement.id == Credential.achievement_id)
        .join(Organisation, Organisation.id == Credential.organisation_id)
        .outerjoin(Revocation, Revocation.credential_id == Credential.id)
        .outerjoin(HiddenBadge, HiddenBadge.credential_id == Credential.id)
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
    """What was seen without a badge (yet), newest first; what was undone is left out.

    And what only the worker and those who looked may see, here and below, is for who came in by
    themselves.
    """
    if not identity.came_in_by_themselves:
        return []
    found = db.session.scalars(_observations(), {"person_id": identity.person_id})
    return found.all()


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
    if not identity.came_in_by_themselves:
        return []
    found = db.session.scalars(_objections(), {"person_id": identity.person_id})
    first: dict[int, WorkerResponse] = {}
    for each in found:
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


def _with_answers(found: Select[Assessment]) -> Select[Assessment]:
    return found.options(
        joinedload(Assessment.skill_version),
        joinedload(Assessment.assessor),
        selectinload(Assessment.responses),
        selectinload(Assessment.reviews),
    )
