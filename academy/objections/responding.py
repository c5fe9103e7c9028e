"""A worker agrees with what was seen, or objects. It flushes; the view opens the transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from academy.assessments.models import (
    Assessment,
    ObjectionReason,
    ResponseKind,
    VoiceMessage,
    WorkerResponse,
)
from academy.audit import log
from academy.database import db
from academy.dates import local_day
from academy.errors import AcademyError
from academy.objections.deciding import PLATFORM, nobody_can_decide
from academy.objections.referring import refer_for_the_worker
from academy.objections.voices import StoredVoice, refuse_too_many
from academy.people.there import must_be_there
from academy.security.identity import Actor

ANSWER_WITHIN_DAYS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTablet:
    """A leader handed over the tablet: who taps there is not known for sure, so it is kept."""

    uuid: UUID
    """Made by the tablet: the same answer by two roads is one."""
    device_uuid: UUID
    at: datetime
    """When it was said; it may come much later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a worker says about an assessment."""

    kind: ResponseKind
    about: ObjectionReason | None = None
    reason: str = ""
    voice: StoredVoice | None = None
    on_tablet: OnTablet | None = None


def respond(assessment: Assessment, said: Said, *, by: Actor, now: datetime) -> WorkerResponse:
    """The worker agrees or objects; an objection is answered within four weeks.

    Saying the same again, by a double tap or a reload, changes nothing; a reason that comes later,
    written or spoken, is kept beside what was said first. `by` is the worker, or the leader on
    whose tablet it was said.
    """
    must_be_there(assessment.person_id)
    if known := _came_before(assessment, said):
        return known
    before = [each for each in assessment.responses if each.kind == said.kind]
    is_again = bool(before) and assessment.responses[-1] is before[-1]
    if is_again and not _says_more(said, before, assessment.voices):
        return before[-1]
    if assessment.reviews or assessment.withdrawal is not None:
        raise AcademyError("decided-already")
    if said.voice is not None:
        refuse_too_many(assessment)
    objects, tablet = said.kind is ResponseKind.OBJECTS, said.on_tablet
    response = WorkerResponse(
        uuid=tablet.uuid if tablet else uuid4(),
        device=tablet.device_uuid if tablet else None,
        assessment_id=assessment.id,
        kind=said.kind,
        about=said.about if objects else None,
        reason=said.reason if objects else "",
        at=tablet.at if tablet else now,
        answer_by=_answer_by(before, now) if objects else None,
        is_open=objects,
    )
    db.session.add(response)
    if not objects:
        _log(said, assessment, chain=assessment.organisation_id, by=by, now=now)
        return response
    if said.voice is not None:
        db.session.add(_message(assessment, said.voice, now))
    _log(said, assessment, chain=PLATFORM, by=by, now=now)
    if assessment.referral is None and nobody_can_decide(assessment, local_day(now)):
        refer_for_the_worker(assessment, by=by, now=now)
    return response


def _came_before(assessment: Assessment, said: Said) -> WorkerResponse | None:
    if said.on_tablet is None:
        return None
    came = (each for each in assessment.responses if each.uuid == said.on_tablet.uuid)
    return next(came, None)


def _log(
    said: Said, assessment: Assessment, *, chain: int | None, by: Actor, now: datetime
) -> None:
    where = "_on_tablet" if said.on_tablet else ""
    log.record(
        f"assessment.worker_{said.kind.value}{where}",
        assessment.uuid,
        organisation_id=chain,
        by=by,
        at=now,
    )


def _message(assessment: Assessment, stored: StoredVoice, now: datetime) -> VoiceMessage:
    return VoiceMessage(
        assessment_id=assessment.id,
        storage_key=stored.key,
        mimetype=stored.voice.sound,
        size=len(stored.voice.content),
        content_hash=stored.voice.hash,
        said_at=now,
    )


def _says_more(said: Said, before: Sequence[WorkerResponse], heard: Sequence[VoiceMessage]) -> bool:
    if said.kind is not ResponseKind.OBJECTS:
        return False
    more = [
        said.reason and said.reason not in {each.reason for each in before},
        said.about and said.about not in {each.about for each in before},
        said.voice and said.voice.voice.hash not in {each.content_hash for each in heard},
    ]
    return any(more)


def _answer_by(before: Sequence[WorkerResponse], now: datetime) -> date | None:
    """Who says more later does not wait longer."""
    if before:
        return before[0].answer_by
    return local_day(now) + timedelta(days=ANSWER_WITHIN_DAYS)
