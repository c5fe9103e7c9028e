"""Observations of "not yet" are deleted half a year later, with everything that hangs on them.

The photos go first: a photo without a row would be kept for ever, a row without a photo goes
at the next try.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, select

from academy.assessments.models import (
    Assessment,
    AssessmentConflict,
    AssessmentReview,
    AssessmentWithdrawal,
    Evidence,
    WorkerResponse,
)
from academy.audit import log
from academy.database import db
from academy.ports import FileStore
from academy.security.identity import Actor

DEPENDENTS = (
    Evidence,
    WorkerResponse,
    AssessmentReview,
    AssessmentConflict,
    AssessmentWithdrawal,
)


def assessments_to_delete(today: date) -> Sequence[int]:
    """Numbers of the observations whose day has come."""
    return db.session.scalars(
        select(Assessment.id).where(Assessment.delete_on <= today).order_by(Assessment.id)
    ).all()


def delete_photos(assessment_id: int, files: FileStore) -> None:
    """Outside any transaction; safe to repeat."""
    keys = db.session.scalars(
        select(Evidence.storage_key).where(Evidence.assessment_id == assessment_id)
    )
    for key in keys.all():
        files.delete(key)


def delete_assessment(assessment_id: int, *, by: Actor, now: datetime) -> None:
    """Delete an observation that gave no badge; the audit log keeps that one was, not which."""
    assessment = db.session.get_one(Assessment, assessment_id)
    log.record(
        "assessment.deleted",
        None,
        organisation_id=assessment.organisation_id,
        by=by,
        at=now,
    )
    for table in DEPENDENTS:
        db.session.execute(delete(table).where(table.assessment_id == assessment_id))
    db.session.execute(delete(Assessment).where(Assessment.id == assessment_id))
