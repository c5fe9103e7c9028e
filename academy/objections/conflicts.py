"""The same assessment that arrived with two contents: who sees that, and what they do about it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from academy.assessments.models import Assessment, AssessmentConflict
from academy.assessments.parallel import parallels_of
from academy.assessments.rules import Objection
from academy.audit import log
from academy.catalogue.levels import Level
from academy.database import db, must_be_locked
from academy.locking import row
from academy.objections.deciding import in_reach
from academy.people.models import Person
from academy.security.identity import Identity, Role
from academy.security.policy import Scope


@dataclass(frozen=True, slots=True)
class ConflictToDismiss:
    """A conflict with the scope of its assessment."""

    conflict: AssessmentConflict
    scope: Scope


def find_conflict(identity: Identity, conflict_uuid: uuid.UUID) -> ConflictToDismiss | None:
    found = db.session.scalar(
        select(AssessmentConflict)
        .join(AssessmentConflict.assessment)
        .where(AssessmentConflict.uuid == conflict_uuid, _conflict_in_reach(identity))
    )
    return ConflictToDismiss(found, found.assessment.scope) if found else None


def open_conflicts(identity: Identity) -> Sequence[AssessmentConflict]:
    """The same assessment that arrived with two contents, until somebody has looked."""
    unseen = select(AssessmentConflict.assessment_id).where(
        AssessmentConflict.dismissed_at.is_(None)
    )
    return db.session.scalars(
        select(AssessmentConflict)
        .join(AssessmentConflict.assessment)
        .where(
            Assessment.id.in_(unseen),
            _conflict_in_reach(identity),
            AssessmentConflict.dismissed_at.is_(None),
        )
        .order_by(AssessmentConflict.at)
        .options(joinedload(AssessmentConflict.assessment).joinedload(Assessment.referral))
    ).all()


def dismiss(conflict: AssessmentConflict, *, by: Identity, now: datetime) -> None:
    """Somebody looked at the second content; the first one stands."""
    must_be_locked(row(Person, conflict.assessment.person_id))
    if conflict.dismissed_at is not None:
        return
    conflict.dismissed_at = now
    log.record(
        "assessment.conflict_dismissed",
        conflict.assessment.uuid,
        organisation_id=conflict.assessment.organisation_id,
        by=by.actor,
        at=now,
    )


def parallels_for(identity: Identity, assessment: Assessment) -> Sequence[Assessment]:
    """What other leaders saw, when that is why somebody has to decide; as far as the asker may
    know that somebody could not do it yet."""
    if Objection.PARALLEL not in assessment.objections:
        return ()
    leads = assessment.team_id in identity.teams(Role.TEAM_LEADER)
    return [each for each in parallels_of(assessment) if leads or each.level != Level.NOT_YET]


def _conflict_in_reach(identity: Identity) -> ColumnElement[bool]:
    """As `in_reach`, but that somebody could not do it yet is for the own leaders only."""
    levels = (Assessment.level, AssessmentConflict.content["level"].as_integer())
    return and_(
        in_reach(identity),
        or_(
            Assessment.team_id.in_(identity.teams(Role.TEAM_LEADER)),
            and_(*(level != Level.NOT_YET for level in levels)),
        ),
    )
