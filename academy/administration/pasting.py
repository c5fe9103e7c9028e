"""Names and staff numbers out of lines that somebody pasted: from Excel, an e-mail, another system.

Pure. Understands headings, tabs, semicolons, commas and quotes, numbers before or after the name,
numbered lines, a family name that comes first ("Berg, Jan van der"), and a name in another script
with the same name in Latin letters beside it.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from academy.credentials.certificates.letters import is_latin
from academy.folding import folded, plain_digits

SEPARATORS = "\t;,"
"""The first that a line has outside quotes: a comma may also stand inside a name."""
LIST_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+")
BESIDE_NAME = re.compile(
    r"^(?P<name>\D*\D)\s+(?P<number>\d{2,20})$|^(?P<first>\d{2,20})\s+(?P<after>\D+)$"
)
QUOTED = re.compile(r'"[^"]*"')
OF_EXCEL = re.compile(r"^'|(?<=\d)\.0$")
"""What makes a number a text there, and what it adds to a number."""


class Column(Enum):
    """What the cells under a heading are."""

    NAME = frozenset(
        {"naam", "name", "volledige naam", "full name", "medewerker", "employee", "werknemer"}
    )
    GIVEN = frozenset({"voornaam", "roepnaam", "first name", "given name"})
    PARTICLE = frozenset(
        {"tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "prefix"}
    )
    FAMILY = frozenset({"achternaam", "familienaam", "last name", "family name", "surname"})
    LATIN = frozenset({
        "naam in onze letters", "latijnse naam", "latijnse letters", "name in our letters",
        "latin name", "latin letters",
    })  # fmt: skip
    NUMBER = frozenset({
        "personeelsnummer", "nummer", "nr", "nr.", "personeelsnr", "personeelsnr.", "pers.nr.",
        "medewerkernummer", "staff number", "number", "employee number",
    })  # fmt: skip
    TEAM = frozenset({"team", "afdeling", "ploeg", "department", "teamnaam"})
    FIRST_DAY = frozenset({
        "eerste dag", "begindatum", "startdatum", "in dienst", "datum in dienst", "begint op",
        "first day", "start date",
    })  # fmt: skip
    LAST_DAY = frozenset({
        "laatste dag", "einddatum", "uit dienst", "datum uit dienst", "stopt op",
        "last day", "end date",
    })  # fmt: skip
    LICENCE = frozenset({
        "certificaat", "certificaat van buiten", "soort certificaat", "diploma", "certificate",
        "kind of certificate", "certificate from outside",
    })  # fmt: skip
    VALID_UNTIL = frozenset({
        "certificaat geldig tot en met", "certificaat geldig tot", "geldig tot en met",
        "geldig tot", "certificate valid until", "valid until",
    })  # fmt: skip
    SEEN_BY = frozenset({
        "papier gezien door (personeelsnummer)", "papier gezien door", "gezien door",
        "paper seen by (staff number)", "paper seen by", "seen by",
    })  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A pasted line, and what it says."""

    number: int
    """As in the pasted text, from 1."""
    text: str
    name: str
    staff_number: str
    latin_name: str = ""
    is_clear: bool = True
    """Whether it is sure which part is what."""


def read_lines(text: str) -> list[Line]:
    """Every line with something in it, without the headings."""
    numbered = enumerate(text.splitlines(), start=1)
    lines = [(number, line.strip()) for number, line in numbered if line.strip(SEPARATORS + " \r")]
    columns = columns_under(_cells(lines[0][1])) if lines else ()
    return [_read(columns, number, line) for number, line in lines[1 if columns else 0 :]]


def columns_under(cells: Iterable[str]) -> tuple[Column | None, ...]:
    """What the cells of a line are above, when one of them is a heading of names."""
    found = tuple(
        next((column for column in Column if folded(cell) in column.value), None) for cell in cells
    )
    return found if {Column.NAME, Column.GIVEN, Column.FAMILY} & set(found) else ()


def _read(columns: Sequence[Column | None], number: int, line: str) -> Line:
    found = _cells(line)
    if len(found) == 1 < len(columns) or len(found) > len(columns) or not columns:
        return _without_headings(number, line)
    cells = dict(zip(columns, found, strict=False))
    latin_name = given_first(cells.get(Column.LATIN, ""))
    staff_number = staff_number_in(cells.get(Column.NUMBER, ""))
    return Line(number, line, name_in(cells), staff_number, latin_name)


def name_in(cells: Mapping[Column | None, str]) -> str:
    """The name in one cell, or put together from its parts."""
    parts = [cells.get(each, "") for each in (Column.GIVEN, Column.PARTICLE, Column.FAMILY)]
    return given_first(cells.get(Column.NAME, "")) or " ".join(filter(None, parts))


def _without_headings(number: int, line: str) -> Line:
    cells = [cell for cell in _cells(LIST_NUMBER.sub("", line)) if cell]
    numbers = [cell for cell in cells if _is_number(cell)]
    words = [cell for cell in cells if not _is_number(cell)]
    if len(cells) == 1 and (found := BESIDE_NAME.match(plain_digits(cells[0]))):
        part = "name" if found["name"] else "after"
        name = cells[0][found.start(part) : found.end(part)].strip()
        return Line(number, line, name, found["number"] or found["first"])
    if not words and len(numbers) == 2:
        words, numbers = numbers[:1], numbers[1:]
    if len(words) == 2 and _separator(line) == ",":
        words = [given_first(", ".join(words))]
    latin_name = ""
    if len(words) == 2 and not is_latin(words[0]) and is_latin(words[1]):
        words, latin_name = words[:1], given_first(words[1])
    if len(words) == 2 and not numbers:  # a staff number without digits
        words, numbers = words[:1], words[1:]
    is_clear = len(words) <= 1 and len(numbers) <= 1
    name = given_first(words[0]) if words else ""
    return Line(number, line, name, staff_number_in("".join(numbers[:1])), latin_name, is_clear)


def _cells(line: str) -> list[str]:
    rows = csv.reader([line], delimiter=_separator(line), skipinitialspace=True)
    return [" ".join(cell.split()) for row in rows for cell in row]


def _separator(line: str) -> str:
    bare = QUOTED.sub("", line)
    return next((sign for sign in SEPARATORS if sign in bare), ";")


def given_first(name: str) -> str:
    """`Berg, Jan van der` as `Jan van der Berg`."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name.strip(", ")


def _is_number(cell: str) -> bool:
    return " " not in cell and any(sign.isdigit() for sign in cell)


def staff_number_in(cell: str) -> str:
    return OF_EXCEL.sub("", plain_digits(cell))
