"""Take the badges out of a file of everything that another installation made, and the own words.

Signed files are read, each within the limits of one that somebody brings, and checked alike.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar
from zipfile import ZipFile

from academy.dependencies import Dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.wallet.brought.taking import rows_in
from academy.wallet.elsewhere.kept import part_of
from academy.wallet.elsewhere.layout import DATA, OWN_WORDS, SAID, TO_READ
from academy.wallet.elsewhere.packed import UNREADABLE, opened, unpacked
from academy.wallet.elsewhere.reading import Brought, Said, read, read_said
from academy.wallet.elsewhere.service import MOST_BADGES

MOST_ENTRIES = 2_000
MOST_SAID = 100
MOST_SECONDS = 30
"""Of all together: other websites may be slow, and others wait for this place. Whoever brings the
file again gets on from there, for what was kept is there already."""
T = TypeVar("T")
WORDS = re.compile(re.escape(OWN_WORDS))
START = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Found:
    """What came out."""

    badges: list[Brought]
    said: list[Said]
    """What others signed about these."""
    refused: int
    """Signed files that are not to be kept."""
    own_words: Sequence[object]
    """What the worker said of oneself there, as it stands in the file."""
    names: Sequence[str]
    """Of the person whose file it says it is."""


def is_bundle(source: bytes) -> bool:
    return source.startswith(START)


def read_bundle(source: bytes, deps: Dependencies) -> Found:
    """Every badge in it, and the own words. Raises a refusal for what is no such file."""
    until = monotonic() + MOST_SECONDS
    own_words = _own_words(source)
    badges, refused = _each(_files(source, TO_READ, MOST_BADGES), read, deps, until)
    if not badges and not own_words:
        raise InvalidInputError("foreign-badge-is-none")
    said, refused_too = _each(_files(source, SAID, MOST_SAID), read_said, deps, until)
    return Found(badges, said, refused + refused_too, own_words, _names(source))


def _own_words(source: bytes) -> Sequence[object]:
    """Earlier versions wrote them among the data alone."""
    for each in _files(source, WORDS, 1):
        return rows_in(each or b"")
    among = _kept(source, "said_by_oneself")
    return among if isinstance(among, list) else []


def _names(source: bytes) -> Sequence[str]:
    person = _kept(source, "person")
    told = person if isinstance(person, dict) else {}
    return [told[each] for each in ("name", "latin_name") if isinstance(told.get(each), str)]


def _kept(source: bytes, name: str) -> Any:
    """A part of the data there; None when there are none."""
    with _opened(source) as packed:
        entry = next((each for each in packed.infolist() if each.filename == DATA), None)
        return part_of(packed, entry, name) if entry else None


def _each(
    contents: Iterator[bytes | None],
    read_one: Callable[[bytes, Dependencies], T],
    deps: Dependencies,
    until: float,
) -> tuple[list[T], int]:
    """What could be read, and how much could not."""
    good, refused = list[T](), 0
    for content in contents:
        if content is None or monotonic() > until:
            refused += 1
            continue
        try:
            good.append(read_one(content, deps))
        except AcademyError:
            refused += 1
    return good, refused


def _files(source: bytes, names: re.Pattern[str], most: int) -> Iterator[bytes | None]:
    """None for each that is too large, or one too many: whoever brought them hears of those too."""
    with _opened(source) as packed:
        chosen = [each for each in packed.infolist() if names.fullmatch(each.filename)]
        for number, entry in enumerate(chosen):
            yield unpacked(packed, entry) if number < most else None


@contextmanager
def _opened(source: bytes) -> Iterator[ZipFile]:
    """Raises a refusal for what is no ZIP, or a damaged or endless one."""
    try:
        with opened(source) as packed:
            if len(packed.infolist()) > MOST_ENTRIES:
                raise InvalidInputError("foreign-badge-is-none")
            yield packed
    except UNREADABLE as error:
        raise InvalidInputError("foreign-badge-is-none") from error
