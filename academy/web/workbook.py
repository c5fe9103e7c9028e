"""Sheets for a spreadsheet program (Office Open XML, ECMA-376), in which nothing can run.

Every text is written as a text and never as a formula, so that a name that begins with `=` stays
a name. Only what our reports need: texts, numbers, days, a first line that stays in sight.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import Response
from markupsafe import escape

SheetCell = str | int | float | date | None

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The date in a ZIP: the same report is the same file."""
DAY_ZERO = date(1899, 12, 30)
"""Days are counted from here, as all spreadsheets do for days after February 1900."""
BOLD, DAY, HUNDREDTHS = 1, 2, 3
"""Places in `cellXfs` below."""
LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
NARROWEST, WIDEST = 8, 60

STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    "</cellXfs></styleSheet>"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[SheetCell]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The file that a spreadsheet program opens."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, text in _parts(sheets):
            archive.writestr(ZipInfo(name, ALWAYS), text, ZIP_DEFLATED)
    return content.getvalue()


def workbook_response(name: str, sheets: Sequence[Sheet]) -> Response:
    """A download called `name`.xlsx; `name` is plain ASCII."""
    answer = Response(workbook(sheets), mimetype=f"{KIND}.sheet")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _parts(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    yield "[Content_Types].xml", _content_types(numbers)
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    yield "xl/workbook.xml", _book(sheets)
    parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*parts, ("styles", "styles.xml")])
    yield "xl/styles.xml", STYLES
    for number, sheet in zip(numbers, sheets, strict=True):
        yield f"xl/worksheets/sheet{number}.xml", _sheet(sheet)


def _content_types(numbers: Sequence[int]) -> str:
    parts = {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in numbers}
    parts |= {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{KIND}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _relations(parts: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _book(sheets: Sequence[Sheet]) -> str:
    lines = "".join(
        f'<sheet name="{_text(sheet.title[:LONGEST_TITLE])}" sheetId="{number}" r:id="r{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{lines}</sheets></workbook>'
    )


def _sheet(sheet: Sheet) -> str:
    rows = [_row([(cell, BOLD) for cell in sheet.header])]
    rows += [_row([(cell, None) for cell in row]) for row in sheet.rows]
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{_widths(sheet)}</cols>"
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _widths(sheet: Sheet) -> str:
    columns = zip(sheet.header, *sheet.rows, strict=True)
    widths = (max(len(str(cell)) + 2 for cell in column) for column in columns)
    return "".join(
        f'<col min="{place}" max="{place}" width="{min(max(width, NARROWEST), WIDEST)}" '
        'customWidth="1"/>'
        for place, width in enumerate(widths, start=1)
    )


def _row(cells: Sequence[tuple[SheetCell, int | None]]) -> str:
    return f"<row>{''.join(_cell(value, style) for value, style in cells)}</row>"


def _cell(value: SheetCell, style: int | None) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, date):
        return f'<c s="{DAY}"><v>{(value - DAY_ZERO).days}</v></c>'
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, float):
        return f'<c s="{HUNDREDTHS}"><v>{value:.2f}</v></c>'
    look = f' s="{style}"' if style else ""
    text = _text(value[:LONGEST_TEXT])
    return f'<c{look} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _text(text: str) -> str:
    """Without what XML cannot hold."""
    return str(escape("".join(sign for sign in text if sign.isprintable() or sign in "\n\t")))
