"""Take the badges out of a file of everything that another installation made, and the own words.

Signed files are read, each within the limits of one that somebody brings, and checked alike.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar
from zipfile import ZipFile

from academy.dependencies import Dependencies
from academy.errors import AcademyError, BusyError, InvalidInputError
from academy.wallet.brought.taking import rows_in
from academy.wallet.elsewhere.layout import OWN_WORDS, SAID, TO_READ
from academy.wallet.elsewhere.packed import UNREADABLE, unpacked
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


def is_bundle(source: bytes) -> bool:
    return source.startswith(START)


def read_bundle(source: bytes, deps: Dependencies) -> Found:
    """Every badge in it, and the own words. Raises a refusal for what is no such file."""
    until = monotonic() + MOST_SECONDS
    own_words = [row for each in _files(source, WORDS, 1) for row in rows_in(each)]
    badges, refused = _each(_files(source, TO_READ, MOST_BADGES), read, deps, until)
    if not badges and not own_words:
        raise InvalidInputError("foreign-badge-is-none")
    said, refused_too = _each(_files(source, SAID, MOST_SAID), read_said, deps, until)
    return Found(badges, said, refused + refused_too, own_words)


def _each(
    contents: Iterator[bytes],
    read_one: Callable[[bytes, Dependencies], T],
    deps: Dependencies,
    until: float,
) -> tuple[list[T], int]:
    """What could be read, and how much could not."""
    good, refused = list[T](), 0
    for content in contents:
        try:
            if monotonic() > until:
                raise BusyError("busy")
            good.append(read_one(content, deps))
        except AcademyError:
            refused += 1
    return good, refused


def _files(source: bytes, names: re.Pattern[str], most: int) -> Iterator[bytes]:
    try:
        with ZipFile(io.BytesIO(source)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_ENTRIES:
                raise InvalidInputError("foreign-badge-is-none")
            chosen = [each for each in entries if names.fullmatch(each.filename)]
            for entry in chosen[:most]:
                content = unpacked(packed, entry)
                if content is not None:
                    yield content
    except UNREADABLE as error:
        raise InvalidInputError("foreign-badge-is-none") from error
