"""Many workers at once, from pasted lines with a name and a staff number.

Reading tells for every line what is wrong with it; nothing is added until all lines are right.
"""

import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from flask_babel import gettext as _

from academy.administration.cells import fault_of, said
from academy.administration.pasting import Line, read_lines
from academy.folding import folded_name, folded_number

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One pasted line."""

    number: int
    """As in the pasted text, from 1."""
    text: str
    """The line as it was pasted."""
    name: str
    staff_number: str
    latin_name: str
    problem: str | None
    is_twin: bool = False
    """Somebody with this name and staff number is there already, or with this name if it has no
    number: that may be the same person."""


Twin = tuple[str, str]
"""A folded name and a staff number."""


def read_rows(text: str, *, known: AbstractSet[Twin], twins_allowed: bool) -> list[Row]:
    """Every line with a person; `known` are the people who work there already."""
    seen, numbers = set(known), {folded_number(number) for _name, number in known}
    seen |= {(name, "") for name, _number in known}
    rows = []
    for line in read_lines(unicodedata.normalize("NFC", text)):
        row = _judged(line, seen, numbers - {""}, twins_allowed=twins_allowed)
        seen |= {(folded_name(row.name), number) for number in (row.staff_number, "")}
        numbers.add(folded_number(row.staff_number))
        rows.append(row)
    return rows


def problems(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.problem]


def _judged(
    line: Line, seen: AbstractSet[Twin], numbers: AbstractSet[str], *, twins_allowed: bool
) -> Row:
    is_twin = (folded_name(line.name), line.staff_number) in seen
    problem = _problem(line)
    if problem is None and is_twin and not twins_allowed:
        problem = _twin_of(line)
    if problem is None and folded_number(line.staff_number) in numbers:
        problem = _("Dit nummer is al van iemand anders. Kies een ander nummer.")
    return Row(
        number=line.number,
        text=line.text,
        name=line.name,
        staff_number=line.staff_number,
        latin_name=line.latin_name,
        problem=problem,
        is_twin=is_twin,
    )


def _twin_of(line: Line) -> str:
    if line.staff_number:
        return str(_("Deze naam met dit nummer is er al."))
    return str(_("Deze naam is er al. Zet er een nummer bij."))


def _problem(line: Line) -> str | None:
    if not line.is_clear:
        return str(_("Schrijf alleen een naam en een nummer. Of zet kopjes boven je lijst."))
    fault = fault_of(line.name, line.staff_number, line.latin_name)
    return said(fault) if fault else None
