"""Take what a tablet hands over: each item by itself, with an answer of its own.

Opened under no lock; assessments are recorded through the batch that pages use too, what is said
about them follows, and what could not be recorded is parked. Safe to repeat in whole at any moment:
the same signed content gets the same answer. Entry points call it; it owns its transactions, as the
batch does.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from academy.assessments import awarding
from academy.assessments.batch import save_all
from academy.assessments.models import AnnouncedPhoto, Assessment, WorkerResponse
from academy.assessments.recording import Receipt, Recorded
from academy.assessments.rules import Objection
from academy.assessments.service import undo
from academy.assessments.standing import Subject
from academy.database import db, insert_unless_there, transaction
from academy.dependencies import Dependencies
from academy.errors import AcademyError, BusyError
from academy.locking import row
from academy.objections.responding import respond
from academy.people.models import Person
from academy.tablets import parking
from academy.tablets.bringers import Bringer
from academy.tablets.content import Answered, TakenBack
from academy.tablets.models import ParkedItem
from academy.tablets.opening import RefusedError, Sealed, UnreadableError
from academy.tablets.submitting import Known, ToRespond, ToSave, ToUndo

logger = logging.getLogger(__name__)


class Code(StrEnum):
    """What became of an item (docs/tablet-protocol.md, section 5)."""

    SAVED = "saved"
    REVIEW = "review"
    CONFLICT = "conflict"
    TOO_LATE = "too-late"
    PARKED = "parked"
    DISCARDED = "discarded"
    REFUSED = "refused"
    WAIT = "wait"
    BUSY = "busy"
    PHOTO_UNFIT = "photo-unfit"
    GONE = "gone"


Kind = TypeVar("Kind")
STAYS = frozenset({Code.REFUSED, Code.WAIT, Code.BUSY})
"""With these the item stays on the tablet."""


KEPT = frozenset({Code.SAVED, Code.REVIEW, Code.CONFLICT, Code.TOO_LATE})
"""With these it stands where it belongs, and waits in no list of its own."""
NOT_FOR_HERE = frozenset({"other-organisation", "too-large"})
"""Reasons for which nothing is kept: it is somebody else's, or too much."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tablet is told about one item."""

    uuid: UUID
    code: Code
    reason: str | None = None

    @property
    def is_done(self) -> bool:
        return self.code not in STAYS


Later: TypeAlias = ToUndo | ToRespond
"""About an assessment that may be in the same delivery."""
Prepared: TypeAlias = ToSave | Later | Answer
"""What an item turned out to be: something to do, or its answer already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a tablet hands over at once."""

    bringer: Bringer
    items: Sequence[Sealed]
    sent_at: datetime | None
    """By the tablet's clock; None: an administrator has it looked at again."""
    now: datetime


def unless_gone(uuid: UUID, settled: UUID | None, *, organisation_id: int) -> Answer:
    """Of what belongs to an assessment that is not here: that may still come.

    Unless the tablet was told that it came: then it was erased since, or nobody kept it.
    """
    is_gone = settled is not None and not parking.is_parked(organisation_id, settled)
    return Answer(uuid, Code.GONE if is_gone else Code.WAIT)


def take_again(item: ParkedItem, deps: Dependencies) -> Answer:
    """What was parked, once more: the key may be back, or the person."""
    sealed = Sealed(item.item_uuid, item.key, item.sealed)
    delivery = Delivery(
        bringer=Bringer.of(item.tablet), items=[sealed], sent_at=None, now=deps.clock()
    )
    return take(delivery, deps)[0]


def take(delivery: Delivery, deps: Dependencies) -> list[Answer]:
    """In the order of the items. Raises BusyError when nothing could be taken up now."""
    prepared = _prepare_all(delivery, deps)
    db.session.rollback()
    saved = iter(_save([each for each in prepared if isinstance(each, ToSave)], deps))
    answers = [next(saved) if isinstance(each, ToSave) else each for each in prepared]
    told = [_later(each, deps) if isinstance(each, Later) else each for each in answers]
    return _settle(delivery, prepared, told)


def _prepare_all(delivery: Delivery, deps: Dependencies) -> list[Prepared]:
    known = Known(delivery.bringer, deps.settings, sent_at=delivery.sent_at, now=delivery.now)
    gone = parking.discarded(delivery.bringer, delivery.items)
    return [
        Answer(item.uuid, Code.DISCARDED)
        if item.hash in gone
        else _alone(item.uuid, partial(_prepare, item, known))
        for item in delivery.items
    ]


def _prepare(item: Sealed, known: Known) -> Prepared:
    try:
        opened = known.opener.open(item)
        if isinstance(opened.content, TakenBack):
            return known.to_undo(opened, opened.content, settled=item.settled)
        if isinstance(opened.content, Answered):
            return known.to_respond(opened, opened.content, settled=item.settled)
        return known.to_save(opened, opened.content)
    except RefusedError as refusal:
        return Answer(item.uuid, Code.REFUSED, str(refusal))
    except UnreadableError as refusal:
        return Answer(item.uuid, Code.PARKED, str(refusal))


def _save(items: Sequence[ToSave], deps: Dependencies) -> list[Answer]:
    try:
        return _save_together(items, deps)
    except (BusyError, OperationalError):
        raise
    except Exception:
        db.session.rollback()
        logger.exception("a batch of %s was not kept together", len(items))
    return [_alone(each.uuid, partial(_save_alone, each, deps)) for each in items]


def _save_alone(item: ToSave, deps: Dependencies) -> Answer:
    return _save_together([item], deps)[0]


def _save_together(items: Sequence[ToSave], deps: Dependencies) -> list[Answer]:
    recorded = save_all([each.saving for each in items], deps)
    found = select(Assessment.uuid, Assessment.flag).where(
        Assessment.uuid.in_([each.uuid for each in recorded])
    )
    flags = {row.uuid: row.flag for row in db.session.execute(found)}
    return [_answer(each, flags.get(each.uuid)) for each in recorded]


def _answer(recorded: Recorded, flag: str | None) -> Answer:
    """Asked of the row, so that whoever sends it again is told the same."""
    if recorded.receipt is Receipt.CONFLICT:
        return Answer(recorded.uuid, Code.CONFLICT)
    if recorded.receipt is Receipt.REFUSED:
        is_unknown = Objection.OUTDATED_PAGE in recorded.objections
        reason = "names-unknown" if is_unknown else "cannot-be-kept"
        return Answer(recorded.uuid, Code.PARKED, reason)
    if flag is not None:
        return Answer(recorded.uuid, Code.REVIEW, flag)
    return Answer(recorded.uuid, Code.SAVED)


def _later(asked: Later, deps: Dependencies) -> Answer:
    return _alone(asked.uuid, partial(_do_later, asked, deps))


def _do_later(asked: Later, deps: Dependencies) -> Answer:
    found = select(Assessment).where(Assessment.uuid == asked.assessment_uuid)
    assessment, by = db.session.scalar(found), asked.by
    if assessment is None:
        return unless_gone(asked.uuid, asked.settled, organisation_id=by.organisation_id)
    if (assessment.assessor_id, assessment.team_id) != (by.person_id, by.team_id):
        return Answer(asked.uuid, Code.PARKED, "names-unknown")
    if isinstance(asked, ToRespond):
        return _respond(assessment, asked)
    return _undo(assessment, asked, deps)


def _undo(assessment: Assessment, asked: ToUndo, deps: Dependencies) -> Answer:
    by, at = asked.by, asked.asked_at
    if not by.covers(assessor_id=by.person_id, team_id=by.team_id, made_at=at):
        return Answer(asked.uuid, Code.TOO_LATE)
    try:
        with transaction(row(Person, assessment.person_id)):
            undo(assessment, by=by, asked_at=at, now=asked.now)
    except AcademyError as refusal:
        if isinstance(refusal, BusyError):
            raise
        return Answer(asked.uuid, Code.TOO_LATE)
    awarding.give_back(Subject.of(assessment), deps, by=by.actor)
    return Answer(asked.uuid, Code.SAVED)


def _respond(assessment: Assessment, asked: ToRespond) -> Answer:
    """Told as saved when somebody decided already: no leader may learn that there was an objection
    (decision 27)."""
    if asked.said is None:
        return Answer(asked.uuid, Code.SAVED)
    if _is_of_another(asked.uuid, assessment):
        return Answer(asked.uuid, Code.PARKED, "cannot-be-kept")
    try:
        with transaction(row(Person, assessment.person_id)):
            if assessment.withdrawal is not None or assessment.person.erased_at is not None:
                return Answer(asked.uuid, Code.GONE)
            respond(assessment, asked.said, by=asked.by.actor, now=asked.now)
    except AcademyError as refusal:
        if isinstance(refusal, BusyError):
            raise
    return Answer(asked.uuid, Code.SAVED)


def _is_of_another(response: UUID, assessment: Assessment) -> bool:
    """Whether this id was given before to what was said about another assessment."""
    found = select(WorkerResponse.assessment_id).where(WorkerResponse.uuid == response)
    return db.session.scalar(found) not in {None, assessment.id}


def _alone(uuid: UUID, act: Callable[[], Kind]) -> Kind | Answer:
    """One item by itself: a fault of ours in it holds up no other, and loses nothing."""
    try:
        return act()
    except (BusyError, OperationalError):
        raise
    except Exception:
        db.session.rollback()
        logger.exception("item %s could not be taken up", uuid)
        return Answer(uuid, Code.BUSY)


def _settle(
    delivery: Delivery, prepared: Sequence[Prepared], answers: Sequence[Answer]
) -> list[Answer]:
    """Keep what waits for a person, and the names of the photos that are still to come.

    In a transaction of its own: after a crash the tablet sends all of it again.
    """
    db.session.rollback()
    with transaction():
        _note_photos(prepared, answers, now=delivery.now)
        parking.forget(
            delivery.bringer,
            [item for item, each in zip(delivery.items, answers, strict=True) if each.code in KEPT],
        )
        return [
            _parked(delivery, item, each)
            for item, each in zip(delivery.items, answers, strict=True)
        ]


def _parked(delivery: Delivery, item: Sealed, answer: Answer) -> Answer:
    if answer.code not in {Code.PARKED, Code.REFUSED} or answer.reason in NOT_FOR_HERE:
        return answer
    is_here = parking.park(delivery.bringer, item, answer.reason or "", now=delivery.now)
    return answer if is_here or answer.code is Code.REFUSED else Answer(item.uuid, Code.BUSY)


def _note_photos(prepared: Sequence[Prepared], answers: Sequence[Answer], *, now: datetime) -> None:
    named = {
        each.uuid: each.photo
        for each, answer in zip(prepared, answers, strict=True)
        if isinstance(each, ToSave) and each.photo and answer.code in {Code.SAVED, Code.REVIEW}
    }
    if not named:
        return
    found = select(Assessment.uuid, Assessment.id).where(Assessment.uuid.in_(named))
    for uuid, number in db.session.execute(found).all():
        photo = named[uuid]
        values = {
            "uuid": photo.uuid,
            "assessment_id": number,
            "sha256": bytes.fromhex(photo.sha256),
            "announced_at": now,
            "outcome": "",
        }
        insert_unless_there(AnnouncedPhoto, values)
