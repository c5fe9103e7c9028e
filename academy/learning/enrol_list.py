"""Whom a list of staff numbers names, for a course: rows of a file, or lines that were pasted.

The numbers stand in the column with that heading, else in the first one. Every mistake is named
with its row, and then nobody is enrolled: the list is mended and brought again.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from academy.folding import folded, folded_number
from academy.learning.participants import Candidate

MOST_ROWS = 1_000
HEADINGS = frozenset({
    "personeelsnummer", "nummer", "nr", "personeelsnr", "medewerkernummer", "staff number",
    "number", "employee number",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in one row, as a spreadsheet counts them, from 1."""

    row: int
    text: str


@dataclass(slots=True)
class Listed:
    """What was read."""

    people: list[Candidate] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


def read_list(rows: Sequence[Sequence[str]], people: Mapping[str, Collection[Candidate]]) -> Listed:
    """`people`: by folded staff number, all within the reach of who brings the list."""
    listed = Listed()
    head, column = _column(rows)
    for number, row in enumerate(rows[head:], start=head + 1):
        if any(cell.strip() for cell in row):
            _read_row(number, row[column].strip() if column < len(row) else "", people, listed)
    return listed


def _column(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many rows stand above the people, and where the numbers stand."""
    for place, row in enumerate(rows[:10], start=1):
        for column, cell in enumerate(row):
            if folded(cell) in HEADINGS:
                return place, column
    return 0, 0


def _read_row(
    row: int, number: str, people: Mapping[str, Collection[Candidate]], listed: Listed
) -> None:
    found = list(people.get(folded_number(number), ()))
    if not number:
        said = _("Er staat geen personeelsnummer.")
    elif not found:
        said = _("We vinden hier niemand met nummer %(number)s.", number=number[:20])
    elif len(found) > 1:
        said = _("Nummer %(number)s is van meer mensen.", number=number[:20])
    elif found[0] in listed.people:
        said = _("Deze persoon staat er twee keer.")
    else:
        listed.people.append(found[0])
        return
    listed.mistakes.append(Mistake(row, said))
