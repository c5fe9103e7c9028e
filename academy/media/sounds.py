"""Sound that somebody sends: what kind it is, by its own bytes.

The bytes are kept as they came: decoding sound takes a large program that strangers would feed.
So they are looked at, sent back only as the kind of sound that they are, and run nowhere.
"""

from enum import StrEnum
from typing import Final

from academy.errors import AcademyError

BEGINNING: Final = 4096
"""Bytes in which each container names what is in it."""


class Sound(StrEnum):
    """What browsers play everywhere that we promise."""

    WEBM = "audio/webm"
    OGG = "audio/ogg"
    MP4 = "audio/mp4"
    MP3 = "audio/mpeg"


RECORDED: Final = frozenset({Sound.WEBM, Sound.OGG, Sound.MP4})
"""What browsers record: the first two in Chromium and Firefox, the last in Safari."""

LAYER_III: Final = frozenset(
    {b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2"}
)
"""How a frame of MP3 begins: of MPEG 1, 2 and 2.5 (what voice recorders write), each without and
with a checksum."""


class NotAVoiceError(AcademyError):
    """The file is not a recording of sound that browsers play."""

    status = 415


class TooLongError(AcademyError):
    """The recording has too many bytes."""

    status = 413


def sound_of(content: bytes) -> Sound | None:
    """What the beginning says: RFC 9559 (WebM), RFC 7845 (Opus in Ogg), ISO 14496-12 (MP4), and of
    MP3 the tag before it (ID3v2) or the first frame (ISO 11172-3 and 13818-3, layer III)."""
    head = content[:BEGINNING]
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64] and b"A_OPUS" in head:
        return Sound.WEBM
    if head.startswith(b"OggS") and head[28:36] == b"OpusHead":
        return Sound.OGG
    # Whoever records at once writes the index last, so the kind of sound may stand at the end.
    if head[4:8] == b"ftyp" and b"mp4a" in content:
        return Sound.MP4
    if head.startswith(b"ID3") or head[:2] in LAYER_III:
        return Sound.MP3
    return None
