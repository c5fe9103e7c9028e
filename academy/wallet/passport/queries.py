"""Reads for the skills passport, the same few however long the wallet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from academy.catalogue.models import Skill, SkillVersion
from academy.credentials.models import Achievement, Credential, PaperCopy
from academy.database import db
from academy.security.identity import Identity


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """The newest certificate of a badge whose page is open."""

    uuid: UUID
    printed_name: str
    printed_latin_name: str


def papers_of(identity: Identity) -> Mapping[UUID, OpenPaper]:
    """UUID of a badge to its certificate."""
    found = (
        select(
            Credential.uuid,
            PaperCopy.uuid,
            PaperCopy.printed_name,
            PaperCopy.printed_latin_name,
        )
        .join(PaperCopy, PaperCopy.credential_id == Credential.id)
        .where(Credential.person_id == identity.person_id, PaperCopy.withdrawn_at.is_(None))
        .order_by(PaperCopy.number)
    )
    rows = db.session.execute(found)
    return {badge: OpenPaper(paper, name, latin) for badge, paper, name, latin in rows}


def achievements_of(chosen: Collection[UUID]) -> Mapping[UUID, Achievement]:
    """With what a picture of each needs."""
    found = (
        select(Achievement)
        .where(Achievement.uuid.in_(chosen))
        .options(
            joinedload(Achievement.skill_version)
            .joinedload(SkillVersion.skill)
            .joinedload(Skill.domain)
        )
    )
    return {each.uuid: each for each in db.session.scalars(found)}
