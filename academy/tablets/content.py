"""What stands in an item: read strictly, so that nothing half understood is recorded. Pure."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from academy.assessments.models import Method, ObjectionReason, ResponseKind
from academy.assessments.words import GIVEN_NO_MORE, OFFERED, REMARKS
from academy.catalogue.levels import Level
from academy.tablets.clock import Reading
from academy.web.forms import without_hidden

LONGEST_NOTE = 300
MOST_ANSWERS = 60
LATER = "later"
"""Said instead of an answer, so that what waits does not tell who objected."""
YEARS = range(1970, 2200)
SHA256 = re.compile(r"[0-9a-f]{64}")
CRITERION = re.compile(r"[\w.-]{1,40}")
Value = TypeVar("Value")


class UnfitError(Exception):
    """A field is missing, unknown or of the wrong form."""


@dataclass(frozen=True, slots=True)
class PhotoName:
    """A photo that comes by itself."""

    uuid: UUID
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An assessment as the leader saved it."""

    uuid: UUID
    reading: Reading
    person_uuid: UUID
    skill_version_uuid: UUID
    level: int
    answers: Mapping[str, str]
    remarks: tuple[str, ...]
    note: str
    method: Method
    based_on: UUID | None
    corrects: UUID | None
    photo: PhotoName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """The same leader takes an assessment back."""

    uuid: UUID
    reading: Reading
    assessment_uuid: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the worker says about an assessment, on the tablet that the leader handed over."""

    uuid: UUID
    reading: Reading
    assessment_uuid: UUID
    kind: ResponseKind | None
    """None: later."""
    about: ObjectionReason | None
    reason: str


Content: TypeAlias = Seen | TakenBack | Answered
"""What an item can be."""


def read(text: str) -> Content:
    """Raises UnfitError."""
    try:
        said = json.loads(text)
        kind = said.pop("type")
        found = _KINDS[kind](said)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise UnfitError(str(fault)) from fault
    if said:
        raise UnfitError(f"unknown: {', '.join(sorted(said))}")
    return found


def uuid_of(value: object) -> UUID:
    if not isinstance(value, str):
        raise UnfitError(value)
    return UUID(value)


def moment_of(value: object) -> datetime:
    """With its offset; Raises ValueError or UnfitError."""
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None or moment.year not in YEARS:
        raise UnfitError(value)
    return moment


def _seen(said: dict[str, Any]) -> Seen:
    level = said.pop("level")
    if level not in set(Level) or isinstance(level, bool):
        raise UnfitError(level)
    return Seen(
        uuid=uuid_of(said.pop("id")),
        reading=_reading(said),
        person_uuid=uuid_of(said.pop("person")),
        skill_version_uuid=uuid_of(said.pop("skill_version")),
        level=int(level),
        answers=_answers(said.pop("answers"), level),
        remarks=_remarks(said.pop("remarks")),
        note=_note(said.pop("note")),
        method=Method(said.pop("method")),
        based_on=_or_none(uuid_of, said.pop("based_on")),
        corrects=_or_none(uuid_of, said.pop("corrects")),
        photo=_or_none(_photo, said.pop("photo")),
    )


def _taken_back(said: dict[str, Any]) -> TakenBack:
    return TakenBack(
        uuid=uuid_of(said.pop("id")),
        reading=_reading(said),
        assessment_uuid=uuid_of(said.pop("assessment")),
    )


def _answered(said: dict[str, Any]) -> Answered:
    found = Answered(
        uuid=uuid_of(said.pop("id")),
        reading=_reading(said),
        assessment_uuid=uuid_of(said.pop("assessment")),
        kind=None if (answer := said.pop("answer")) == LATER else ResponseKind(answer),
        about=_or_none(_why, said.pop("about")),
        reason=_note(said.pop("reason")),
    )
    if found.kind is not ResponseKind.OBJECTS and (found.about or found.reason):
        raise UnfitError(found.about)
    return found


_KINDS: Mapping[str, Callable[[dict[str, Any]], Content]] = {
    "assessment": _seen,
    "withdrawal": _taken_back,
    "response": _answered,
}


def _reading(said: dict[str, Any]) -> Reading:
    return Reading(
        made_at=moment_of(said.pop("made_at")),
        granted_at=moment_of(said.pop("granted_at")),
        since_grant=_or_none(_milliseconds, said.pop("since_grant_ms")),
    )


def _milliseconds(value: object) -> timedelta:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**10:
        raise UnfitError(value)
    return timedelta(milliseconds=value)


def _answers(value: object, level: int) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > MOST_ANSWERS:
        raise UnfitError(value)
    fits = all(CRITERION.fullmatch(key) and answer in OFFERED for key, answer in value.items())
    if not fits or (value and level == Level.NOT_YET):
        raise UnfitError(value)
    return value


def _remarks(value: object) -> tuple[str, ...]:
    offered = set(REMARKS) - GIVEN_NO_MORE
    if not isinstance(value, list) or not set(value) <= offered:
        raise UnfitError(value)
    return tuple(dict.fromkeys(value))


def _note(value: object) -> str:
    note = without_hidden(_text(value), allowed="\n\t").strip()
    if len(note) > LONGEST_NOTE:
        raise UnfitError(value)
    return note


def _photo(value: object) -> PhotoName:
    if not isinstance(value, dict) or set(value) != {"id", "sha256"}:
        raise UnfitError(value)
    if not SHA256.fullmatch(_text(value["sha256"])):
        raise UnfitError(value)
    return PhotoName(uuid_of(value["id"]), value["sha256"])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnfitError(value)
    return value


def _why(value: object) -> ObjectionReason:
    return ObjectionReason(_text(value))


def _or_none(read_it: Callable[[object], Value], value: object) -> Value | None:
    return None if value is None else read_it(value)
