"""What the columns of a list are, and which columns are never read.

Pure. A column of something that we do not keep is refused by its name; one full of national
numbers also by what is in it. Such a list is refused as a whole, before any of it is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from academy.administration.pasting import Column, columns_under
from academy.errors import InvalidInputError
from academy.folding import folded, plain_digits

HEAD_WITHIN = 10
"""Rows among which the headings stand: above them may be a title and a date."""
MOST_OF = 0.5
"""Of the cells of a column; of other numbers of nine digits one in eleven passes."""
ENOUGH = 3
"""Cells before a column is judged by them."""
NATIONAL = frozenset({
    "bsn", "burgerservicenummer", "bsn nummer", "bsnnummer", "sofinummer", "sofi nummer",
})  # fmt: skip
NEVER = frozenset({
    # birth
    "geboortedatum", "geb datum", "geb. datum", "geb.datum", "gebdatum", "geboren", "geboren op",
    "geboortejaar", "leeftijd", "geboorteplaats", "geboorteland", "birth date", "date of birth",
    "birthdate", "dob", "age", "birthplace", "year of birth",
    # gender
    "geslacht", "m/v", "m/v/x", "man/vrouw", "sekse", "gender", "sex",
    # nationality, residence and faith
    "nationaliteit", "nationality", "land van herkomst", "herkomst", "afkomst", "etniciteit",
    "verblijfsstatus", "verblijfsvergunning", "religie", "geloof", "statushouder",
    "paspoortnummer", "id nummer", "documentnummer", "country of birth", "ethnicity",
    # health
    "beperking", "arbeidsbeperking", "handicap", "diagnose", "ziekte", "ziekteverzuim", "verzuim",
    "medisch", "gezondheid", "disability", "diagnosis", "health", "ondersteuningsvraag",
    "ondersteuningsbehoefte", "begeleidingsbehoefte",
    # benefits, target groups and the law
    "uitkering", "soort uitkering", "wajong", "wia", "wao", "ww", "bijstand", "participatiewet",
    "doelgroep", "doelgroepregister", "banenafspraak", "lkv", "loonkostensubsidie", "lks",
    "loonwaarde", "beschut", "beschut werk", "indicatie", "re integratie", "reclassering",
    "taakstraf", "benefit", "target group",
})  # fmt: skip
"""Headings of what we never keep about anybody."""
_NATIONAL, _NEVER = (frozenset(map(folded, headings)) for headings in (NATIONAL, NEVER))
Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Head:
    """Where the headings stand, and what they say."""

    row: int
    """Counted from 1; 0: there are none."""
    headings: list[str]
    columns: list[str]
    """Of each heading the name of its `Column`, or nothing."""


def head_of(rows: Iterable[Row]) -> Head:
    """Find the headings among the first rows; without any, guess by what the cells look like.

    Raises InvalidInputError for a column that is never read.
    """
    first = list(rows)[:HEAD_WITHIN]
    for number, row in enumerate(first, start=1):
        refuse_by_name(row)
        columns = columns_under(row)
        if columns:
            return Head(number, _shown(row), [each.name if each else "" for each in columns])
    width = max((len(row) for row in first), default=0)
    return Head(0, [""] * width, list(_guessed(first, width)))


def repeats(head: Head, row: Row) -> bool:
    """Whether a row says the headings again and nothing else."""
    said = _shown(row)
    wide = [*head.headings, *[""] * len(said)]
    return head.row > 0 and all(not cell or cell == wide[place] for place, cell in enumerate(said))


def refuse_by_name(headings: Iterable[str]) -> None:
    for heading in headings:
        if folded(heading) in _NATIONAL:
            raise InvalidInputError("column-is-national", column=heading.strip()[:40])
        if folded(heading) in _NEVER:
            raise InvalidInputError("column-never-kept", column=heading.strip()[:40])


class NumberWatch:
    """Counts by column how many cells could be national numbers."""

    def __init__(self) -> None:
        self._filled: dict[int, int] = {}
        self._passing: dict[int, int] = {}

    def look(self, row: Row) -> None:
        for place, cell in enumerate(row):
            if cell.strip():
                self._filled[place] = self._filled.get(place, 0) + 1
                self._passing[place] = self._passing.get(place, 0) + could_be_bsn(cell)

    def refuse(self, headings: Sequence[str]) -> None:
        """Raises InvalidInputError when most of a column could be national numbers."""
        for place, passing in self._passing.items():
            if passing >= ENOUGH and passing > self._filled[place] * MOST_OF:
                heading = headings[place] if place < len(headings) else ""
                raise InvalidInputError("column-of-bsns", column=heading, number=place + 1)


def could_be_bsn(text: str) -> bool:
    """Whether a number passes the check of eleven, as one in eleven of any nine digits does."""
    digits = plain_digits(text).replace(".", "").replace(" ", "").replace("-", "")
    if not digits.isascii() or not digits.isdigit() or not 8 <= len(digits) <= 9:
        return False
    figures = [int(each) for each in digits.zfill(9)]
    weighed = sum(each * weight for each, weight in zip(figures[:8], range(9, 1, -1), strict=True))
    return any(figures) and (weighed - figures[8]) % 11 == 0


def is_complete(columns: Sequence[str]) -> bool:
    """Whether a name and a number can be read, and nothing from two columns."""
    found = set(columns)
    has_name = found & {Column.NAME.name, Column.GIVEN.name, Column.FAMILY.name}
    return bool(has_name) and Column.NUMBER.name in found and not twice_among(columns)


def twice_among(columns: Sequence[str]) -> str:
    """The first that two columns are, as with "Nr." of a row beside a staff number; or nothing.

    Nobody but a person knows which of them counts.
    """
    return next((name for name in columns if name and columns.count(name) > 1), "")


def refuse_incomplete(columns: Sequence[str]) -> None:
    """Raises InvalidInputError without a name and a number, and for one that is chosen twice."""
    if twice_among(columns):
        raise InvalidInputError("import-column-twice")
    if not is_complete(columns):
        raise InvalidInputError("import-needs-columns")


def _shown(row: Row) -> list[str]:
    return [cell.strip()[:60] for cell in row]


def _guessed(rows: Sequence[Row], width: int) -> Iterator[str]:
    """A column of numbers is the staff number, the first of words the name, the next the team."""
    left = [Column.NAME.name, Column.TEAM.name]
    has_number = False
    for place in range(width):
        cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        is_number = bool(cells) and all(any(sign.isdigit() for sign in cell) for cell in cells)
        if is_number and not has_number:
            has_number = True
            yield Column.NUMBER.name
        else:
            yield left.pop(0) if cells and not is_number and left else ""
