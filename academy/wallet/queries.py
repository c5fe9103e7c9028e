"""Reads of a worker's own wallet, from every organisation, in a constant number of statements."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from academy.assessments.models import (
    Assessment,
    AssessmentReview,
    ResponseKind,
    WorkerResponse,
)
from academy.catalogue.models import Skill, SkillVersion
from academy.credentials.models import (
    Achievement,
    Confirmation,
    Credential,
    PaperCopy,
    Revocation,
    RevocationReason,
)
from academy.database import db
from academy.security.identity import Identity
from academy.wallet.models import HiddenBadge


def own_badges(identity: Identity) -> Sequence[Credential]:
    """Badges that count or did count, newest first; those that were taken back are left out."""
    return db.session.scalars(
        _own(identity)
        .order_by(Credential.valid_from.desc(), Credential.id.desc())
        .options(
            joinedload(Credential.achievement)
            .joinedload(Achievement.skill_version)
            .load_only(SkillVersion.name),  # the other texts are long, and there may be many
            joinedload(Credential.organisation),
            joinedload(Credential.revocation),
        )
    ).all()


def find_own_badge(identity: Identity, credential_uuid: uuid.UUID) -> Credential | None:
    return db.session.scalar(
        _own(identity)
        .where(Credential.uuid == credential_uuid)
        .options(
            joinedload(Credential.achievement).joinedload(Achievement.skill_version),
            joinedload(Credential.organisation),
            joinedload(Credential.revocation),
            joinedload(Credential.superseded_by).joinedload(Credential.revocation),
        )
    )


def _own(identity: Identity) -> Select[Credential]:
    taken_back = select(Revocation.credential_id).where(
        Revocation.reason == RevocationReason.UNDONE
    )
    return select(Credential).where(
        Credential.person_id == identity.person_id, Credential.id.not_in(taken_back)
    )


def hidden_badges(identity: Identity) -> frozenset[int]:
    """Numbers of the badges that the person took off the list."""
    found = (
        select(HiddenBadge.credential_id)
        .join(Credential, Credential.id == HiddenBadge.credential_id)
        .where(Credential.person_id == identity.person_id)
    )
    return frozenset(db.session.scalars(found))


def hidden_row(credential: Credential) -> HiddenBadge | None:
    return db.session.scalar(select(HiddenBadge).where(HiddenBadge.credential_id == credential.id))


def seen_again(identity: Identity) -> dict[int, date]:
    """Number of a badge to the last day on which somebody saw that it still holds."""
    rows = db.session.execute(
        select(Confirmation.credential_id, func.max(Assessment.observed_on))
        .join(Assessment, Assessment.id == Confirmation.assessment_id)
        .where(Assessment.person_id == identity.person_id)
        .group_by(Confirmation.credential_id)
    )
    return {row[0]: row[1] for row in rows}


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
    gave = select(Credential.assessment_id)
    confirmed = select(Confirmation.assessment_id)
    return db.session.scalars(
        _with_answers(
            select(Assessment)
            .where(
                Assessment.person_id == identity.person_id,
                ~Assessment.withdrawal.has(),
                Assessment.id.not_in(gave),
                Assessment.id.not_in(confirmed),
            )
            .order_by(Assessment.recorded_at.desc(), Assessment.id.desc())
            .options(joinedload(Assessment.withdrawal))
        )
    ).all()


def open_objections(identity: Identity) -> Sequence[WorkerResponse]:
    """Where the person did not agree and nobody else has looked yet, oldest first."""
    reviewed = select(AssessmentReview.assessment_id)
    return db.session.scalars(
        select(WorkerResponse)
        .join(WorkerResponse.assessment)
        .where(
            Assessment.person_id == identity.person_id,
            WorkerResponse.kind == ResponseKind.OBJECTS,
            ~Assessment.withdrawal.has(),
            Assessment.id.not_in(reviewed),
        )
        .order_by(WorkerResponse.at, WorkerResponse.id)
        .options(joinedload(WorkerResponse.assessment).joinedload(Assessment.skill_version))
    ).all()


@dataclass(frozen=True, slots=True)
class OpenSkill:
    """A skill that can be assessed now, by numbers only."""

    skill_id: int
    domain_id: int
    version_id: int


def open_skills(domains: Collection[int]) -> list[OpenSkill]:
    """The newest open version of each skill of these domains, in the order of the palette."""
    rows = db.session.execute(
        select(Skill.id, Skill.domain_id, SkillVersion.id)
        .join(SkillVersion, SkillVersion.skill_id == Skill.id)
        .where(
            Skill.domain_id.in_(domains),
            SkillVersion.published_at.is_not(None),
            SkillVersion.retired_at.is_(None),
        )
        .order_by(Skill.id, SkillVersion.published_at)
    )
    return list({row[0]: OpenSkill(*row) for row in rows}.values())


def versions(numbers: Collection[int]) -> dict[int, SkillVersion]:
    """Number to version, whole; the same statement however few."""
    found = select(SkillVersion).where(SkillVersion.id.in_(numbers))
    return {version.id: version for version in db.session.scalars(found)}


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
