"""Save an assessment, and in the same transaction the badge that it earns at once.

Most assessments earn their badge by themselves. Its badge is signed ahead, under no lock, and
kept with the assessment or not at all. Whatever stands in the way (a place on the status list
that was just taken, a second leader, something to make ready) leaves the assessment to be
recorded alone; `awarding.award` goes on from there, as it does after a crash. What a rule objects
to earns nothing until a person has looked. Many at once: `batch`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.exc import IntegrityError

from academy.assessments import awarding, due, recording
from academy.assessments.photos import StoredPhoto
from academy.assessments.queries import SkillToAssess
from academy.assessments.recording import Asked, Receipt, Recorded
from academy.assessments.rules import SAW_CERTIFICATE, WhenObjected, is_complete
from academy.assessments.submission import Submission
from academy.catalogue.licensing.queries import kind_of
from academy.catalogue.validation.defaults import rule_now
from academy.catalogue.validation.rule import Rule
from academy.credentials import issuing
from academy.credentials.ground import find_ground
from academy.database import transaction
from academy.dependencies import Dependencies
from academy.ports import FileStore
from academy.security.identity import Actor

SignedAhead: TypeAlias = tuple[issuing.Award, issuing.Signed, Rule]
"""A badge, and the rule by which it was earned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What is to be saved, by whom and when."""

    submission: Submission
    photo: StoredPhoto | None = None
    when_objected: WhenObjected = WhenObjected.REFUSE
    by: Actor
    now: datetime


def save(saving: Saving, target: SkillToAssess, deps: Dependencies) -> Recorded:
    """Keep it, once, whatever happens around it; or refuse it, and nothing of it is left."""
    ahead = _sign_ahead(saving, target, deps)
    try:
        recorded = _keep_alone(saving, target, ahead, deps)
    except IntegrityError:
        # a place on the list, or a second leader: without the badge it fits, or is there already
        ahead, recorded = None, _keep_alone(saving, target, None, deps)
    has_its_badge = ahead is not None and fits(recorded, ahead)
    if recorded.may_earn and recorded.assessment_id is not None and not has_its_badge:
        awarding.award(recorded.assessment_id, deps, by=saving.by)
    return recorded


def _keep_alone(
    saving: Saving, target: SkillToAssess, ahead: SignedAhead | None, deps: Dependencies
) -> Recorded:
    with stored(saving.photo, deps.files) as kept, transaction(target.worker.person):
        recorded = keep(saving, ahead, deps)
        kept.receipt = recorded.receipt
    return recorded


def keep(
    saving: Saving, ahead: SignedAhead | None, deps: Dependencies, asked: Asked | None = None
) -> Recorded:
    """In a transaction: the assessment, and the badge signed ahead if nothing objects."""
    by, now = saving.by, saving.now
    recorded = recording.record(
        saving.submission,
        by=by,
        photo=saving.photo,
        when_objected=saving.when_objected,
        now=now,
        asked=asked,
    )
    new_id = recorded.assessment_id if recorded.receipt is Receipt.NEW else None
    if new_id is not None and ahead is not None and fits(recorded, ahead):
        award, signed, _rule = ahead
        issuing.store(award, signed, deps.settings, assessment_id=new_id, by=by, now=now)
    elif new_id is not None:
        due.note(new_id)
    return recorded


def fits(recorded: Recorded, ahead: SignedAhead) -> bool:
    """Whether a badge that was signed ahead is kept: nothing objects, and the academy set no other
    rule since."""
    *_badge, rule = ahead
    return recorded.receipt is Receipt.NEW and not recorded.objections and recorded.rule == rule


@dataclass(slots=True)
class Kept:
    """What became of the assessment of a photo; None while that is not known."""

    receipt: Receipt | None = None


@contextmanager
def stored(photo: StoredPhoto | None, files: FileStore) -> Iterator[Kept]:
    """Store a photo before its row, and delete it again when no row came for it.

    After a crash the row may be there after all, so the photo stays for the nightly sweep, which
    looks (see `retention`). An IntegrityError says for certain that nothing was kept.
    """
    kept = Kept()
    if photo is None:
        yield kept
        return
    files.put(photo.key, photo.photo.content)
    try:
        yield kept
    except IntegrityError:
        files.delete(photo.key)
        raise
    if kept.receipt is not Receipt.NEW:
        files.delete(photo.key)


def _sign_ahead(saving: Saving, target: SkillToAssess, deps: Dependencies) -> SignedAhead | None:
    """None when no badge is due at once, or when it needs more than a signature.

    What it rests on cannot change: a published version, a team's organisation, a pseudonym.
    The rules are asked under the lock, by `recording.record`; the default may be another one then.
    """
    version, submission = target.version, saving.submission
    rule = rule_now(version)
    criteria = [criterion["id"] for criterion in version.criteria]
    complete = is_complete(submission.level, submission.answers, criteria)
    may_earn = complete and submission.level in version.badge_levels
    objected = target.worker.left_on is not None
    if objected or not (may_earn and earns_at_once(saving, rule, version.skill_id)):
        return None
    earned = _award(submission, target, rule)
    ground = find_ground(earned, deps.settings)
    signed = awarding.sign_ahead(earned, ground, deps, now=saving.now)
    return None if signed is None else (earned, signed, rule)


def earns_at_once(saving: Saving, rule: Rule, skill_id: int) -> bool:
    """Whether it needs nothing that was seen before, or comes later: a photo of a tablet; nor a
    look at what the organisation wrote down."""
    said = SAW_CERTIFICATE in saving.submission.remarks
    certificate = rule.certificate and said and kind_of(skill_id) is None
    return rule.is_met_by_one(photo=saving.photo is not None, certificate=certificate)


def _award(submission: Submission, target: SkillToAssess, rule: Rule) -> issuing.Award:
    worker, version = target.worker, target.version
    return issuing.Award(
        person_id=worker.person.id,
        person_uuid=worker.person.uuid,
        assessor_id=submission.assessor.person_id,
        organisation_id=worker.team.organisation_id,
        team_id=worker.team.id,
        skill_id=version.skill_id,
        skill_version_id=version.id,
        level=submission.level,
        valid_months=rule.valid_months,
        corrects=submission.corrects,
    )
