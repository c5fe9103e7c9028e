"""Sheets for a spreadsheet program, in which nothing can run.

Every text is written as a text and never as a formula or a link, so that a name that begins with
`=` stays a name. The same report is the same file.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import xlsxwriter
from flask import Response
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

SheetCell = str | int | float | date | None

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "d-m-yyyy",
}
ALWAYS: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - the library's own field, without a zone
LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\]")
NARROWEST, WIDEST = 8, 60


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[SheetCell]]
    as_text: bool = False
    """Also what is typed below stays as it is typed: 0042 is no number, and 3-5 no day."""


def _name(title: str) -> str:
    """A title without what spreadsheet programs refuse in the name of a sheet."""
    return NOT_IN_A_NAME.sub("", title)[:LONGEST_TITLE].strip("' ")


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The file that a spreadsheet program opens."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        book.set_properties({"created": ALWAYS})
        bold = book.add_format({"bold": True})
        hundredths = book.add_format({"num_format": "#,##0.00"})
        for sheet in sheets:
            page = book.add_worksheet(_name(sheet.title))
            page.freeze_panes(1, 0)
            _write(page, [sheet.header], bold=bold, hundredths=hundredths)
            _write(page, sheet.rows, first=1, hundredths=hundredths)
            _widen(page, sheet, book.add_format({"num_format": "@"}) if sheet.as_text else None)
    return content.getvalue()


def workbook_response(name: str, sheets: Sequence[Sheet]) -> Response:
    """A download called `name`.xlsx; `name` is plain ASCII."""
    answer = Response(workbook(sheets), mimetype=KIND)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _write(
    page: Worksheet,
    rows: Sequence[Sequence[SheetCell]],
    *,
    first: int = 0,
    bold: Format | None = None,
    hundredths: Format,
) -> None:
    for number, row in enumerate(rows, start=first):
        for column, cell in enumerate(row):
            look = hundredths if isinstance(cell, float) else bold
            page.write(number, column, _plain(cell), look)


def _plain(cell: SheetCell) -> SheetCell:
    """A text without what XML cannot hold, and not longer than a cell."""
    if not isinstance(cell, str):
        return cell
    return "".join(sign for sign in cell if sign.isprintable() or sign in "\n\t")[:LONGEST_TEXT]


def _widen(page: Worksheet, sheet: Sheet, look: Format | None) -> None:
    for place, column in enumerate(zip(sheet.header, *sheet.rows, strict=True)):
        width = max(len(str(cell)) + 2 for cell in column)
        page.set_column(place, place, min(max(width, NARROWEST), WIDEST), look)
