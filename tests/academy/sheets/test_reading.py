"""Tables as people bring them: every encoding, separator and quote, and files that do harm."""

import io
import zipfile
from collections.abc import Sequence

import pytest
import xlsxwriter

from academy.errors import InvalidInputError
from academy.sheets.bounds import Bounds
from academy.sheets.reading import read_rows
from academy.sheets.text import as_text, rows_of

BOUNDS = Bounds(bytes=1024 * 1024, rows=50, columns=5, cell=80)
PEOPLE = [["Naam", "Nummer"], ["José Müller", "0042"], ["Łukasz", "7"]]


def read(content: bytes | str) -> list[list[str]]:
    return list(read_rows(content.encode() if isinstance(content, str) else content, BOUNDS))


def refusal_of(content: bytes | str) -> str:
    with pytest.raises(InvalidInputError) as refusal:
        read(content)
    return refusal.value.code


def a_workbook(*sheets: Sequence[Sequence[object]], at: tuple[int, int] = (0, 0)) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for rows in sheets:
            page = book.add_worksheet()
            for number, row in enumerate(rows, start=at[0]):
                page.write_row(number, at[1], row)
    return content.getvalue()


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_ends_of_lines(separator: str, encoding: str, end: str) -> None:
    text = end.join(separator.join(row) for row in PEOPLE)

    assert read(text.encode(encoding)) == PEOPLE


def test_what_excel_on_windows_saves() -> None:
    assert read("Naam;Nummer\r\nJosé;0042".encode("cp1252")) == [
        ["Naam", "Nummer"],
        ["José", "0042"],
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param('"Berg, Jan van der";12', [["Berg, Jan van der", "12"]], id="comma in quotes"),
        pytest.param('Naam;Nr\n"De ""Boer""";1', [["Naam", "Nr"], ['De "Boer"', "1"]], id="quotes"),
        pytest.param("Nu, 2026\nA;1\nB;2", [["Nu, 2026"], ["A", "1"], ["B", "2"]], id="title"),
        pytest.param("sep=;\nA,B;1", [["A,B", "1"]], id="Excel says it"),
        pytest.param("A;1\n\nB;2", [["A", "1"], [], ["B", "2"]], id="an empty row counts"),
        pytest.param('"A\nB";1\nC;2', [["A\nB", "1"], ["C", "2"]], id="a line end in a cell"),
        pytest.param("A;1;;;;;;;;\nB;2", [["A", "1"], ["B", "2"]], id="empty cells at the right"),
        pytest.param("Alleen", [["Alleen"]], id="one column"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_cells(text: str, rows: list[list[str]]) -> None:
    assert read(text) == rows


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"x" * (1024 * 1024 + 1), "table-too-large", id="bytes"),
        pytest.param("a\n" * 51, "table-too-many-rows", id="rows"),
        pytest.param("a;b;c;d;e;f", "table-too-many-columns", id="columns"),
        pytest.param("a;" + "b" * 81, "table-cell-too-long", id="cell"),
        pytest.param('a;"b\n' + "c;d\n" * 40, "table-cell-too-long", id="open quote"),
        pytest.param("a;" + "b" * 200_000, "table-cell-too-long", id="longer than csv takes"),
        pytest.param(b"\x00\x01", "table-unreadable", id="bytes of a program"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "table-unreadable", id="picture"),
        pytest.param(b"%PDF-1.7\n\x00\x81", "table-unreadable", id="PDF"),
        pytest.param(b"\xff\xfea", "table-unreadable", id="half a letter of UTF-16"),
        pytest.param(b"PK\x03\x04\x00", "table-unreadable", id="no whole ZIP"),
        pytest.param(bytes.fromhex("D0CF11E0A1B11AE1") + b"x", "table-of-old-excel", id="xls"),
    ],
)
def test_what_is_refused(content: bytes | str, code: str) -> None:
    assert refusal_of(content) == code


def test_a_workbook_keeps_rows_columns_and_zeros() -> None:
    content = a_workbook([["Naam", "Nr"], ["Łukasz", "0042"], [], ["B", 7], ["C", 1.5]], at=(2, 1))

    assert read(content) == [
        [], [], ["", "Naam", "Nr"], ["", "Łukasz", "0042"], [],
        ["", "B", "7"], ["", "C", "1.5"],
    ]  # fmt: skip


def test_the_first_sheet_with_something_in_it_counts() -> None:
    assert read(a_workbook([], [["Naam"]], [["Anders"]])) == [["Naam"]]


def test_the_filled_sheets_are_named_and_hidden_and_empty_ones_are_not() -> None:
    content, names = io.BytesIO(), list[str]()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheets = [
            book.add_worksheet(each) for each in ("Leeg", "Winkel", "Vorig jaar", "Loods", "Vel")
        ]
        for each in sheets[1:4]:
            each.write_row(0, 0, ["Naam", 12])
        sheets[2].hide()
        sheets[4].write_blank(3, 3, None, book.add_format({"bold": True}))

    assert list(read_rows(content.getvalue(), BOUNDS, names)) == [["Naam", "12"]]
    assert names == ["Winkel", "Loods"]


@pytest.mark.parametrize("filler", [0, 1024 * 1024 - 3])
def test_a_value_is_found_wherever_the_sheet_is_cut(filler: int) -> None:
    content, names = io.BytesIO(), list[str]()
    book = zipfile.ZipFile(io.BytesIO(a_workbook([["Naam"]], [["Anders"]])))
    with book as parts, zipfile.ZipFile(content, "w") as changed:
        for name in parts.namelist():
            part = parts.read(name)
            if name.endswith("sheet2.xml"):
                begin = part.index(b"<v>")
                part = part[:begin] + b" " * max(0, filler - begin) + part[begin:]
            changed.writestr(name, part)

    list(read_rows(content.getvalue(), Bounds(bytes=8 * 1024 * 1024, rows=9), names))
    assert names == ["Sheet1", "Sheet2"]


def test_a_workbook_without_cells_is_empty() -> None:
    assert read(a_workbook([])) == []


def test_a_sheet_that_nobody_sees_is_not_read() -> None:
    """What is hidden is a list of before."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        before, now = book.add_worksheet("Vorig jaar"), book.add_worksheet("Nu")
        before.write_row(0, 0, ["Naam", "Wie al weg is"])
        now.write_row(0, 0, ["Naam", "Wie er werkt"])
        now.activate()
        now.set_first_sheet()
        before.hide()

    assert read(content.getvalue()) == [["Naam", "Wie er werkt"]]


@pytest.mark.parametrize(("hidden", "empty"), [(1, 3), (0, 2)])
def test_rows_behind_a_filter_are_asked_about_and_empty_ones_are_not(
    hidden: int, empty: int
) -> None:
    def a_list(place: int) -> bytes:
        content = io.BytesIO()
        with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
            page = book.add_worksheet()
            for number, row in enumerate([["Naam"], ["Ans"], [], [], ["Ben"]]):
                page.write_row(number, 0, row)
            page.set_row(place, None, None, {"hidden": True})
        return content.getvalue()

    assert refusal_of(a_list(hidden)) == "table-hides-rows"
    assert read(a_list(empty)) == [["Naam"], ["Ans"], [], [], ["Ben"]]


def test_a_cell_that_is_merged_over_rows_counts_for_each() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate([["Naam", "Team"], ["A"], ["B"], [], ["C", "Winkel"]]):
            page.write_row(number, 1, row)
        page.merge_range(1, 2, 3, 2, "Sorteren")

    assert read(content.getvalue()) == [
        ["", "Naam", "Team"], ["", "A", "Sorteren"], ["", "B", "Sorteren"], [],
        ["", "C", "Winkel"],
    ]  # fmt: skip


def test_a_number_that_excel_cut_off_does_not_look_whole() -> None:
    assert read(a_workbook([[12345678901234567, 123456789012345]])) == [
        ["1.23457E+16", "123456789012345"]
    ]


@pytest.mark.parametrize(("encoding", "word"), [("cp850", "Zo‰"), ("mac_roman", "AndrŽ")])
def test_letters_of_dos_and_an_old_mac_are_not_taken_for_others(encoding: str, word: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        read("Naam\nAns\nZoë\nAndré\n".encode(encoding))

    assert refusal.value.code == "table-letters-unclear"
    assert refusal.value.values == {"word": word}


def test_letters_that_were_saved_wrongly_before_are_not_taken() -> None:
    assert refusal_of("Naam\nZoë".encode().decode("cp1252")) == "table-letters-unclear"
    with pytest.raises(InvalidInputError) as refusal:
        read(f"Naam\nJan; {'x' * 30}Ã«{'y' * 30} Bos")
    assert refusal.value.values == {"word": f"{'x' * 20}Ã«{'y' * 20}"}
    assert read("Naam\nJOÃO\nTrần Mai\nÃ") == [["Naam"], ["JOÃO"], ["Trần Mai"], ["Ã"]]


def test_names_as_windows_writes_them() -> None:
    names = "Naam\nJosé Müller\nd’Arc\nŠimon Žák\nJANŽE\nvan ‘t Hof\nJansen–Bakker"

    assert read(names.encode("cp1252")) == [[name] for name in names.split("\n")]


def test_a_formula_gives_what_was_last_calculated() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_formula(0, 0, "=1+1", None, 2)

    assert read(content.getvalue()) == [["2"]]


def test_a_workbook_that_says_it_is_endless_is_refused() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write(0, 0, "a")
        page.write(1_048_575, 16_383, "b")

    assert refusal_of(content.getvalue()) == "table-too-heavy"


def test_a_bomb_is_not_unpacked() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<a/>")
        parts.writestr("xl/worksheets/sheet1.xml", b"\0" * (151 * 1024 * 1024))

    assert len(content.getvalue()) < BOUNDS.bytes
    assert refusal_of(content.getvalue()) == "table-too-heavy"


def test_another_kind_of_zip_is_no_workbook() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        parts.writestr("word/document.xml", b"<a/>")

    assert refusal_of(content.getvalue()) == "table-unreadable"


@pytest.mark.parametrize("cut", [30, 200, 1000, -30])
def test_a_workbook_that_is_cut_off_is_refused(cut: int) -> None:
    content = a_workbook([[f"Persoon {number}", number] for number in range(40)])

    assert refusal_of(content[:cut]) == "table-unreadable"


def test_bounds_hold_for_a_workbook_too() -> None:
    assert refusal_of(a_workbook([["a"]] * 51)) == "table-too-many-rows"
    assert refusal_of(a_workbook([["a"] * 6])) == "table-too-many-columns"


def test_rows_as_text_are_read_as_the_same_rows() -> None:
    rows = [["Naam, en meer", "a;b"], ["1,5", 'De "Boer"'], [], ["sep=,"]]

    assert list(rows_of(as_text(rows))) == rows
