"""Attendance as a table: a row for each person, a column for each day, hours in the cells.

The first column has the number of the enrolment; names are there for people to read and are not
read back. A cell that is empty says nothing. Every mistake is named with its row and column.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _

from academy.dates import read_day
from academy.learning import rules
from academy.learning.hours import read_hours, written_hours
from academy.learning.models import CourseRun, Enrolment
from academy.people.namesakes import called
from academy.sheets.text import rows_of
from academy.web.spreadsheet import Cell

FIRST_DAY_COLUMN = 3
MOST_ROWS = 600
MOST_MISTAKES = 20


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in one cell; rows and columns as a spreadsheet counts them, from 1."""

    row: int
    column: int
    text: str


@dataclass(slots=True)
class Table:
    """What was read: hours by day and by the UUID of the enrolment."""

    hours: dict[date, dict[str, float]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)


def header(days: Sequence[date]) -> list[str]:
    return [_("Nummer"), _("Naam"), _("Organisatie"), *(day.isoformat() for day in days)]


def rows(
    people: Sequence[Enrolment], known: Mapping[int, Mapping[date, float]], days: Sequence[date]
) -> Iterator[list[Cell]]:
    for each in people:
        hours = known.get(each.id, {})
        place = each.organisation.name if each.organisation else ""
        cells = [written_hours(hours[day]) if day in hours else "" for day in days]
        yield [str(each.uuid), called(each.person), place, *cells]


def read_table(text: str, run: CourseRun, people: Sequence[Enrolment], *, today: date) -> Table:
    table = Table()
    lines = list(rows_of(text))
    if len(lines) < 2 or len(lines) > MOST_ROWS:
        table.mistakes.append(Mistake(1, 1, _("Dit is niet de lijst van deze cursus.")))
        return table
    days = _days(lines[0], run, table, today=today)
    own = {str(each.uuid) for each in people}
    for number, line in enumerate(lines[1:], start=2):
        _read_line(number, line, days, own, table)
    return table


def _days(first: Sequence[str], run: CourseRun, table: Table, *, today: date) -> dict[int, date]:
    """The day of each column."""
    days: dict[int, date] = {}
    for column, text in enumerate(first):
        if column < FIRST_DAY_COLUMN or not text.strip():
            continue
        day = read_day(text)
        if day is None:
            table.mistakes.append(
                Mistake(1, column + 1, _("Dit is geen datum: %(text)s", text=text))
            )
        elif not rules.can_be_attended(run, day, today=today):
            said = _("Op deze dag kan nog niemand geweest zijn: %(text)s", text=text)
            table.mistakes.append(Mistake(1, column + 1, said))
        elif day in days.values():
            said = _("Deze dag staat er twee keer: %(text)s", text=text)
            table.mistakes.append(Mistake(1, column + 1, said))
        else:
            days[column] = day
    return days


def _read_line(
    number: int, line: Sequence[str], days: Mapping[int, date], own: set[str], table: Table
) -> None:
    if not any(cell.strip() for cell in line):
        return
    key = line[0].strip().lower()
    if key not in own:
        table.mistakes.append(Mistake(number, 1, _("Dit nummer staat niet op de lijst.")))
        return
    for column, day in days.items():
        cell = line[column].strip() if column < len(line) else ""
        if not cell:
            continue
        hours = read_hours(cell)
        if hours is None or hours > rules.HOURS_IN_A_DAY:
            said = _("Vul uren in van 0 tot 24, of niets: %(text)s", text=cell[:20])
            table.mistakes.append(Mistake(number, column + 1, said))
        elif table.hours.setdefault(day, {}).setdefault(key, hours) != hours:
            table.mistakes.append(
                Mistake(number, column + 1, _("Deze persoon staat er twee keer."))
            )
