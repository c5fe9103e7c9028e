"""Whose a file is: by a list of file names and staff numbers, else by the number its name begins
with.

Pure. `12-2024.png` may be of number 12 or of number 12-2024: where both work here, it is neither's.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from academy.errors import InvalidInputError
from academy.folding import folded_number

Numbers = Mapping[str, int]
"""Of a person, by folded staff number."""


class Owners:
    """Of the files of one ZIP."""

    def __init__(
        self, numbers: Numbers, rows: Iterable[Sequence[str]], files: Iterable[str]
    ) -> None:
        self._numbers = numbers
        self._listed = {_same(row[0]): row[1] for row in rows if len(row) > 1 and row[0].strip()}
        self._names = Counter(_same(PurePosixPath(file).name) for file in files)

    def owner(self, file: str) -> int:
        """The number of a person. Raises InvalidInputError."""
        number = self._number_in_list(file)
        if number is not None:
            if folded_number(number) not in self._numbers:
                raise InvalidInputError("found-badge-number-unknown")
            return self._numbers[folded_number(number)]
        found = {self._numbers[key] for key in _beginnings(file) if key in self._numbers}
        if not found:
            raise InvalidInputError("found-badge-number-unknown")
        if len(found) > 1:
            raise InvalidInputError("found-badge-number-unclear")
        return found.pop()

    def _number_in_list(self, file: str) -> str | None:
        """By its whole path, or by its name where no other file has that."""
        path, name = _same(file), _same(PurePosixPath(file).name)
        if path in self._listed:
            return self._listed[path]
        return self._listed.get(name) if self._names[name] == 1 else None


def _same(file: str) -> str:
    """A name as a list writes it: computers write one letter in two ways."""
    return unicodedata.normalize("NFC", file.strip()).casefold()


def _beginnings(file: str) -> Iterator[str]:
    """What may be a number: the start of the name up to a sign that is no letter and no digit."""
    stem = PurePosixPath(file).stem
    for end in range(1, len(stem) + 1):
        if end == len(stem) or not stem[end].isalnum():
            yield folded_number(stem[:end])
