"""What a worker says into the microphone about an assessment, as the browser recorded it.

The bytes are kept as they came: decoding sound takes a large program that strangers would feed.
So they are looked at, sent back only as the kind of sound that they are, and run nowhere.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, select

from academy.assessments.folders import Folder
from academy.assessments.models import Assessment, VoiceMessage, WorkerResponse
from academy.database import db
from academy.errors import AcademyError
from academy.media.sounds import RECORDED, NotAVoiceError, Sound, TooLongError, sound_of
from academy.ports import FileStore

MOST_SECONDS = 60
MAX_BYTES = 1536 * 1024
"""A minute of what browsers record by themselves (128 kbit/s) is less than a megabyte."""
MOST_OF_AN_OBJECTION = 5
MOST_WAITING = 20
"""Messages of one person about which nobody has decided yet: with the most bytes of each, 30 MB."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A message ready to be kept."""

    content: bytes
    sound: Sound

    @property
    def hash(self) -> bytes:
        return hashlib.sha256(self.content).digest()


@dataclass(frozen=True, slots=True)
class StoredVoice:
    """A message and the key under which the file store has it."""

    voice: Voice
    key: str


def place_for(voice: Voice, assessment_uuid: UUID) -> StoredVoice:
    """A place of its own for each time that a message is sent."""
    return StoredVoice(voice, f"{Folder.VOICES.of(assessment_uuid)}{uuid4()}")


def read_voice(upload: bytes) -> Voice:
    """Look what it is; raises NotAVoiceError or TooLongError."""
    if len(upload) > MAX_BYTES:
        raise TooLongError("voice-too-long")
    sound = sound_of(upload)
    if sound not in RECORDED:
        raise NotAVoiceError("not-a-voice")
    return Voice(upload, sound)


def refuse_too_many(assessment: Assessment) -> None:
    """Enough was said, here or elsewhere, until somebody has listened. Raises AcademyError.

    Whoever asks holds the lock of the person, so two at once are counted one after the other.
    """
    if len(assessment.voices) >= MOST_OF_AN_OBJECTION:
        raise AcademyError("enough-voices-here", most=MOST_OF_AN_OBJECTION)
    open_ones = select(WorkerResponse.assessment_id).where(WorkerResponse.is_open)
    waiting = (
        select(func.count(VoiceMessage.id))
        .join(Assessment)
        .where(Assessment.person_id == assessment.person_id, Assessment.id.in_(open_ones))
    )
    if (db.session.scalar(waiting) or 0) >= MOST_WAITING:
        raise AcademyError("enough-voices-waiting")


@contextmanager
def stored(message: StoredVoice | None, files: FileStore) -> Iterator[None]:
    """Store a message before its row, and delete it again when no row came for it.

    After a crash the row may be there after all, so the file stays for the nightly sweep, which
    looks. A refusal says for certain that nothing was kept.
    """
    if message is None:
        yield
        return
    files.put(message.key, message.voice.content)
    try:
        yield
    except AcademyError:
        files.delete(message.key)
        raise
    if not _has_row(message.key):
        files.delete(message.key)


def _has_row(key: str) -> bool:
    found = select(VoiceMessage.id).where(VoiceMessage.storage_key == key)
    return db.session.scalar(found) is not None
