"""The files in a ZIP of badges, one after another, and the list of whose they are.

Raises InvalidInputError for what is no such ZIP, and for a file in it that cannot be taken.
"""

import io
from collections.abc import Sequence
from zipfile import ZipInfo

from academy.errors import InvalidInputError
from academy.sheets.bounds import Bounds
from academy.sheets.reading import Row, read_rows
from academy.wallet.elsewhere.packed import LARGEST, UNREADABLE, opened, unpacked

MOST = 500
"""Files in one ZIP."""
LISTS = (".csv", ".xlsx")
BOUNDS = Bounds(bytes=LARGEST, rows=2 * MOST)


class Package:
    """A ZIP, once it was found right."""

    def __init__(self, source: bytes) -> None:
        try:
            self._zip = opened(io.BytesIO(source))
        except UNREADABLE as error:
            raise InvalidInputError("found-badges-no-zip") from error
        entries = [entry for entry in self._zip.infolist() if not _is_beside(entry)]
        self.badges = [entry for entry in entries if not _is_list(entry)]
        self._lists = [entry for entry in entries if _is_list(entry)]
        if not self.badges:
            raise InvalidInputError("found-badges-empty")
        if len(self.badges) > MOST or len(self._lists) > 1:
            raise InvalidInputError("found-badges-too-many")

    def content(self, entry: ZipInfo) -> bytes:
        try:
            content = unpacked(self._zip, entry)
        except UNREADABLE as error:
            raise InvalidInputError("found-badge-unreadable") from error
        if content is None:
            raise InvalidInputError("found-badge-too-large")
        return content

    def rows(self) -> Sequence[Row]:
        """Of the list; none when there is no list."""
        return [row for each in self._lists for row in read_rows(self.content(each), BOUNDS)]


def _is_list(entry: ZipInfo) -> bool:
    return entry.filename.casefold().endswith(LISTS)


def _is_beside(entry: ZipInfo) -> bool:
    """A folder, or what a computer puts in by itself."""
    parts = entry.filename.split("/")
    return entry.is_dir() or parts[-1].startswith(".") or parts[0] == "__MACOSX"
