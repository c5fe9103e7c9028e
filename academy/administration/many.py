"""Many workers at once, from pasted lines `name;staff number`.

Reading tells for every line what is wrong with it; nothing is added until all lines are right.
"""

import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from flask_babel import gettext as _

from academy.folding import folded_name
from academy.web.forms import is_hidden

LONGEST_NAME = 60
LONGEST_NUMBER = 20
MOST_LINES = 200
SEPARATORS = ";\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One pasted line."""

    number: int
    """As in the pasted text, from 1."""
    name: str
    staff_number: str
    problem: str | None
    is_twin: bool = False
    """Somebody with this name and staff number is there already."""


Twin = tuple[str, str]
"""A folded name and a staff number."""


def read_rows(text: str, *, known: AbstractSet[Twin], twins_allowed: bool) -> list[Row]:
    """Every line that is not empty; `known` are the people who work there already."""
    seen = set(known)
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            row = _read(number, line, seen, twins_allowed=twins_allowed)
            seen.add((folded_name(row.name), row.staff_number))
            rows.append(row)
    return rows


def problems(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.problem]


def _read(number: int, line: str, seen: AbstractSet[Twin], *, twins_allowed: bool) -> Row:
    separator = next((sign for sign in SEPARATORS if sign in line), ";")
    parts = [" ".join(unicodedata.normalize("NFC", part).split()) for part in line.split(separator)]
    name, staff_number = parts[0], parts[1] if len(parts) > 1 else ""
    is_twin = (folded_name(name), staff_number) in seen
    problem = _problem(name, staff_number, parts[2:])
    if problem is None and is_twin and not twins_allowed:
        problem = _("Deze naam met dit nummer is er al.")
    return Row(number, name, staff_number, problem, is_twin)


def _problem(name: str, staff_number: str, rest: list[str]) -> str | None:
    if any(rest):
        return str(_("Schrijf op elke regel alleen een naam en een nummer."))
    if not name:
        return str(_("Vul een naam in."))
    if any(is_hidden(sign) for sign in name + staff_number):
        return str(_("Haal de onzichtbare tekens weg. Typ de tekst opnieuw."))
    if len(name) > LONGEST_NAME:
        return str(_("Maak de naam korter. Er passen %(most)s tekens.", most=LONGEST_NAME))
    if len(staff_number) > LONGEST_NUMBER:
        return str(_("Maak het nummer korter. Er passen %(most)s tekens.", most=LONGEST_NUMBER))
    return None
