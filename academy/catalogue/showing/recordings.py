"""A recording that comes as a file with a form: looked at, and bounded."""

from dataclasses import dataclass
from typing import Final

from academy.media.sounds import NotAVoiceError, Sound, TooLongError, sound_of

MOST_MEGABYTES: Final = 3
"""Three minutes of what phones record; a skill takes half a minute."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound ready to be kept."""

    content: bytes
    sound: Sound


def read_recording(upload: bytes) -> Recording:
    """Raises NotAVoiceError or TooLongError."""
    if len(upload) > MOST_MEGABYTES * 1024 * 1024:
        raise TooLongError("recording-too-large", most=MOST_MEGABYTES)
    sound = sound_of(upload)
    if sound is None:
        raise NotAVoiceError("not-a-recording")
    return Recording(upload, sound)
