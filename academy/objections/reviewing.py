"""Somebody else decides. It flushes; whoever calls it opens the transaction."""

from datetime import datetime

from academy.access.mailing import tell_news
from academy.assessments import due
from academy.assessments.models import Assessment, AssessmentReview, ReviewOutcome
from academy.assessments.seconds.asking import ask_if_needed
from academy.assessments.service import close_objections, take_from_badge
from academy.assessments.standing import Subject
from academy.audit import log
from academy.credentials.models import RevocationReason
from academy.database import db, must_be_locked
from academy.errors import AcademyError, NotAllowedError
from academy.locking import row
from academy.objections.deciding import chain_of
from academy.people.models import Person
from academy.security.identity import Identity


def review(
    assessment: Assessment,
    outcome: ReviewOutcome,
    explanation: str,
    *,
    asked: Person | None = None,
    by: Identity,
    now: datetime,
) -> None:
    """Somebody else looked; `asked` looks again. Rejecting withdraws the badge that was given.

    That a worker objected is nobody's business but theirs: it shows nowhere as a reason.
    """
    must_be_locked(row(Person, assessment.person_id))
    if assessment.assessor_id == by.person_id:
        raise NotAllowedError("own-assessment")
    if assessment.withdrawal is not None:
        raise AcademyError("undone-already")
    if assessment.reviews:
        raise AcademyError("reviewed-already")
    reviewed = AssessmentReview(
        assessment_id=assessment.id,
        outcome=outcome,
        explanation=explanation,
        by_id=by.person_id,
        at=now,
        asked_id=asked.id if asked else None,
    )
    db.session.add(reviewed)
    close_objections(assessment)
    if assessment.responses:
        tell_news(assessment.person_id, now=now)
    log.record(
        "assessment.reviewed",
        assessment.uuid,
        organisation_id=chain_of(assessment),
        by=by.actor,
        at=now,
        outcome=outcome.value,
    )
    if outcome is ReviewOutcome.REJECTED:
        take_from_badge(assessment, RevocationReason.MISTAKE, by=by, now=now)
    if outcome is ReviewOutcome.STANDS:
        db.session.refresh(assessment, ["reviews"])
        ask_if_needed(assessment, by=by.actor, now=now)
    due.note_all(Subject.of(assessment))
