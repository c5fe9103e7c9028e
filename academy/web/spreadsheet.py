"""CSV that opens well in a spreadsheet and cannot run anything there.

Semicolons and a byte order mark, as a Dutch Excel expects. A text that a spreadsheet would take
for a formula gets an apostrophe in front (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"

Cell = str | int | float | None


def spreadsheet(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as CSV text; None becomes an empty cell."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + page.getvalue()


def harmless(cell: Cell) -> Cell:
    """The cell, or its text with an apostrophe in front when a spreadsheet would calculate it."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def spreadsheet_response(
    name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> Response:
    """A download called `name`.csv; `name` is plain ASCII."""
    answer = Response(spreadsheet(header, rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
