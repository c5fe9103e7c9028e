"""Keep what an assessor sends. It flushes; whoever calls it opens the transaction.

The same UUID with the same content gets the same answer again; with another content both are
kept for a person to look at. The database's unique UUID decides, never a question before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, select

from academy.assessments.facts import Facts, corrected_badge, facts_about
from academy.assessments.models import Assessment, AssessmentConflict, Evidence
from academy.assessments.parallel import has_parallel
from academy.assessments.photos import StoredPhoto
from academy.assessments.rules import (
    KEEP_NOT_YET_DAYS,
    Objection,
    Situation,
    WhenObjected,
    is_complete,
    is_refused,
    objections,
    says_not_yet,
)
from academy.assessments.seconds.asking import ask_if_needed
from academy.assessments.submission import Submission
from academy.audit import log
from academy.catalogue.levels import Level
from academy.catalogue.validation.rule import Rule
from academy.database import ask, db, insert_at_once, must_be_locked
from academy.dates import local_day
from academy.locking import row
from academy.people.models import Person
from academy.security.identity import Actor


class Receipt(StrEnum):
    """What happened to a submission."""

    NEW = "new"
    AGAIN = "again"
    """The same UUID with the same content came before: the same answer."""
    CONFLICT = "conflict"
    """The same UUID came before with another content: both are kept."""
    REFUSED = "refused"
    """A rule objects, and nothing was kept."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a submission, and what the rules had against it."""

    uuid: UUID
    receipt: Receipt
    assessment_id: int | None
    """None when it was refused."""
    objections: tuple[Objection, ...] = ()
    """Of a new one or a refused one, the most basic first."""
    rule: Rule | None = None
    """Of a new one: what a badge for it needs."""

    @property
    def may_earn(self) -> bool:
        """Whether a badge can follow without anybody looking first."""
        return self.receipt in {Receipt.NEW, Receipt.AGAIN} and not self.objections


@dataclass(frozen=True, slots=True)
class Asked:
    """What the database knew about a submission, in the transaction that keeps it."""

    came_before: bool
    """Something was kept under its UUID."""
    facts: Facts | None


def ask_about(submissions: Sequence[Submission], *, today: date) -> list[Asked]:
    """The same questions for many at once."""
    asked = {"uuids": [each.uuid for each in submissions]}
    known = set(ask(_KEPT, asked).scalars())
    facts = facts_about(submissions, sent_on=today)
    return [
        Asked(each.uuid in known, about) for each, about in zip(submissions, facts, strict=True)
    ]


_KEPT = select(Assessment.uuid).where(Assessment.uuid.in_(bindparam("uuids", expanding=True)))


def record(
    submission: Submission,
    *,
    by: Actor,
    photo: StoredPhoto | None = None,
    when_objected: WhenObjected = WhenObjected.REFUSE,
    now: datetime,
    asked: Asked | None = None,
) -> Recorded:
    """Keep an assessment, find the one that came before with this UUID, or refuse it.

    `asked`: what `ask_about` found just now, in this transaction; asked here when it is not given.
    Raises IntegrityError when the same UUID comes in at this very moment: who then asks again
    finds the other.
    """
    today = local_day(now)
    asked = ask_about([submission], today=today)[0] if asked is None else asked
    # before the rules: what was kept once is answered alike, whatever they say today
    if asked.came_before:
        return _came_before(submission, asked.facts, by=by, now=now)
    facts = asked.facts
    found = objections_to(submission, facts, today=today)
    if facts is None or is_refused(found, when_objected):
        return Recorded(submission.uuid, Receipt.REFUSED, None, found)
    must_be_locked(row(Person, facts.person_id))
    assessment = _build(submission, facts, found, now=now)
    insert_at_once(assessment)
    if photo is not None:
        db.session.add(evidence_of(assessment, photo, now))
    paper = {} if assessment.sheet_number is None else {"sheet": assessment.sheet_number}
    _log("assessment.recorded", assessment, by=by, now=now, **paper)
    if not found and facts.rule.assessors > 1:
        ask_if_needed(assessment, by=by, now=now)
    return Recorded(assessment.uuid, Receipt.NEW, assessment.id, found, facts.rule)


def _came_before(
    submission: Submission, facts: Facts | None, *, by: Actor, now: datetime
) -> Recorded:
    found = select(Assessment).where(Assessment.uuid == submission.uuid)
    known, content_hash = db.session.scalars(found).one(), submission.content_hash()
    if known.content_hash == content_hash:
        return Recorded(known.uuid, Receipt.AGAIN, known.id)
    if not _is_from_there(known, facts):
        return Recorded(submission.uuid, Receipt.REFUSED, None, (Objection.OUTDATED_PAGE,))
    same = select(AssessmentConflict.id).where(
        AssessmentConflict.assessment_id == known.id,
        AssessmentConflict.content_hash == content_hash,
    )
    if db.session.scalar(same) is not None:
        # a reload; two at once meet the unique index, and the second comes back here
        return Recorded(known.uuid, Receipt.CONFLICT, known.id)
    conflict = AssessmentConflict(
        assessment_id=known.id,
        content=submission.content(),
        content_hash=content_hash,
        by_id=submission.assessor.person_id,
        at=now,
    )
    db.session.add(conflict)
    _log("assessment.conflict_kept", known, by=by, now=now)
    return Recorded(known.uuid, Receipt.CONFLICT, known.id)


def _is_from_there(known: Assessment, facts: Facts | None) -> bool:
    """Whether a leader of the same organisation sent it: else somebody who knows the UUID, like
    a leader who moved, could hang a line and a text on what another organisation keeps."""
    return (
        facts is not None
        and facts.organisation_id == known.organisation_id
        and (facts.led_team_then or facts.leads_team_now)
    )


def objections_to(
    submission: Submission, facts: Facts | None, *, today: date
) -> tuple[Objection, ...]:
    """Every rule that objects, the most basic first."""
    if facts is None:
        return (Objection.OUTDATED_PAGE,)
    if submission.level not in set(Level):
        return (Objection.CANNOT_BE_KEPT,)
    return (
        objections(_situation(submission, facts, today))
        + _about_the_badge(submission, facts)
        + _about_others(submission, facts)
    )


def _situation(submission: Submission, facts: Facts, today: date) -> Situation:
    assessor_id, grant = submission.assessor.person_id, submission.grant
    return Situation(
        about_oneself=facts.person_id == assessor_id,
        within_grant=grant is None
        or grant.covers(assessor_id=assessor_id, team_id=facts.team_id, made_at=submission.made_at),
        time_is_sure=submission.time_is_sure,
        led_team_then=facts.led_team_then,
        leads_team_now=facts.leads_team_now,
        in_team_then=facts.in_team_then,
        in_team_now=facts.in_team_now,
        had_authority_then=facts.had_authority_then,
        has_authority_now=facts.has_authority_now,
        version_open=facts.version_open,
        observed_on=submission.observed_on,
        today=today,
    )


def _about_the_badge(submission: Submission, facts: Facts) -> tuple[Objection, ...]:
    """What is against the badge that this assessment says it corrects."""
    if submission.corrects is None:
        return ()
    badge = corrected_badge(submission.corrects, facts)
    if badge is None:
        return (Objection.WRONG_BADGE,)
    return () if badge.revocation is None else (Objection.BADGE_WAS_CORRECTED,)


def _about_others(submission: Submission, facts: Facts) -> tuple[Objection, ...]:
    """On a tablet without wifi a leader cannot see what another one saved meanwhile."""
    if submission.grant is None or not has_parallel(submission, facts):
        return ()
    return (Objection.PARALLEL,)


def _build(
    submission: Submission, facts: Facts, found: tuple[Objection, ...], *, now: datetime
) -> Assessment:
    keep_until = local_day(now) + timedelta(days=KEEP_NOT_YET_DAYS)
    return Assessment(
        uuid=submission.uuid,
        content_hash=submission.content_hash(),
        person_id=facts.person_id,
        assessor_id=submission.assessor.person_id,
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
        made_at=submission.made_at,
        sent_at=submission.sent_at,
        device=submission.device,
        based_on=submission.based_on,
        corrects=submission.corrects,
        sheet_number=submission.sheet_number,
        default_id=facts.default_id,
        flag=found[0].value if found else None,
        objections=[each.value for each in found],
        delete_on=keep_until if says_not_yet(submission.level, submission.answers) else None,
    )


def evidence_of(assessment: Assessment, photo: StoredPhoto, now: datetime) -> Evidence:
    return Evidence(
        assessment_id=assessment.id,
        storage_key=photo.key,
        width=photo.photo.width,
        height=photo.photo.height,
        size=len(photo.photo.content),
        added_at=now,
    )


def _log(action: str, assessment: Assessment, *, by: Actor, now: datetime, **more: int) -> None:
    log.record(
        action, assessment.uuid, organisation_id=assessment.organisation_id, by=by, at=now, **more
    )
