"""A list is read, and each row says what it would do, before anything is added."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from sqlalchemy import func, select

from academy.administration.imports.judging import judge
from academy.administration.imports.models import StaffImport, StaffImportRow, Stage
from academy.dates import local_day
from academy.people.models import Person
from academy.web.workbook import Sheet, workbook
from tests.academy.administration.imports.conftest import Lists, rows_of, told
from tests.cast import AMINA, BEA, CAS, ELS, JAN
from tests.clock import START

HEAD = "Personeelsnummer;Naam;Team"
NATIONAL = "A;123456782\nB;111222333\nC;999999990"


def test_each_row_says_what_it_would_do(lists: Lists, db_session) -> None:
    people = db_session.scalar(select(func.count(Person.id)))

    done = lists.bring(
        f"{HEAD}\n500;Nieuw Iemand;Sorteren\n101;{AMINA.name};Sorteren\n102;Goran Kovač-Smit;Winkel"
        f"\n;Zonder Nummer;Sorteren\n501;;Winkel\n500;Nog Iemand;Winkel\n502;Ander Team;Kantine"
    )

    assert done.stage == Stage.OPEN
    assert told(done) == [
        (2, "new", "", ""),
        (3, "same", "", ""),
        (4, "changed", "", ""),
        (5, "wrong", "number-missing", "NUMBER"),
        (6, "wrong", "name-missing", "NAME"),
        (7, "wrong", "number-twice", "NUMBER"),
        (8, "wrong", "team-unknown", "TEAM"),
    ]
    changes = rows_of(done)[2].changes
    assert changes == {"name": ["Goran Kovač", "Goran Kovač-Smit"], "team": ["Sorteren", "Winkel"]}
    assert "23 november 2026" in lists.page(done, "new").main.get_text()
    assert db_session.scalar(select(func.count(Person.id))) == people, "nothing is added yet"


def test_the_mistakes_come_first_and_name_row_and_cell(lists: Lists) -> None:
    done = lists.bring(f"{HEAD}\n500;Goed Iemand;Winkel\n500;Dubbel Iemand;Winkel")

    page = lists.page(done)

    assert page.select_one("main [aria-current=true]").get_text(" ").startswith("Alleen fouten")
    (row,) = page.select("tbody tr")
    assert row.select_one("th").get_text() == "Dubbel Iemand"
    text = row.get_text(" ")
    assert "Personeelsnummer" in text
    assert "Dit nummer staat ook in rij 2." in text
    assert row.select("td")[0].get_text() == "3"
    assert "1 rij is goed. 1 rij heeft een fout." in page.main.get_text()


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param("601;Iemand Nieuw;;32-13-2026", ["day-unreadable"], id="no day"),
        pytest.param("601;Iemand Nieuw;;3-5-1800", ["day-too-far"], id="too long ago"),
        pytest.param("601;Iemand Nieuw;;3-5-2026;2-5-2026", ["days-contradict"], id="contradict"),
        pytest.param("601;Iemand Nieuw;Winkel;;1-1-2020", ["days-contradict"], id="over already"),
        pytest.param("601;Iemand Nieuw", ["team-missing"], id="no team"),
        pytest.param("101;Heel Anders", ["number-of-another"], id="number of another"),
        pytest.param(f"601;{JAN.name}", ["namesake-without-number"], id="no number yet"),
        pytest.param(f"601;{ELS.name};Winkel", [""], id="somebody of this name left"),
        pytest.param("123456782;Iemand Nieuw;Winkel", ["number-like-bsn"], id="like a BSN"),
        pytest.param("123456789;Iemand Nieuw;Winkel", [""], id="nine other digits"),
        pytest.param("601;Evil\u202ename;Winkel", ["hidden-signs"], id="hidden signs"),
        pytest.param(f"601;{'x' * 61};Winkel", ["name-too-long"], id="long name"),
        pytest.param(f"{'9' * 21};Iemand;Winkel", ["number-too-long"], id="long number"),
        pytest.param("601;李娜;Winkel", ["letters-not-on-paper"], id="letters"),
        pytest.param("601;=cmd|' /C calc'!A0;Winkel", [""], id="a formula is a name"),
        pytest.param('601;"Berg, Jan van der";Winkel', [""], id="family name first"),
        pytest.param("601;\u200f\u200e;Winkel", ["name-missing"], id="marks of direction"),
        pytest.param("601;#N/B;Winkel", ["error-of-excel"], id="what Excel could not find"),
        pytest.param("#VERW!;Iemand Nieuw;Winkel", ["error-of-excel"], id="a cell that is gone"),
        pytest.param("1,23457E+14;Iemand;Winkel", ["error-of-excel"], id="a number cut off"),
        pytest.param("3-mei;Iemand Nieuw;Winkel", ["day-of-excel"], id="a day of a number"),
        pytest.param("dec-24;Iemand Nieuw;Winkel", ["day-of-excel"], id="a month of a number"),
        pytest.param("mei;Iemand Nieuw;Winkel", [""], id="a number of letters"),
        pytest.param("12E4;Iemand Nieuw;Winkel", [""], id="a number with a letter"),
        pytest.param("601;Iemand;Winkel;2026-11-30T00:00:00", [""], id="a day with no time"),
        pytest.param("601;Iemand;Winkel;30-11-2026 13:00", ["day-unreadable"], id="a moment"),
    ],
)  # fmt: skip
def test_what_is_asked_or_wrong(lists: Lists, text: str, problems: list[str]) -> None:
    done = lists.bring(f"{HEAD};Eerste dag;Laatste dag\n{text}")

    assert [row.problem for row in rows_of(done)] == problems
    lists.page(done, "wrong")


def test_xlsx_with_zeros_in_front(lists: Lists) -> None:
    sheet = Sheet("Lijst", ["Nr", "Achternaam", "Voornaam"], [["0042", "de Boer", "Ans"]])

    done = lists.bring(workbook([sheet]), "lijst.xlsx", team=str(lists.cast.winkel.uuid))

    (row,) = rows_of(done)
    assert (row.name, row.staff_number, row.kind) == ("Ans de Boer", "0042", "new")


class TestMoreSheets:
    HEAD = ("Nr", "Naam")

    def bring(self, lists: Lists, *tabs: str) -> StaffImport:
        sheets = [
            Sheet(tab, self.HEAD, [[f"90{number}", f"Ans van {tab}"]])
            for number, tab in enumerate(tabs)
        ]
        return lists.bring(workbook(sheets), "lijst.xlsx", team=str(lists.cast.winkel.uuid))

    def test_what_was_left_out_is_said_by_name(self, lists: Lists) -> None:
        done = self.bring(lists, "Winkel", "Loods", "Kantoor")

        assert [row.name for row in rows_of(done)] == ["Ans van Winkel"]
        text = lists.page(done).main.get_text()
        assert "We lazen alleen het blad “Winkel”. Niet gelezen: Loods, Kantoor." in text
        assert lists.page(done).select("main form[action$='/add']"), "what was read can be added"

    def test_a_hundred_of_them_are_not_all_named(self, lists: Lists) -> None:
        done = self.bring(lists, *(f"Blad {number}" for number in range(100)))
        text = lists.page(done).main.get_text()
        assert "Blad 10, …." in text
        assert "Blad 11" not in text

    @pytest.mark.parametrize(
        "tabs", [("Winkel",), ("Medewerkers", "Voorbeeld"), ("Staff", "Example")]
    )
    def test_one_sheet_and_the_example_of_our_template_say_nothing(
        self, lists: Lists, tabs: tuple[str, ...]
    ) -> None:
        done = self.bring(lists, *tabs)
        assert done.problem == ""
        assert "Niet gelezen" not in lists.page(done).main.get_text()


@pytest.mark.parametrize(
    ("number", "name", "kind", "problem"),
    [
        ("42", AMINA.name, "same", ""),
        ("042", AMINA.name.upper(), "changed", ""),
        ("42", "Ans de Boer", "ask", "number-with-zeros"),
        ("420", "Ans de Boer", "new", ""),
        ("A42", "Ans de Boer", "new", ""),
        ("00042", "Ans de Boer", "ask", "number-with-zeros"),
    ],
)
def test_a_number_that_lost_its_zeros_doubles_nobody(
    lists: Lists, number: str, name: str, kind: str, problem: str
) -> None:
    """A workbook that shows 0042 by a format says 42, and calamine tells no formats."""
    for row in AMINA.row.memberships:
        row.staff_number = "0042"

    done = lists.bring(f"Nr;Naam\n{number};{name}", team=str(lists.cast.sorteren.uuid))

    (row,) = rows_of(done)
    assert (row.kind, row.problem) == (kind, problem)
    lists.page(done, "wrong")


@pytest.mark.parametrize(("choice", "kind"), [("same", "changed"), ("other", "new")])
def test_whoever_brings_the_list_says_who_it_is(lists: Lists, choice: str, kind: str) -> None:
    for row in AMINA.row.memberships:
        row.staff_number = "0042"
    done = lists.bring("Nr;Naam\n42;Ans de Boer", team=str(lists.cast.sorteren.uuid))
    (row,) = rows_of(done)
    row.choice = choice

    judge(done, [row], local_day(START))

    assert row.kind == kind
    assert "number" not in row.changes, "it keeps its zeros"


def test_a_number_that_became_a_day_in_a_workbook_is_told(lists: Lists) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Nr", "Naam", "Team"])
        page.write_row(1, 1, ["Ans de Boer", "Winkel"])
        page.write_datetime(1, 0, date(2026, 5, 3), book.add_format({"num_format": "d-mmm"}))

    assert told(lists.bring(content.getvalue(), "lijst.xlsx")) == [
        (2, "wrong", "day-of-excel", "NUMBER")
    ]


def test_a_thousand_lines_by_paste(lists: Lists) -> None:
    lines = "\n".join(f"{9000 + number}\tPersoon Nummer{number}" for number in range(1000))

    lists.client.submit(
        f"/organisations/{lists.cast.schakel.uuid}/imports/new", "bring",
        pasted=f"Nummer\tNaam\n{lines}", team=str(lists.cast.winkel.uuid),
    )  # fmt: skip
    lists.work()

    assert {row.kind for row in rows_of(lists.newest())} == {"new"}
    assert len(rows_of(lists.newest())) == 1000


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("Naam;Nummer;BSN\nA;1;2", "Een burgerservicenummer bewaren", id="bsn"),
        pytest.param("Naam;Nummer;Geb.datum\nA;1;2", "“Geb.datum”", id="birth"),
        pytest.param("Naam;Nummer;Geslacht\nA;1;2", "Dat bewaren we van niemand", id="gender"),
        pytest.param("Titel\nNaam;Nummer;Uitkering\nA;1;2", "“Uitkering”", id="below a title"),
        pytest.param(f"Naam;Nummer\n{NATIONAL}\nD;12", "Kolom 2 (Nummer)", id="value"),
        pytest.param(f"X;Nr\n{NATIONAL}".replace(";", ";1;"), "Kolom 3", id="any column"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "Dit kunnen we niet lezen", id="picture"),
        pytest.param("\n \n", "In deze lijst staat niets", id="empty"),
        pytest.param("a;" + "x" * 600, "In rij 1 staat te veel", id="long cell"),
    ],
)  # fmt: skip
def test_a_list_that_is_not_taken_leaves_nothing(lists: Lists, content, says, app) -> None:
    done = lists.bring(content)

    page = lists.page(done)
    assert says in page.main.get_text()
    assert rows_of(done) == []
    assert done.file_key is None
    assert list(app.extensions["academy"].files.keys("imports/")) == []


def test_columns_without_headings_are_guessed_and_can_be_chosen(lists: Lists) -> None:
    done = lists.bring("Ans de Boer;Sorteren;700\nBen Bos;Winkel;701")
    assert done.columns == ["NAME", "TEAM", "NUMBER"]
    assert [row.number for row in rows_of(done)] == [1, 2]

    answer = lists.client.submit(f"/imports/{done.uuid}/columns", column_0="NAME", column_1="")
    lists.work()

    assert answer.status_code == 303
    assert [row.problem for row in rows_of(done)] == ["team-missing"] * 2


@pytest.mark.parametrize(
    "headings", ["Nr;Personeelsnummer;Naam", "Personeelsnummer;Naam;Nr", "Naam;Naam;Nummer"]
)
def test_of_two_columns_that_look_alike_a_person_says_which(lists: Lists, headings: str) -> None:
    done = lists.bring(f"{headings}\n1;500;Ans\n2;501;Ben")

    assert rows_of(done) == []
    twice = "Naam" if headings.startswith("Naam") else "Personeelsnummer"
    text = lists.page(done).main.get_text()
    assert f"Twee kolommen lijken op: {twice}." in text
    refused = lists.client.submit(f"/imports/{done.uuid}/columns")
    assert "Kies elk soort kolom één keer." in refused.page.main.get_text()


def test_headings_on_each_page_are_nobody(lists: Lists) -> None:
    done = lists.bring("Nummer;Naam;;\n500;Ans\n\nNummer;Naam\n501;Ben\n502;Naam")

    assert [(row.number, row.name) for row in rows_of(done)] == [
        (2, "Ans"),
        (5, "Ben"),
        (6, "Naam"),
    ]


def test_without_a_number_the_columns_are_asked_first(lists: Lists) -> None:
    done = lists.bring("Naam;Code\nAns;A-1")

    assert "Wat staat in welke kolom?" in lists.page(done).main.get_text()
    of_lists = lists.client.page(f"/organisations/{lists.cast.schakel.uuid}/imports")
    assert "Kies de kolommen" in of_lists.main.get_text()
    refused = lists.client.submit(f"/imports/{done.uuid}/columns")
    assert refused.status_code == 422
    twice = lists.client.submit(f"/imports/{done.uuid}/columns", column_1="NAME")
    assert "één keer" in twice.page.main.get_text()

    lists.client.submit(f"/imports/{done.uuid}/columns", column_1="NUMBER")
    lists.work()

    assert [row.staff_number for row in rows_of(done)] == ["A-1"]


def test_what_has_no_meaning_is_not_kept(lists: Lists, db_session) -> None:
    lists.bring("Naam;Nummer;Adres\nAns;1;Dorpsstraat 1")

    kept = db_session.scalars(select(StaffImportRow)).one()
    values = [getattr(kept, column.key) for column in StaffImportRow.__table__.columns]
    assert "Dorpsstraat 1" not in values


def test_nothing_was_brought(lists: Lists) -> None:
    path = f"/organisations/{lists.cast.schakel.uuid}/imports/new"

    answer = lists.client.post(path, data={"starts_on": "2026-11-23"})
    empty = lists.client.post(
        path, data={"starts_on": "2026-11-23", "file": (io.BytesIO(b""), "leeg.csv")}
    )

    assert answer.status_code == empty.status_code == 422
    assert "Kies een bestand, of plak de regels." in answer.page.main.get_text()
    assert "Dit bestand is leeg. Kies een ander bestand." in empty.page.main.get_text()


def test_the_template_comes_back_without_a_question(lists: Lists) -> None:
    path = f"/organisations/{lists.cast.schakel.uuid}/imports/template"
    out = lists.client.get(f"{path}.csv").get_data(as_text=True)
    assert "BSN" not in out.upper()
    assert lists.client.get(f"{path}.xlsx").data.startswith(b"PK")

    done = lists.bring(out + "0042;Ans de Boer;;Winkel;1-12-2026;;;;\r\n")

    (row,) = rows_of(done)
    assert (row.kind, row.staff_number) == ("new", "0042")


@pytest.mark.parametrize(("who", "status"), [(BEA, 200), (CAS, 404), (JAN, 404), (AMINA, 404)])
def test_only_the_own_administrator_knows_of_it(lists: Lists, who, status: int) -> None:
    done = lists.bring(f"{HEAD}\n500;;Winkel")
    row = rows_of(done)[0].uuid
    lists.client.as_(who)

    for path in ("", "/columns", f"/rows/{row}", "/wrong.xlsx"):
        assert lists.client.get(f"/imports/{done.uuid}{path}").status_code == status


def test_the_list_of_lists(lists: Lists) -> None:
    path = f"/organisations/{lists.cast.schakel.uuid}/imports"
    assert "Nog geen lijst" in lists.client.page(path).main.get_text()
    lists.bring(f"{HEAD}\n500;Ans;Winkel\n501;;Winkel", "mei.csv")

    text = lists.client.page(path).main.get_text(" ")
    assert "mei.csv" in text
    assert "1 klaar om toe te voegen" in text
    assert "1 fout" in text
