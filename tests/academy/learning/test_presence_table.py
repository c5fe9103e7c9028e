"""Attendance as a table (CSV): out, filled in, checked cell by cell, and saved."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from academy.learning.models import CourseRun, Presence
from tests.academy.learning.conftest import TODAY, a_run, enrolled
from tests.cast import AMINA, GORAN, JAN, Cast


@pytest.fixture
def run(cast: Cast, course) -> CourseRun:
    return a_run(cast, course)


@pytest.fixture
def numbers(run: CourseRun) -> list[str]:
    """Of Amina and Goran."""
    return [str(each.uuid) for each in enrolled(run, AMINA, GORAN)]


def bring(anna, run: CourseRun, text: str | bytes):
    content = text if isinstance(text, bytes) else text.encode()
    return anna.post(
        f"/course-runs/{run.uuid}/attendance/table",
        data={"file": (io.BytesIO(content), "lijst.csv")},
        content_type="multipart/form-data",
    )


def known(db_session) -> list[tuple[str, str, float]]:
    rows = db_session.scalars(select(Presence).order_by(Presence.id))
    return [(each.enrolment.person.name, each.day.isoformat(), each.hours) for each in rows]


def test_the_table_goes_out_is_filled_in_and_comes_back(anna, run, numbers, db_session) -> None:
    out = anna.get(f"/course-runs/{run.uuid}/attendance.csv")
    lines = out.get_data(as_text=True).removeprefix("\ufeff").splitlines()
    assert lines[0] == f"Nummer;Naam;Organisatie;{TODAY.isoformat()}"
    assert lines[1] == f"{numbers[0]};{AMINA.name};De Schakel;"

    filled = "\r\n".join([f"{lines[0]};20-11-2026", f"{lines[1]}7,5;4", f"{numbers[1]};;;0;"])
    checked = bring(anna, run, "\ufeff" + filled)
    assert checked.status_code == 200
    assert known(db_session) == []

    form = checked.page.select_one("main form")
    text = form.select_one("textarea").get_text().lstrip("\n")
    answer = anna.post(form["action"], data={"text": text})

    assert answer.status_code == 303
    assert sorted(known(db_session)) == [
        (AMINA.name, "2026-11-20", 4.0),
        (AMINA.name, TODAY.isoformat(), 7.5),
        (GORAN.name, TODAY.isoformat(), 0.0),
    ]
    again = anna.get(f"/course-runs/{run.uuid}/attendance.csv").get_data(as_text=True)
    assert f"{AMINA.name};De Schakel;4;7,5" in again


@pytest.mark.parametrize(
    ("head", "cells", "mistake"),
    [
        ("2026-11-24", "4", (1, 4, "Op deze dag kan nog niemand geweest zijn")),
        ("2026-11-15", "4", (1, 4, "Op deze dag kan nog niemand geweest zijn")),
        ("maandag", "4", (1, 4, "Dit is geen datum: maandag")),
        ("20-11-2026;2026-11-20", "4;4", (1, 5, "Deze dag staat er twee keer")),
        ("20-11-2026", "ja", (2, 4, "Vul uren in van 0 tot 24, of niets: ja")),
        ("20-11-2026", "25", (2, 4, "Vul uren in van 0 tot 24, of niets: 25")),
        ("20-11-2026", "-1", (2, 4, "Vul uren in van 0 tot 24, of niets: -1")),
    ],
)
def test_a_mistake_is_named_with_its_row_and_column(
    anna, run, numbers, db_session, head, cells, mistake
) -> None:
    answer = bring(anna, run, f"Nummer;Naam;Organisatie;{head}\n{numbers[0]};x;y;{cells}\n")

    assert answer.status_code == 422
    row, column, text = mistake
    said = [cell.get_text() for cell in answer.page.select("main tbody td")]
    assert said[:2] == [str(row), str(column)]
    assert text in said[2]
    assert known(db_session) == []


def test_an_unknown_number_and_a_person_twice_are_named(anna, run, numbers) -> None:
    head = "Nummer;Naam;Organisatie;20-11-2026"

    page = bring(anna, run, f"{head}\n12;x;y;4\n{numbers[0]};x;y;4\n{numbers[0]};x;y;5").page

    text = page.main.get_text()
    assert "Dit nummer staat niet op de lijst." in text
    assert "Deze persoon staat er twee keer." in text


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"PK\x03\x04\x00", b"x" * 400_001, b"Nummer"]
)
def test_another_file_is_refused(anna, run, numbers, content) -> None:
    answer = bring(anna, run, content)

    assert answer.status_code == 422
    assert answer.page.select("main [role=alert], main .notice")


def test_without_a_file_it_says_so(anna, run) -> None:
    answer = anna.post(f"/course-runs/{run.uuid}/attendance/table", data={})

    assert answer.status_code == 422
    assert "Kies een bestand." in answer.page.get_text()


@pytest.mark.parametrize("text", ["", "Nummer;Naam\n", "a;b;c;20-11-2026\n12;x;y;4"])
def test_what_is_saved_is_checked_again(anna, run, numbers, text, db_session) -> None:
    address = f"/course-runs/{run.uuid}/attendance/table/save"

    assert anna.post(address, data={"text": text}).status_code == 422
    assert known(db_session) == []


def test_an_empty_table_says_so(anna, run, numbers) -> None:
    answer = bring(anna, run, f"Nummer;Naam;Organisatie;20-11-2026\n{numbers[0]};x;y;\n")

    assert "De tabel is leeg" in answer.page.get_text()


def test_excel_on_windows_is_read_too(anna, run, numbers) -> None:
    text = f"Nummer;Naam;Organisatie;20-11-2026\n{numbers[0]};José;y;4\n"

    assert bring(anna, run, text.encode("cp1252")).status_code == 200


def test_it_is_the_academys_alone(client, run, numbers) -> None:
    client.as_(JAN)

    for end in ("attendance.csv", "attendance/table"):
        assert client.get(f"/course-runs/{run.uuid}/{end}").status_code == 404
