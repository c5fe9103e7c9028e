"""Reads one workbook from its input and writes its rows as JSON lines, `null` at the end.

Runs by itself, as a file (`workbooks`): nothing of the academy is imported here.
"""

import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime, time
from typing import Any

MOST_PARTS = 1_000
MOST_UNPACKED = 150 * 1024 * 1024
"""What all parts say they are unpacked; a lie about it meets the limit of memory."""
UNREADABLE = 3
PARTS = frozenset({"xl/workbook.xml", "xl/workbook.bin"})
TOO_HEAVY = 4


def main() -> int:
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    import python_calamine  # noqa: PLC0415 - it maps its library before the limit holds

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        refusal = _refusal_of(content)
        if refusal:
            return refusal
        book = python_calamine.load_workbook(io.BytesIO(content))
        sheet = _first_with_cells(book)
        rows = sheet.iter_rows() if sheet else iter(())
    except MemoryError:
        return TOO_HEAVY
    except Exception:
        return UNREADABLE
    out = sys.stdout
    # calamine gives the empty rows above the first cell, and leaves out the columns before it
    before = sheet.start[1] if sheet and sheet.start else 0
    for row in rows:
        json.dump([""] * before + [_text(cell) for cell in row], out)
        out.write("\n")
    out.write("null\n")
    return 0


def _refusal_of(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        listed = parts.infolist()
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
        return TOO_HEAVY
    return 0 if PARTS & {part.filename for part in listed} else UNREADABLE


def _first_with_cells(book: Any) -> Any:
    sheets = (book.get_sheet_by_index(number) for number in range(len(book.sheet_names)))
    return next((sheet for sheet in sheets if sheet.height), None)


def _text(cell: object) -> str:
    """As people read it in the sheet: a number without `.0`, a day without a time."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    # a cell may spell out half a character, or none at all, which no database takes
    return str(cell).encode("utf-8", "replace").decode().replace("\0", "\ufffd")


if __name__ == "__main__":
    sys.exit(main())
