"""Take the badges out of a file of everything that another installation made.

Only signed files are read, each within the limits of one that somebody brings, and checked alike.
"""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from zipfile import BadZipFile, ZipFile

from academy.dependencies import Dependencies
from academy.errors import AcademyError, BusyError, InvalidInputError
from academy.wallet.elsewhere.layout import TO_READ
from academy.wallet.elsewhere.reading import Brought, read
from academy.wallet.elsewhere.service import MOST_BADGES

MOST_ENTRIES = 2_000
LARGEST = 1024 * 1024
"""Of one file, once it is unpacked."""
MOST_SECONDS = 30
"""Of all together: other websites may be slow, and others wait for this place. Whoever brings the
file again gets on from there, for what was kept is there already."""
START = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Found:
    """What came out."""

    badges: list[Brought]
    refused: int
    """Signed files that are no badge to keep."""


def is_bundle(source: bytes) -> bool:
    return source.startswith(START)


def read_bundle(source: bytes, deps: Dependencies) -> Found:
    """Every badge in it. Raises a refusal for what is no such file."""
    badges, refused, until = [], 0, monotonic() + MOST_SECONDS
    for content in _signed_files(source):
        try:
            if monotonic() > until:
                raise BusyError("busy")
            badges.append(read(content, deps))
        except AcademyError:
            refused += 1
    if not badges:
        raise InvalidInputError("foreign-badge-is-none")
    return Found(badges, refused)


def _signed_files(source: bytes) -> Iterator[bytes]:
    try:
        with ZipFile(io.BytesIO(source)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_ENTRIES:
                raise InvalidInputError("foreign-badge-is-none")
            chosen = [each for each in entries if TO_READ.fullmatch(each.filename)]
            for entry in chosen[:MOST_BADGES]:
                # what the file says of its size may be a lie: no more is unpacked than is allowed
                with packed.open(entry) as unpacked:
                    content = unpacked.read(LARGEST + 1)
                if len(content) <= LARGEST:
                    yield content
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error) as error:
        raise InvalidInputError("foreign-badge-is-none") from error
