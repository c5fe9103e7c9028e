"""CSV that a spreadsheet opens well and never calculates."""

import csv
import io

import pytest

from academy.web.spreadsheet import harmless, spreadsheet


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["Jan", "a=b", "", None, 3, -4, 7.5])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert harmless(cell) == cell  # type: ignore[arg-type]


def test_texts_with_separators_quotes_and_lines_survive() -> None:
    rows = [["a;b", 'say "hi"', "two\nlines", None]]

    text = spreadsheet(["1", "2", "3", "4"], rows)

    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert read == [["1", "2", "3", "4"], ["a;b", 'say "hi"', "two\nlines", ""]]
