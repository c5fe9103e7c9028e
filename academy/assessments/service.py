"""Use cases about assessments. They flush; whoever calls them opens the transaction."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, delete, select

from academy.assessments import queries, standing
from academy.assessments.models import (
    Assessment,
    AssessmentConflict,
    AssessmentReview,
    AssessmentWithdrawal,
    Evidence,
    ResponseKind,
    ReviewOutcome,
    WorkerResponse,
)
from academy.assessments.photos import Photo
from academy.assessments.rules import (
    ANSWER_WITHIN_DAYS,
    KEEP_NOT_YET_DAYS,
    Objection,
    Situation,
    is_complete,
    may_undo,
    objections,
)
from academy.assessments.standing import Subject
from academy.assessments.submission import Submission
from academy.audit import log
from academy.catalogue.levels import Level
from academy.catalogue.models import SkillVersion
from academy.credentials.models import Confirmation, Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, insert_at_once, must_be_locked
from academy.dates import local_day
from academy.errors import AcademyError, InvalidInputError, NotAllowedError
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Actor, Identity


class Receipt(StrEnum):
    """What happened to a submission."""

    NEW = "new"
    AGAIN = "again"
    """The same UUID with the same content came before: the same answer."""
    CONFLICT = "conflict"
    """The same UUID came before with another content: both are kept."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An assessment that is safely kept, and whether it was new."""

    assessment_id: int
    uuid: UUID
    receipt: Receipt


class RefusedError(AcademyError):
    """A rule objects to this assessment; nothing was kept."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection.value)
        self.objection = objection
        self.status = _STATUS.get(objection, 403)


_STATUS = {
    Objection.IN_THE_FUTURE: 422,
    Objection.TOO_LONG_AGO: 422,
    Objection.VERSION_CLOSED: 409,
}


def record(
    submission: Submission, *, by: Identity, photo: Photo | None, photo_key: str, now: datetime
) -> Recorded:
    """Keep an assessment, or find the one that came before with this UUID.

    Raises RefusedError when a rule objects, IntegrityError when the same UUID comes in at this
    very moment: the database's unique UUID decides, and who then asks again finds the other.
    """
    content_hash = submission.content_hash(by.person_uuid)
    known = _find(submission.uuid)
    if known is None:
        assessment = _build(submission, content_hash, by=by, now=now)
        insert_at_once(assessment)
        _record_new(assessment, by=by.actor, photo=photo, photo_key=photo_key, now=now)
        return Recorded(assessment.id, assessment.uuid, Receipt.NEW)
    if known.content_hash == content_hash:
        return Recorded(known.id, known.uuid, Receipt.AGAIN)
    _keep_conflict(known, submission, content_hash, by=by, now=now)
    return Recorded(known.id, known.uuid, Receipt.CONFLICT)


def _find(assessment_uuid: UUID) -> Assessment | None:
    return db.session.scalar(_KNOWN, {"uuid": assessment_uuid})


_KNOWN = select(Assessment).where(Assessment.uuid == bindparam("uuid"))


def _build(
    submission: Submission, content_hash: bytes, *, by: Identity, now: datetime
) -> Assessment:
    today = local_day(now)
    facts = queries.facts_about(submission, assessor_id=by.person_id, sent_on=today)
    if facts is None:
        raise InvalidInputError("outdated-page")
    found = objections(_situation(submission, facts, by=by, today=today))
    if found:
        raise RefusedError(found[0])
    must_be_locked(row(Person, facts.person_id))
    _check_corrected(submission, facts)
    return Assessment(
        uuid=submission.uuid,
        content_hash=content_hash,
        person_id=facts.person_id,
        assessor_id=by.person_id,
        organisation_id=facts.organisation_id,
        team_id=facts.team_id,
        skill_version_id=facts.version_id,
        level=submission.level,
        answers=dict(submission.answers),
        complete=is_complete(submission.level, submission.answers, facts.criteria),
        remarks=list(submission.remarks),
        note=submission.note,
        method=submission.method,
        observed_on=submission.observed_on,
        recorded_at=now,
        corrects=submission.corrects,
        delete_on=today + timedelta(days=KEEP_NOT_YET_DAYS)
        if submission.level == Level.NOT_YET
        else None,
    )


def _situation(
    submission: Submission, facts: queries.Facts, *, by: Identity, today: date
) -> Situation:
    return Situation(
        about_oneself=facts.person_id == by.person_id,
        leads_team=facts.leads_team,
        person_in_team=facts.person_in_team,
        has_authority=facts.has_authority,
        version_open=facts.version_open,
        observed_on=submission.observed_on,
        today=today,
    )


def _check_corrected(submission: Submission, facts: queries.Facts) -> None:
    if submission.corrects is None:
        return
    found = db.session.scalar(
        select(Credential)
        .join(SkillVersion, SkillVersion.skill_id == Credential.skill_id)
        .where(
            Credential.uuid == submission.corrects,
            Credential.person_id == facts.person_id,
            Credential.organisation_id == facts.organisation_id,
            SkillVersion.id == facts.version_id,
        )
    )
    if found is None:
        raise InvalidInputError("not-the-badge-to-correct")
    if found.revocation is not None:
        raise AcademyError("badge-was-corrected")


def _record_new(
    assessment: Assessment, *, by: Actor, photo: Photo | None, photo_key: str, now: datetime
) -> None:
    if photo is not None:
        evidence = Evidence(
            assessment_id=assessment.id,
            storage_key=photo_key,
            width=photo.width,
            height=photo.height,
            size=len(photo.content),
            added_at=now,
        )
        db.session.add(evidence)
    _log("assessment.recorded", assessment, by=by, now=now)


def _keep_conflict(
    known: Assessment, submission: Submission, content_hash: bytes, *, by: Identity, now: datetime
) -> None:
    same = select(AssessmentConflict.id).where(
        AssessmentConflict.assessment_id == known.id,
        AssessmentConflict.content_hash == content_hash,
    )
    if db.session.scalar(same) is not None:
        return  # a reload; two at once meet the unique index, and the second comes back here
    db.session.add(
        AssessmentConflict(
            assessment_id=known.id,
            content=submission.content(),
            content_hash=content_hash,
            by_id=by.person_id,
            at=now,
        )
    )
    db.session.flush()
    _log("assessment.conflict_kept", known, by=by.actor, now=now)


def undo(assessment: Assessment, *, by: Identity, now: datetime) -> None:
    """Take an assessment back within a quarter of an hour; its badge's status bit is set.

    Raises AcademyError when it is too late, NotAllowedError for somebody else's.
    """
    must_be_locked(row(Person, assessment.person_id))
    if assessment.assessor_id != by.person_id:
        raise NotAllowedError("not-the-assessor")
    if assessment.withdrawal is not None:
        return
    if not may_undo(assessment.recorded_at, now):
        raise AcademyError("too-late-to-undo")
    db.session.add(AssessmentWithdrawal(assessment_id=assessment.id, by_id=by.person_id, at=now))
    _log("assessment.undone", assessment, by=by.actor, now=now)
    _take_from_badge(assessment, RevocationReason.UNDONE, by=by, now=now)


def _take_from_badge(
    assessment: Assessment, reason: RevocationReason, *, by: Identity, now: datetime
) -> None:
    """Withdraw what this assessment gave, and what others needed it for.

    A badge that it only confirmed goes without it. What still stands is issued anew afterwards
    (`awarding.give_back`): signing happens under no lock.
    """
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


def respond(
    assessment: Assessment, kind: ResponseKind, reason: str, *, by: Identity, now: datetime
) -> WorkerResponse:
    """The worker agrees or objects; an objection is answered within four weeks.

    Saying the same again, by a double tap or a reload, changes nothing.
    """
    must_be_locked(row(Person, assessment.person_id))
    if assessment.responses and assessment.responses[-1].kind == kind:
        return assessment.responses[-1]
    if assessment.reviews or assessment.withdrawal is not None:
        raise AcademyError("decided-already")
    objects = kind is ResponseKind.OBJECTS
    answer_by = local_day(now) + timedelta(days=ANSWER_WITHIN_DAYS)
    response = WorkerResponse(
        assessment_id=assessment.id,
        kind=kind,
        reason=reason if objects else "",
        at=now,
        answer_by=answer_by if objects else None,
    )
    db.session.add(response)
    _log(f"assessment.worker_{kind.value}", assessment, by=by.actor, now=now)
    return response


def review(
    assessment: Assessment,
    outcome: ReviewOutcome,
    explanation: str,
    *,
    by: Identity,
    now: datetime,
) -> None:
    """Somebody else looked. Rejecting withdraws the badge that was given."""
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
    )
    db.session.add(reviewed)
    _log("assessment.reviewed", assessment, by=by.actor, now=now, outcome=outcome.value)
    if outcome is ReviewOutcome.REJECTED:
        _take_from_badge(assessment, RevocationReason.OBJECTION, by=by, now=now)


def dismiss(conflict: AssessmentConflict, *, by: Identity, now: datetime) -> None:
    """Somebody looked at the second content; the first one stands."""
    must_be_locked(row(Person, conflict.assessment.person_id))
    if conflict.dismissed_at is not None:
        return
    conflict.dismissed_at = now
    _log("assessment.conflict_dismissed", conflict.assessment, by=by.actor, now=now)


def _log(action: str, assessment: Assessment, *, by: Actor, now: datetime, **details: str) -> None:
    log.record(
        action,
        assessment.uuid,
        organisation_id=assessment.organisation_id,
        by=by,
        at=now,
        **details,
    )
