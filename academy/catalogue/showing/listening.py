"""What is to be heard of a skill: first what somebody recorded, else a computer's voice.

The computer speaks words of the palette only. An address names a skill and a language, never a
text, so nobody makes it say something else.
"""

from dataclasses import dataclass
from hashlib import sha256

from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_version
from academy.catalogue.showing.models import Folder
from academy.catalogue.showing.sounds import find_sound
from academy.catalogue.translating.words import words_in
from academy.languages import DUTCH
from academy.media import speaking
from academy.ports import FileStore


@dataclass(frozen=True, slots=True)
class Voice:
    """That a skill can be heard in a language, and by whom."""

    language: str
    is_computer: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """Sound, as it is sent."""

    content: bytes
    mimetype: str
    is_computer: bool


def voice_for(version: SkillVersion, language: str) -> Voice | None:
    """In exactly this language; None: nothing is to be heard."""
    if find_sound(version.skill.code, language) is not None:
        return Voice(language, is_computer=False)
    if version.is_open and _words(version, language) and language in speaking.languages():
        return Voice(language, is_computer=True)
    return None


def hear(code: str, language: str, files: FileStore) -> Heard | None:
    """Raises FileNotFoundError when a recording is lost, and what `speaking.speak` raises."""
    recorded = find_sound(code, language)
    if recorded is not None:
        return Heard(files.get(recorded.storage_key), recorded.mimetype, is_computer=False)
    version = open_version(code)
    words = _words(version, language) if version else ""
    if not words:
        return None
    return Heard(_spoken(words, language, files), "audio/wav", is_computer=True)


def _words(version: SkillVersion, language: str) -> str:
    """The name and what it is, as far as they are there in this language."""
    own = words_in(language)
    name = version.name.get(language) or own.get(version.name[DUTCH])
    about = version.description.get(language) or own.get(version.description[DUTCH])
    texts = (name, about)
    return " ".join(f"{text.rstrip('.')}." for text in texts if text)


def _spoken(words: str, language: str, files: FileStore) -> bytes:
    """Once for each text and language."""
    digest = sha256("\n".join((language, words)).encode()).hexdigest()
    key = f"{Folder.SPOKEN}{digest}.wav"
    try:
        return files.get(key)
    except FileNotFoundError:
        sound = speaking.speak(words, language)
        files.put(key, sound)
        return sound
