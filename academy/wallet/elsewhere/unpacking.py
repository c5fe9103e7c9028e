"""Take the badges out of a file of everything that another installation made, and the own words.

Signed files are read, each within the limits of one that somebody brings, and checked alike; but
not those that are kept already, word for word. So whoever brings a file again, for which there was
no time, gets on from there.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, BinaryIO, Final
from zipfile import ZipFile, ZipInfo

from academy.dependencies import Dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.verification.checking import checks_together
from academy.wallet.brought.taking import rows_in
from academy.wallet.elsewhere.kept import part_of
from academy.wallet.elsewhere.layout import DATA, OWN_WORDS, SAID, TO_READ
from academy.wallet.elsewhere.packed import UNREADABLE, opened, unpacked
from academy.wallet.elsewhere.reading import (
    Brought,
    Kept,
    Said,
    known_again,
    read,
    read_said,
)
from academy.wallet.elsewhere.service import MOST_BADGES, MOST_BYTES

MOST_ENTRIES: Final = 10 * MOST_BADGES
"""Five forms of a badge, what is said about it, and a little more."""
MOST_SAID: Final = 2 * MOST_BADGES
MOST_SECONDS: Final = 30
"""Of all together: other websites may be slow, and others wait for this place."""
START: Final = b"PK\x03\x04"


@dataclass(slots=True)
class Found:
    """What came out."""

    badges: list[Brought] = field(default_factory=list)
    known: dict[str, bytes] = field(default_factory=dict)
    """Of badges that are kept already the id, and the key."""
    said: list[Said] = field(default_factory=list)
    """What others signed about all these."""
    refused: int = 0
    """Signed files that are not to be kept."""
    waiting: int = 0
    """Signed files for which there was no time."""
    own_words: Sequence[object] = ()
    """What the worker said of oneself there, as it stands in the file."""
    names: Sequence[str] = ()
    """Of the person whose file it says it is."""

    @property
    def has_badges(self) -> bool:
        return bool(self.badges or self.known or self.waiting)

    def said_by_key(self) -> dict[bytes, list[Said]]:
        """What is said, by the key of the badge that it is about."""
        keys = self.known | {each.identifier: each.key_hash for each in self.badges}
        by_key: dict[bytes, list[Said]] = {}
        for each in self.said:
            if each.about in keys:
                by_key.setdefault(keys[each.about], []).append(each)
        return by_key


def read_bundle(file: BinaryIO, deps: Dependencies, kept: Kept) -> Found:
    """Every badge in it, and the own words. Raises a refusal for what is no such file."""
    with _opened(file) as packed:
        reading = _Reading(packed, deps, kept)
        reading.read_badges()
        reading.read_said()
        found = reading.found
        found.own_words, found.names = _own_words(packed), _names(packed)
    if not found.has_badges and not found.own_words:
        raise InvalidInputError("foreign-badge-is-none")
    return found


class _Reading:
    """Of one file, within one time and as many bytes as one wallet holds."""

    def __init__(self, packed: ZipFile, deps: Dependencies, kept: Kept) -> None:
        self._packed, self._deps, self._kept = packed, deps, kept
        self._check = checks_together(deps)
        self._until = monotonic() + MOST_SECONDS
        self._room = MOST_BYTES
        self.found = Found()

    def read_badges(self) -> None:
        """Those that are new first; of the others only what tells whose they are."""
        again = dict[bytes, bytes]()
        for content in self._new(TO_READ, MOST_BADGES):
            digest = _digest(content)
            key_hash = self._kept.badges.get(digest)
            if key_hash is None:
                self._add_badge(content)
            elif identifier := known_again(content, key_hash):
                self.found.known[identifier] = key_hash
            else:
                again[digest] = content
        for content in again.values():
            if self._has_time:
                self._add_badge(content)

    def read_said(self) -> None:
        for content in self._new(SAID, MOST_SAID):
            if _digest(content) not in self._kept.said and self._takes(content):
                try:
                    self.found.said.append(read_said(content, self._check))
                except AcademyError:
                    self.found.refused += 1

    @property
    def _has_time(self) -> bool:
        return monotonic() <= self._until

    def _add_badge(self, content: bytes) -> None:
        if not self._takes(content):
            return
        try:
            self.found.badges.append(read(content, self._deps, checked_by=self._check))
        except AcademyError:
            self.found.refused += 1

    def _takes(self, content: bytes) -> bool:
        """Whether there is room for it: what a file holds beyond that is never in memory at once.
        Those beyond are refused."""
        self._room -= len(content)
        self.found.refused += self._room < 0
        return self._room >= 0

    def _new(self, names: re.Pattern[str], most: int) -> Iterator[bytes]:
        """Each that is small enough, while there is time; what is left out is counted."""
        for number, entry in enumerate(_entries(self._packed, names)):
            if not self._has_time:
                self.found.waiting += 1
                continue
            content = unpacked(self._packed, entry) if number < most else None
            if content is None:
                self.found.refused += 1
            else:
                yield content


def is_bundle(file: BinaryIO) -> bool:
    """Whether it begins as a ZIP does; it is read from its beginning afterwards."""
    begins = file.read(len(START))
    file.seek(0)
    return begins == START


def _entries(packed: ZipFile, names: re.Pattern[str]) -> list[ZipInfo]:
    return [each for each in packed.infolist() if names.fullmatch(each.filename)]


def _own_words(packed: ZipFile) -> Sequence[object]:
    """Earlier versions wrote them among the data alone."""
    for entry in _entries(packed, re.compile(re.escape(OWN_WORDS)))[:1]:
        return rows_in(unpacked(packed, entry) or b"")
    among = _told(packed, "said_by_oneself")
    return among if isinstance(among, list) else []


def _names(packed: ZipFile) -> Sequence[str]:
    person = _told(packed, "person")
    told = person if isinstance(person, dict) else {}
    return [told[each] for each in ("name", "latin_name") if isinstance(told.get(each), str)]


def _told(packed: ZipFile, name: str) -> Any:
    """A part of the data there; None when there are none."""
    entry = next((each for each in packed.infolist() if each.filename == DATA), None)
    return part_of(packed, entry, name) if entry else None


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


@contextmanager
def _opened(file: BinaryIO) -> Iterator[ZipFile]:
    """Raises a refusal for what is no ZIP, or a damaged or endless one."""
    try:
        with opened(file) as packed:
            if len(packed.infolist()) > MOST_ENTRIES:
                raise InvalidInputError("foreign-badge-is-none")
            yield packed
    except UNREADABLE as error:
        raise InvalidInputError("foreign-badge-is-none") from error
