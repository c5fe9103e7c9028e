"""Rows of text out of a CSV or XLSX file, within bounds.

Promises the rows as a spreadsheet counts them, the empty ones too, so that a mistake can be named
by the number that people see. Raises InvalidInputError for whatever cannot be read.
"""

from collections.abc import Iterable, Iterator

from academy.errors import InvalidInputError
from academy.sheets.bounds import MEGABYTE, Bounds
from academy.sheets.text import rows_of, text_of
from academy.sheets.workbooks import is_workbook, rows_of_workbook

Row = list[str]
OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
"""How .xls begins, and how any workbook with a password does."""


def read_rows(content: bytes, bounds: Bounds, names: list[str] | None = None) -> Iterator[Row]:
    """One after another; the whole of a large file is nowhere at once.

    Of a workbook it is the first filled sheet: `names` then gets its name, and the names of the
    others, for whoever says what was left out.
    """
    names = [] if names is None else names
    if len(content) > bounds.bytes:
        raise InvalidInputError("table-too-large", most=round(bounds.bytes / MEGABYTE, 1))
    if content.startswith(OLD_EXCEL):
        raise InvalidInputError("table-of-old-excel")
    found = rows_of_workbook(content, names) if is_workbook(content) else rows_of(text_of(content))
    return within(found, bounds)


def within(rows: Iterable[Row], bounds: Bounds) -> Iterator[Row]:
    """The same rows, until one of them breaks the bounds."""
    for number, row in enumerate(rows, start=1):
        while row and not row[-1].strip():
            row.pop()  # a sheet that was once wider has empty cells to the right of everything
        if number > bounds.rows and row:
            raise InvalidInputError("table-too-many-rows", most=bounds.rows)
        if len(row) > bounds.columns:
            raise InvalidInputError("table-too-many-columns", most=bounds.columns)
        if any(len(cell) > bounds.cell for cell in row):
            raise InvalidInputError("table-cell-too-long", row=number, most=bounds.cell)
        if number <= bounds.rows:
            yield row
