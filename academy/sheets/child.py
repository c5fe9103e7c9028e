"""Reads one workbook from its input and writes JSON lines: the name of the sheet with those of the
other filled ones, its rows, and `null` at the end.

Runs by itself, as a file (`workbooks`): nothing of the academy is imported here.
"""

import io
import json
import posixpath
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from xml.etree import ElementTree as ET

MOST_PARTS = 1_000
MOST_UNPACKED = 150 * 1024 * 1024
"""What all parts say they are unpacked; a lie about it meets the limit of memory."""
UNREADABLE = 3
PARTS = frozenset({"xl/workbook.xml", "xl/workbook.bin"})
LINKS = "xl/_rels/workbook.xml.rels"
TOO_HEAVY = 4
HIDES_ROWS = 5
DIGITS_OF_EXCEL = 1e15
"""From here on Excel has changed the last digits of a number itself."""
OF_A_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
"""Read as bytes: a parser takes seconds for a large sheet."""
A_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")
PIECE, A_TAG = 1024 * 1024, 40
MARK = re.compile(rb"\b(r|hidden)=[\"'](\w*)")


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
        number = _first_with_cells(book)
        sheet = None if number is None else book.get_sheet_by_index(number)
        names = [] if number is None else [*_names_from(content, book, number)]
        hidden = set() if number is None else set(_hidden_rows(content, number))
    except MemoryError:
        return TOO_HEAVY
    except Exception:
        return UNREADABLE
    out = sys.stdout
    out.write(f"{json.dumps(names)}\n")
    for place, row in enumerate(_rows_of(sheet) if sheet else ()):
        if place in hidden and any(cell.strip() for cell in row):
            return HIDES_ROWS
        json.dump(row, out)
        out.write("\n")
    out.write("null\n")
    return 0


def _refusal_of(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        listed = parts.infolist()
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
        return TOO_HEAVY
    return 0 if PARTS & {part.filename for part in listed} else UNREADABLE


def _first_with_cells(book: Any) -> int | None:
    """Among those that whoever opens the file sees: a hidden one is a list of before, or a help."""
    return next((each for each in _seen(book) if book.get_sheet_by_index(each).height), None)


def _seen(book: Any) -> Iterator[int]:
    for number, sheet in enumerate(book.sheets_metadata):
        if str(sheet.visible).endswith(".Visible"):
            yield number


def _names_from(content: bytes, book: Any, number: int) -> Iterator[str]:
    """Of this sheet and of each after it that is filled too; those before it are empty."""
    for each in _seen(book):
        if each == number or (each > number and _has_cells(content, each)):
            yield _text(book.sheets_metadata[each].name)


def _has_cells(content: bytes, number: int) -> bool:
    """Looked for and not read: a sheet of 20,000 rows that nobody asked for takes a second."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        name = _part_of(parts, number)
        if name is None:
            return True
        with parts.open(name) as part:
            end = b""
            while piece := part.read(PIECE):
                if A_VALUE.search(end + piece):
                    return True
                end = piece[-A_TAG:]
    return False


def _rows_of(sheet: Any) -> Iterator[list[str]]:
    """Cells that were merged over rows count for each of these, as people read it."""
    # calamine gives the empty rows above the first cell, and leaves out the columns before it
    before = [""] * (sheet.start[1] if sheet.start else 0)
    last_rows = {top: bottom[0] for top, bottom in sheet.merged_cell_ranges or ()}
    merged: dict[int, tuple[int, str]] = {}
    for place, cells in enumerate(sheet.iter_rows()):
        row = [*before, *map(_text, cells)]
        for column, text in enumerate(row if last_rows else ()):
            last, above = merged.get(column, (-1, ""))
            if (place, column) in last_rows:
                merged[column] = (last_rows[place, column], text)
            elif place <= last and not text and any(row):
                row[column] = above
        yield row


def _hidden_rows(content: bytes, number: int) -> Iterator[int]:
    """Rows of a sheet that a filter or a person hid, counted from 0."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        name = _part_of(parts, number)
        cells = parts.read(name) if name else b""
    place = -1
    for said in OF_A_ROW.findall(cells):
        marks = dict(MARK.findall(said))
        place = int(marks.get(b"r", place + 2)) - 1
        if marks.get(b"hidden") in {b"1", b"true"}:
            yield place


def _part_of(parts: zipfile.ZipFile, number: int) -> str | None:
    """The XML of a sheet; XLSB has none."""
    if "xl/workbook.xml" not in parts.namelist():
        return None
    book = ET.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314 - within the limits of this process
    sheets = [each for each in book.iter() if each.tag.rpartition("}")[2] == "sheet"]
    link = next(value for name, value in sheets[number].items() if name.endswith("}id"))
    links = ET.fromstring(parts.read(LINKS))  # noqa: S314
    target = next((each.get("Target") for each in links if each.get("Id") == link), None)
    return posixpath.join("/xl", target)[1:] if target else None


def _text(cell: object) -> str:
    """As people read it in the sheet: a number without `.0`, a day without a time."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        if abs(cell) >= DIGITS_OF_EXCEL:
            return f"{cell:.5E}"  # as Excel shows it: a number to be known by is lost
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    # a cell may spell out half a character, or none at all, which no database takes
    return str(cell).encode("utf-8", "replace").decode().replace("\0", "\ufffd")


if __name__ == "__main__":
    sys.exit(main())
