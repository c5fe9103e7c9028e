"""What people do about an assessment afterwards. It flushes; whoever calls it opens the
transaction."""

from datetime import datetime

from sqlalchemy import delete, select

from academy.assessments import due, standing
from academy.assessments.looks import ask_again
from academy.assessments.models import (
    Assessment,
    AssessmentWithdrawal,
)
from academy.assessments.rules import (
    may_undo,
)
from academy.assessments.seconds import asking as seconds
from academy.assessments.standing import Subject
from academy.audit import log
from academy.credentials.models import Confirmation, Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, must_be_locked
from academy.errors import AcademyError, NotAllowedError
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Actor, Doer, Identity


def undo(
    assessment: Assessment, *, by: Doer, asked_at: datetime | None = None, now: datetime
) -> None:
    """Take an assessment back within a quarter of an hour; its badge's status bit is set.

    `asked_at`: when somebody did so on a tablet, which may have had no network then.
    Raises AcademyError when it is too late, NotAllowedError for somebody else's.
    """
    must_be_locked(row(Person, assessment.person_id))
    if assessment.assessor_id != by.person_id:
        raise NotAllowedError("not-the-assessor")
    if assessment.withdrawal is not None:
        return
    saved_at = assessment.recorded_at if asked_at is None else assessment.made_at
    if not may_undo(saved_at or assessment.recorded_at, asked_at or now):
        raise AcademyError("too-late-to-undo")
    db.session.add(AssessmentWithdrawal(assessment_id=assessment.id, by_id=by.person_id, at=now))
    close_objections(assessment)
    ask_again(assessment)
    seconds.ask_again(assessment)
    _log("assessment.undone", assessment, by=by.actor, now=now)
    take_from_badge(assessment, RevocationReason.UNDONE, by=by, now=now)
    due.note_all(Subject.of(assessment))


def close_objections(assessment: Assessment) -> None:
    """Somebody decided: nobody has to look any more."""
    for response in assessment.responses:
        response.is_open = False


def take_from_badge(
    assessment: Assessment, reason: RevocationReason, *, by: Doer, now: datetime
) -> None:
    """Withdraw what this assessment gave, and what others needed it for.

    A badge that it only confirmed goes without it. What still stands is issued anew afterwards
    (`awarding.give_back`): signing happens under no lock.
    """
    # first, so that a badge which this one only confirmed is judged without it
    db.session.execute(delete(Confirmation).where(Confirmation.assessment_id == assessment.id))
    given = select(Credential).where(
        Credential.assessment_id == assessment.id, ~Credential.revocation.has()
    )
    for credential in db.session.scalars(given).all():
        revoke(credential, reason, by=by, now=now)
    standing.withdraw_unearned(Subject.of(assessment), reason, by=by, now=now)


def withdraw(
    credential: Credential, reason: RevocationReason, *, by: Identity, now: datetime
) -> None:
    """A leader or administrator withdraws a badge, and what stood on the same mistake."""
    revoke(credential, reason, by=by, now=now)
    standing.withdraw_unearned(Subject.of_badge(credential), reason, by=by, now=now)
    due.note_all(Subject.of_badge(credential))


def _log(action: str, assessment: Assessment, *, by: Actor, now: datetime, **details: str) -> None:
    log.record(
        action,
        assessment.uuid,
        organisation_id=assessment.organisation_id,
        by=by,
        at=now,
        **details,
    )
