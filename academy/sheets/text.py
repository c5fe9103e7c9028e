"""CSV as it comes: from Excel in two encodings, from other programs, pasted, with any separator."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator

from academy.errors import InvalidInputError

SEPARATORS = ";\t,"
"""A Dutch spreadsheet writes the first; a comma may also stand inside a number or a name."""
LOOKED_AT = 20
"""Lines that tell which separator it is."""
SAID = "sep="
"""How Excel names the separator, on a line of its own."""
CONTROLS = frozenset(map(chr, (*range(9), *range(14, 32))))
"""What a picture or a program begins with, and no table does."""
OF_DOS = re.compile(r"[^\W\d_][‚ƒ„†‡ˆ‰‹˜›¡¢¤¥]|[a-z][ŠŽŒŸ]")
"""Where DOS or an old Mac wrote a letter otherwise than Windows reads it: Zo‰ is Zoë."""
SAVED_TWICE = re.compile(r"Ã[¡-¿‚ƒ„…†‡ˆ‰Š‹Œ]")
"""Where a word was read wrongly once, and saved so: ZoÃ«."""
BESIDE = 20
"""Letters of the word that are told on either side. Looked for with the word around it, a text of
one long word would take minutes: each letter of it could begin one."""
OF_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(content: bytes) -> str:
    """The text of a file; raises InvalidInputError for what is no text."""
    if content.startswith(OF_UTF16):
        return _decoded(content, "utf-16")
    # UTF-16 without its mark: of plain letters every second byte is nothing
    for encoding, begin in (("utf-16-le", 1), ("utf-16-be", 0)):
        if content[begin:LOOKED_AT:2].count(0) > LOOKED_AT // 3:
            return _decoded(content, encoding)
    try:
        text = _decoded(content, "utf-8-sig")
    except InvalidInputError:
        text = _decoded(content, "cp1252")  # what Excel on Windows writes
        _refuse(OF_DOS, text)
    _refuse(SAVED_TWICE, text)
    return text


def rows_of(text: str) -> Iterator[list[str]]:
    """Each record, also an empty one, as a spreadsheet would count them."""
    first, _end, rest = text.partition("\n")
    said = first.strip().lower().removeprefix(SAID)
    if first.lower().startswith(SAID) and len(said.strip('"')) <= 1:
        # the line is a row for nobody: Excel does not count it either
        yield from _records(rest, said.strip('"') or "\t")
        return
    yield from _records(text, separator_of(text))


def separator_of(text: str) -> str:
    """The one that makes most cells of the first lines; a separator inside quotes makes none."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:LOOKED_AT]
    return max(SEPARATORS, key=lambda sign: sum(_count(line, sign) for line in lines))


def as_text(rows: Iterable[list[str]]) -> str:
    """Rows as CSV text that `rows_of` reads as the same rows."""
    page = io.StringIO(newline="")
    page.write(f"{SAID};\n")
    csv.writer(page, delimiter=";", lineterminator="\n").writerows(rows)
    return page.getvalue()


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidInputError("table-unreadable") from error
    if "\0" in text or any(sign in CONTROLS for sign in text[:200]):
        raise InvalidInputError("table-unreadable")
    return text


def _refuse(wrong: re.Pattern[str], text: str) -> None:
    """Raises InvalidInputError for a name that nobody has."""
    found = wrong.search(text)
    if found:
        before = re.split(r"\W", text[max(0, found.start() - BESIDE) : found.start()])[-1]
        after = re.split(r"\W", text[found.end() : found.end() + BESIDE])[0]
        raise InvalidInputError("table-letters-unclear", word=before + found[0] + after)


def _count(line: str, sign: str) -> int:
    try:
        return sum(len(row) for row in csv.reader([line], delimiter=sign))
    except csv.Error:
        return 0


def _records(text: str, separator: str) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    records = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    while True:
        try:
            yield next(records)
        except StopIteration:
            return
        except csv.Error as error:
            raise InvalidInputError("table-cell-too-long", row=records.line_num, most=0) from error
