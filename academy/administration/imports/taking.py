"""The job that reads a list: out of its file into rows, and each row looked at.

Begun again after a crash it begins at the first row; nothing of it was added yet.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import delete, insert

from academy.administration.imports import columns
from academy.administration.imports.judging import judge
from academy.administration.imports.models import (
    SHEETS_LEFT_OUT,
    StaffImport,
    StaffImportRow,
    Stage,
)
from academy.administration.imports.queries import count_waiting, import_of, rows_from
from academy.administration.imports.template import is_example
from academy.administration.pasting import Column, given_first, name_in, staff_number_in
from academy.database import db
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import AcademyError, InvalidInputError
from academy.folding import folded_number
from academy.jobs.work import Work
from academy.sheets.bounds import Bounds
from academy.sheets.reading import read_rows

BOUNDS = Bounds(bytes=10_000_000, rows=25_000)
BATCH = 500
LONGEST_TAB, MOST_TABS = 40, 10
"""What is told of the tabs of a workbook; Excel allows 31 letters and any number of them."""
Row = list[str]
Cells = dict[Column | None, str]


def read_import(work: Work) -> None:
    the_import = import_of(work)
    if the_import is None or the_import.stage != Stage.READING:
        return
    number, place = the_import.id, the_import.organisation
    try:
        rows, head, names = _rows_of(the_import)
    except AcademyError as refusal:
        _refuse(work, the_import, refusal)
        return
    with work.step(place, done=0, total=2 * len(rows)):
        the_import = db.session.get_one(StaffImport, number)
        the_import.headings, the_import.columns = head.headings, head.columns
        _say_what_was_left_out(the_import, names)
        db.session.execute(delete(StaffImportRow).where(StaffImportRow.import_id == number))
    is_complete = columns.is_complete(head.columns)
    taken = _taken(rows, head) if is_complete else iter(())
    done = 0
    while batch := list(islice(taken, BATCH)):
        done += len(batch)
        with work.step(place, done=done):
            values = [{"import_id": number, **row} for row in batch]
            db.session.connection().execute(insert(StaffImportRow), values)
    _judge_all(work, number, done=done)


def judge_import(work: Work) -> None:
    """Look at every row again, after a choice about many of them."""
    the_import = import_of(work)
    if the_import is not None and the_import.stage == Stage.JUDGING:
        number = the_import.id
        with work.step(total=count_waiting(the_import)):
            pass
        _judge_all(work, number, done=0)


def _judge_all(work: Work, number: int, *, done: int) -> None:
    """Look at every row again, in portions."""
    last, today = 0, local_day(dependencies().clock())
    while True:
        with work.step(done=done):
            the_import = db.session.get_one(StaffImport, number)
            batch = rows_from(the_import, after=last, limit=BATCH)
            judge(the_import, batch, today)
            last, done = (batch[-1].id, done + len(batch)) if batch else (last, done)
        if not batch:
            break
    with work.finishing():
        the_import = db.session.get_one(StaffImport, number)
        the_import.stage, the_import.version = Stage.OPEN, the_import.version + 1


def _say_what_was_left_out(the_import: StaffImport, names: Sequence[str]) -> None:
    """Of a workbook with more than one filled sheet; the names as people see them on its tabs."""
    read, *others = (clean(each)[:LONGEST_TAB] for each in names or [""])
    others = [each for each in others if not is_example(each)]
    if others:
        told = others[:MOST_TABS] + ["…"] * (len(others) > MOST_TABS)
        the_import.problem = SHEETS_LEFT_OUT
        the_import.problem_values = {"sheet": read, "others": ", ".join(told)}


def _rows_of(the_import: StaffImport) -> tuple[list[Row], columns.Head, list[str]]:
    """Every row, and the names of the filled sheets; raises AcademyError for a list that cannot be
    taken."""
    names: list[str] = []
    rows = list(read_rows(_content(the_import), BOUNDS, names))
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise InvalidInputError("import-is-empty")
    head = columns.head_of(rows)
    watch = columns.NumberWatch()
    for row in rows[head.row :]:
        watch.look(row)
    watch.refuse(head.headings)
    if the_import.is_mapped and len(the_import.columns) == len(head.columns):
        head = columns.Head(head.row, head.headings, the_import.columns)
    return rows, head, names


def _content(the_import: StaffImport) -> bytes:
    try:
        return dependencies().files.get(the_import.file_key or "")
    except FileNotFoundError as error:
        raise InvalidInputError("import-file-is-gone") from error


def _refuse(work: Work, the_import: StaffImport, refusal: AcademyError) -> None:
    """Nothing of what may not be kept is kept any longer."""
    key, number = the_import.file_key, the_import.id
    with work.finishing():
        the_import = db.session.get_one(StaffImport, number)
        the_import.stage, the_import.file_key = Stage.REFUSED, None
        the_import.problem, the_import.problem_values = refusal.code, dict(refusal.values)
    if key:
        dependencies().files.delete(key)


def _taken(rows: Sequence[Row], head: columns.Head) -> Iterator[dict[str, object]]:
    """What is read of each row: only the columns that have a meaning."""
    wanted = [Column[name] if name else None for name in head.columns]
    for number, row in enumerate(rows[head.row :], start=head.row + 1):
        cells: Cells = {
            column: clean(cell) for column, cell in zip(wanted, row, strict=False) if column
        }
        # a list of several pages has its headings on each
        if any(cells.values()) and not columns.repeats(head, row):
            yield {"number": number, **values_of(cells)}


def values_of(cells: Cells) -> dict[str, str]:
    staff_number = staff_number_in(cells.get(Column.NUMBER, ""))
    return {
        "name": name_in(cells),
        "latin_name": given_first(cells.get(Column.LATIN, "")),
        "staff_number": staff_number,
        "staff_key": folded_number(staff_number),
        "team_name": cells.get(Column.TEAM, ""),
        "first_day": cells.get(Column.FIRST_DAY, ""),
        "last_day": cells.get(Column.LAST_DAY, ""),
        "licence": cells.get(Column.LICENCE, ""),
        "licence_until": cells.get(Column.VALID_UNTIL, ""),
        "seen_by": staff_number_in(cells.get(Column.SEEN_BY, "")),
    }


def clean(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).split())
