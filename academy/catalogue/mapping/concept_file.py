"""A file of concepts, read and checked before anything of it is believed.

ESCO: `skills_<language>.csv` as the Commission gives it out, in any language. CompetentNL: a CSV
with the columns `uri`, `label` and, if there are any, `status` and `replaced_by`. Commas or
semicolons, UTF-8. Every fault names its line, so that whoever made the file can mend it.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from academy.catalogue.mapping.models import Framework
from academy.errors import InvalidInputError

LONGEST_URI: Final = 200
LONGEST_LABEL: Final = 400
OBSOLETE: Final = frozenset({"obsolete", "retired", "deprecated"})
COLUMNS: Final[Mapping[Framework, tuple[str, str]]] = {
    Framework.ESCO: ("conceptUri", "preferredLabel"),
    Framework.COMPETENTNL: ("uri", "label"),
}
URIS: Final[Mapping[Framework, re.Pattern[str]]] = {
    Framework.ESCO: re.compile(r"http://data\.europa\.eu/esco/skill/\S+"),
    Framework.COMPETENTNL: re.compile(r"https://linkeddata\.competentnl\.nl/\S+"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What a file says of one concept."""

    uri: str
    label: str
    is_gone: bool
    replaced_by: str | None


def read_file(source: Path, framework: Framework) -> list[Line]:
    """Raises InvalidInputError with the first thing that is wrong, and where."""
    try:
        content = source.read_bytes()
    except OSError as error:
        raise InvalidInputError("concept-file-unreadable") from error
    return read_concepts(content, framework)


def read_concepts(content: bytes, framework: Framework) -> list[Line]:
    """Raises InvalidInputError with the first thing that is wrong, and where."""
    try:
        text = content.decode("utf-8-sig")
        found = {line.uri: line for line in _lines(text, framework)}
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInputError("concept-file-unreadable") from error
    if not found:
        raise InvalidInputError("concept-file-empty")
    return list(found.values())


def _lines(text: str, framework: Framework) -> Iterator[Line]:
    first_line = text.partition("\n")[0]
    separator = ";" if first_line.count(";") > first_line.count(",") else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    for column in COLUMNS[framework]:
        if column not in (rows.fieldnames or ()):
            raise InvalidInputError("concept-file-lacks-column", column=column)
    for row in rows:
        yield _line(row, framework, rows.line_num)


def _line(row: Mapping[str, str | None], framework: Framework, number: int) -> Line:
    uri, label = ((row[column] or "").strip() for column in COLUMNS[framework])
    instead = (row.get("replaced_by") or row.get("isReplacedBy") or "").strip()
    for address in (uri, instead) if instead else (uri,):
        if not URIS[framework].fullmatch(address) or len(address) > LONGEST_URI:
            raise InvalidInputError("concept-is-no-address", line=number, text=address[:60])
    if not label or len(label) > LONGEST_LABEL:
        raise InvalidInputError("concept-lacks-label", line=number)
    status = (row.get("status") or "").strip().casefold()
    return Line(uri, label, bool(instead) or status in OBSOLETE, instead or None)
