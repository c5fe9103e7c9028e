"""Reads of proposals: whoever made one sees it, and the academy sees all."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from academy.catalogue.proposing.models import SkillProposal
from academy.database import db
from academy.security.identity import Identity, Role

NEWEST_FIRST = (SkillProposal.made_at.desc(), SkillProposal.id.desc())


def find_proposal(identity: Identity, proposal_uuid: uuid.UUID) -> SkillProposal | None:
    """The own one, or any for the academy."""
    found = select(SkillProposal).where(SkillProposal.uuid == proposal_uuid)
    if not identity.organisations(Role.ACADEMY_ADMIN):
        found = found.where(SkillProposal.person_id == identity.person_id)
    return db.session.scalar(found)


def own_proposals(identity: Identity) -> Sequence[SkillProposal]:
    found = select(SkillProposal).where(SkillProposal.person_id == identity.person_id)
    return db.session.scalars(
        found.options(selectinload(SkillProposal.skill)).order_by(*NEWEST_FIRST)
    ).all()


def all_proposals(*, decided: bool) -> Sequence[SkillProposal]:
    """For the academy: what waits, the oldest first, or what was decided, the newest first."""
    is_decided = SkillProposal.outcome.is_not(None)
    found = select(SkillProposal).options(
        joinedload(SkillProposal.organisation), selectinload(SkillProposal.skill)
    )
    order = NEWEST_FIRST if decided else (SkillProposal.made_at, SkillProposal.id)
    return db.session.scalars(
        found.where(is_decided if decided else ~is_decided).order_by(*order)
    ).all()


def how_many_wait(person_id: int | None = None) -> int:
    """Without a decision: of one person, or of all."""
    found = select(func.count(SkillProposal.id)).where(SkillProposal.outcome.is_(None))
    if person_id is not None:
        found = found.where(SkillProposal.person_id == person_id)
    return db.session.scalar(found) or 0
