"""Let the academy decide about one case: an objection or a flag that the organisation cannot solve.

The grant is as narrow as the question. The academy finds this one assessment, by itself and in
its list, until somebody has decided or it was taken back; nothing else of the person or of the
organisation. The worker reads on the page of the assessment that the academy looks along.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false

from academy.assessments.models import (
    Assessment,
    AssessmentReferral,
    AssessmentReview,
    AssessmentWithdrawal,
)
from academy.audit import log
from academy.database import db, must_be_locked
from academy.errors import AcademyError
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Actor, Identity, Role


def refer_to_academy(assessment: Assessment, *, by: Identity, now: datetime) -> None:
    """Ask the academy to decide; a second time changes nothing. An objection goes there by itself
    when the organisation has nobody to decide; nobody there reads of it (see `deciding`).

    Raises AcademyError when somebody decided already.
    """
    must_be_locked(row(Person, assessment.person_id))
    if assessment.referral is not None:
        return
    if assessment.reviews or assessment.withdrawal is not None:
        raise AcademyError("nothing-left-to-decide")
    _refer(assessment, by_id=by.person_id, by=by.actor, now=now)


def refer_for_the_worker(assessment: Assessment, *, by: Actor, now: datetime) -> None:
    """Nobody of the organisation is left to decide: what the worker asked goes on."""
    must_be_locked(row(Person, assessment.person_id))
    _refer(assessment, by_id=assessment.person_id, by=by, now=now)


def _refer(assessment: Assessment, *, by_id: int, by: Actor, now: datetime) -> None:
    db.session.add(AssessmentReferral(assessment_id=assessment.id, by_id=by_id, at=now))
    log.record(
        "assessment.referred",
        assessment.uuid,
        organisation_id=None if assessment.is_objected_to else assessment.organisation_id,
        by=by,
        at=now,
    )


def left_to(identity: Identity) -> ColumnElement[bool]:
    """What the asker sees only because an organisation left it to the academy, until somebody
    decides."""
    if not identity.organisations(Role.ACADEMY_ADMIN):
        return false()
    return and_(
        exists().where(AssessmentReferral.assessment_id == Assessment.id),
        ~exists().where(AssessmentReview.assessment_id == Assessment.id),
        ~exists().where(AssessmentWithdrawal.assessment_id == Assessment.id),
    )
