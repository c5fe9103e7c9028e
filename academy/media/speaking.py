"""A computer's voice: espeak-ng, where whoever runs the platform installed it.

It speaks in a process of its own (`speaking_child`) that may use `CPU_SECONDS` and `MEMORY_BYTES`,
writes no files and gets nothing of our environment. What may be spoken, the caller decides; nobody
sends a text here from outside.
"""

import shutil
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

from academy.places import SPEECH

PROGRAM: Final = "espeak-ng"
VOICES: Final = {
    "nl": "nl", "en": "en-gb", "ar": "ar", "uk": "uk", "pl": "pl", "tr": "tr", "fa": "fa",
}  # fmt: skip
"""Our code of a language to its name of a voice. It has none for Tigrinya."""
WORDS_A_MINUTE: Final = 130
CPU_SECONDS: Final = 10
WALL_SECONDS: Final = 20.0
MEMORY_BYTES: Final = 256 * 1024 * 1024
CHILD: Final = Path(__file__).with_name("speaking_child.py")
WAVE: Final = struct.Struct("<4sI8s20s4sI")
"""RIFF, size of what follows, WAVEfmt, the form of the sound, data, its size: 44 bytes."""


class NoVoiceError(Exception):
    """There is no voice for it here, or it said nothing."""


def languages() -> frozenset[str]:
    """In which it can speak here; none where the program is not installed."""
    program = shutil.which(PROGRAM)
    return _languages_of(program) if program else frozenset()


@cache
def _languages_of(program: str) -> frozenset[str]:
    try:
        told = subprocess.run(  # noqa: S603 - found on our own path, no shell
            [program, "--voices"], capture_output=True, timeout=WALL_SECONDS, check=True, cwd="/"
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    rows = [line.split() for line in told.stdout.decode("utf-8", "replace").splitlines()[1:]]
    known = {row[1] for row in rows if len(row) > 1}
    return frozenset(code for code, voice in VOICES.items() if voice in known)


def speak(text: str, language: str) -> bytes:
    """`text` as sound (WAV); raises NoVoiceError without such a voice, or when it fails, and
    BusyError when others are speaking."""
    program = shutil.which(PROGRAM)
    if program is None or language not in languages():
        raise NoVoiceError
    options = ["-v", VOICES[language], "-s", str(WORDS_A_MINUTE), "-b", "1", "--stdin", "--stdout"]
    with SPEECH.taken():
        return _with_its_length(_said([program, *options], text))


def _said(command: list[str], text: str) -> bytes:
    limits = [str(CPU_SECONDS), str(MEMORY_BYTES)]
    try:
        told = subprocess.run(  # noqa: S603 - our own interpreter and file, no shell
            [sys.executable, "-I", str(CHILD), *limits, *command],
            input=text.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=True,
            env={},
            cwd="/",
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoVoiceError from error
    return told.stdout


def _with_its_length(sound: bytes) -> bytes:
    """Written while it speaks: the sizes at the beginning are made up, and players believe them."""
    if len(sound) <= WAVE.size:
        raise NoVoiceError
    riff, _size, wave, form, data, _length = WAVE.unpack_from(sound)
    if (riff, wave, data) != (b"RIFF", b"WAVEfmt ", b"data"):
        raise NoVoiceError
    length = len(sound) - WAVE.size
    return WAVE.pack(riff, len(sound) - 8, wave, form, data, length) + sound[WAVE.size :]
