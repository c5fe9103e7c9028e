"""Sheets for a spreadsheet program."""

import io
from datetime import date
from zipfile import ZipFile

from academy.web.workbook import LONGEST_TEXT, Sheet, workbook

SHEET = Sheet("Uren", ["Wie", "Uren", "Dag"], [["=1+1", 7.5, date(2026, 11, 29)], [None, 2, None]])


def test_the_same_report_is_the_same_file() -> None:
    with ZipFile(io.BytesIO(workbook([SHEET]))) as archive:
        moments = {part.date_time for part in archive.infolist()}
        told = archive.read("docProps/core.xml").decode()
    assert moments == {(1980, 1, 1, 0, 0, 0)}
    assert ">1980-01-01T00:00:00Z<" in told
    assert ">2" not in told, "no moment of today"


def test_a_text_keeps_what_xml_and_a_cell_can_hold() -> None:
    odd = Sheet(
        "Vreemd", ["Tekst"], [["a\x00b\x1fc"], ["x" * (LONGEST_TEXT + 1)], ["http://a.example"]]
    )
    with ZipFile(io.BytesIO(workbook([odd]))) as archive:
        texts = archive.read("xl/sharedStrings.xml").decode()
        names = archive.namelist()
    assert "<t>abc</t>" in texts
    assert "x" * LONGEST_TEXT + "<" in texts
    assert not [name for name in names if "rels" in name and "sheet" in name], "no link was made"


def test_a_title_with_what_no_sheet_may_be_called_is_a_sheet_all_the_same() -> None:
    titles = ["Hoe staat het palet ervoor?", "[a]:b*c/d\\e", "'Kleding'"]
    with ZipFile(io.BytesIO(workbook([Sheet(each, ["Wie"], []) for each in titles]))) as archive:
        book = archive.read("xl/workbook.xml").decode()
    assert 'name="Hoe staat het palet ervoor"' in book
    assert 'name="abcde"' in book
    assert 'name="Kleding"' in book
