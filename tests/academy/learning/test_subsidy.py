"""The subsidy report: hours by staff number, of one organisation and one period."""

from __future__ import annotations

import io
from datetime import date
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from academy.learning import attendance
from academy.learning.models import CourseRun
from academy.learning.subsidy.models import Guidance
from academy.learning.values import Attendance
from academy.security.identity import Role
from tests.academy.learning.conftest import TODAY, enrolled
from tests.cast import AMINA, ANNA, BEA, CAS, DEWI, GORAN, JAN, RENS, Cast, membership_of
from tests.clock import START

CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"


@pytest.fixture
def followed(cast: Cast, run: CourseRun) -> CourseRun:
    """Amina (number 12), Goran (without one) and Dewi of De Cirkel completed it, for 1,250 euro."""
    people = enrolled(run, AMINA, GORAN, DEWI)
    membership_of(AMINA, Role.WORKER).staff_number = "12"
    membership_of(GORAN, Role.WORKER).staff_number = ""
    run.cost_cents, run.funding = 125000, "gemeente"
    done = [Attendance(str(each.uuid), 8) for each in people]
    attendance.complete(run, done, on=TODAY, by=ANNA.actor, now=START)
    return run


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/organisations/{cast.schakel.uuid}/subsidy"


def cells(content: bytes, sheet: int) -> list[str]:
    with ZipFile(io.BytesIO(content)) as archive:
        root = ET.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
        texts = ET.fromstring(archive.read("xl/sharedStrings.xml"))
    shared = ["".join(text.itertext()) for text in texts]
    found = [("".join(cell.itertext()), cell.get("t") == "s") for cell in root.iter(CELL)]
    return [shared[int(value)] if is_shared else value for value, is_shared in found]


def test_an_administrator_sees_hours_by_staff_number_and_no_name(client, followed, address) -> None:
    start = client.as_(BEA).get("/subsidy")
    assert start.location == address
    text = " ".join(client.page(address).main.get_text(" ").split())

    assert AMINA.name not in text
    assert "12 Rekenen in de winkel" in text
    assert "zonder nummer 1 Rekenen in de winkel" in text
    assert "1 persoon heeft geen personeelsnummer" in text
    assert "Gevolgde uren 16" in text
    assert "1.250,00" in text
    assert "Gemeente" in text


def test_a_course_counts_on_the_day_on_which_it_ended(client, followed, address) -> None:
    client.as_(BEA)
    on_the_day = client.page(f"{address}?first=2026-11-23&last=2026-11-23")
    before = client.page(f"{address}?first=2026-01-01&last=2026-11-22")

    assert "zonder nummer 1" in on_the_day.get_text()
    assert "In deze periode was er geen cursus klaar" in before.get_text()


@pytest.mark.parametrize(
    ("period", "message"),
    [
        ("first=2026-02-01&last=2026-01-31", "niet vóór de eerste dag"),
        ("first=&last=2026-01-31", "Vul de eerste dag in."),
        ("first=2026-01-01", "Vul de laatste dag in."),
        ("first=gisteren&last=2026-01-31", "Vul een datum in"),
        ("first=2020-01-01&last=2026-01-01", "hoogstens 3 jaar"),
    ],
)
def test_a_strange_period_is_said(client, followed, address, period, message) -> None:
    answer = client.as_(BEA).get(f"{address}?{period}")

    assert answer.status_code == 422
    assert message in answer.page.select_one("main [role=alert]").get_text()
    assert client.get(f"{address}.xlsx?{period}").status_code == 404


def test_the_table_has_texts_numbers_and_days(client, followed, address) -> None:
    answer = client.as_(BEA).get(f"{address}.xlsx")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="subsidieverslag.xlsx"'
    people, runs, totals = (cells(answer.data, sheet) for sheet in (1, 2, 3))
    assert people[7:12] == ["12", "Rekenen in de winkel", "46342", "46349", "8"]
    assert runs[7:] == [
        "Rekenen in de winkel", "46342", "46349", "2", "16", "1250", "Gemeente",
    ]  # fmt: skip
    assert totals[3] == "De Schakel"


@pytest.mark.parametrize("number", ["=1+1", "@SUM(A1)", "+31", "-2", '=cmd|"/c calc"!A1', "<b>&"])
def test_nothing_in_the_table_is_a_formula(client, followed, address, number) -> None:
    membership_of(AMINA, Role.WORKER).staff_number = number

    answer = client.as_(BEA).get(f"{address}.xlsx")

    assert number in cells(answer.data, 1)
    with ZipFile(io.BytesIO(answer.data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<f " not in sheet


@pytest.mark.slow
def test_the_report_comes_on_paper(client, followed, address, app: Flask) -> None:
    asked = client.as_(BEA).post(f"{address}/pdf?first=2026-01-01&last=2026-12-31")
    assert asked.status_code == 303
    page = asked.location
    assert "Subsidieverslag, De Schakel" in client.page(page).h1.get_text()
    assert run_until_idle(app, Slot(handlers=HANDLERS)) == 1

    pdf = PdfReader(io.BytesIO(client.get(f"{page}/result").data))
    text = " ".join(" ".join(each.extract_text() for each in pdf.pages).split())
    assert "Rekenen in de winkel. 16 november 2026 tot en met 23 november 2026. Uren: 8." in text
    assert AMINA.name not in text


def test_hours_of_leermeesters_and_guides_are_totals_of_a_month(
    client, followed, address, db_session
) -> None:
    client.as_(BEA)
    form = {"month": "2026-11-01", "mentor": "120", "guide": "7,5"}

    for hours in ("120", "100"):
        client.post(address.replace("subsidy", "guidance"), data=form | {"mentor": hours})

    [kept] = db_session.scalars(select(Guidance))
    assert (kept.month, kept.mentor_hours, kept.guide_hours) == (date(2026, 11, 1), 100.0, 7.5)
    text = " ".join(client.page(address).main.get_text(" ").split())
    assert "november 2026 100 7,5" in text
    event = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.action, event.details["hours"]) == ("guidance.recorded", "100 + 7.5")


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("", "?first=2025-01-01&last=2026-11-23"),
        ("?first=2025-03-01&last=2025-09-30", "?first=2025-03-01&last=2025-09-30"),
        ("?first=2026-09-01&last=2026-08-01", "?first=2025-01-01&last=2026-11-23"),
    ],
)
def test_what_was_written_down_is_on_the_page_that_follows(
    client, cast, address, period, shown
) -> None:
    form = {"month": "2025-04-01", "mentor": "12", "guide": "3"}

    answer = client.as_(BEA).post(address.replace("subsidy", "guidance") + period, data=form)

    assert answer.location == address + shown
    page = client.page(answer.location)
    assert "april 2025 12 3" in " ".join(page.main.get_text(" ").split())


def test_hours_without_any_course_are_a_report_too(client, cast, address) -> None:
    client.as_(BEA)
    assert not client.page(address).select(f"a[href^='{address}.xlsx']")
    form = {"month": "2026-11-01", "mentor": "120", "guide": "7,5"}
    client.post(address.replace("subsidy", "guidance"), data=form)

    [table] = client.page(address).select(f"a[href^='{address}.xlsx']")

    totals = cells(client.get(table["href"]).data, 3)
    assert totals[-4:] == ["Uren van leermeesters", "120", "Uren van begeleiders", "7.5"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"month": "2026-12-01"}, "Kies een van de mogelijkheden."),
        ({"month": ""}, "Kies een"),
        ({"mentor": ""}, "Vul het aantal uren in."),
        ({"guide": "-1"}, "Vul een aantal uren in"),
        ({"guide": "50001"}, "Vul een aantal uren in"),
    ],
)
def test_strange_hours_are_said(client, cast, address, changes, message, db_session) -> None:
    form = {"month": "2026-11-01", "mentor": "0", "guide": "0"} | changes

    answer = client.as_(BEA).post(address.replace("subsidy", "guidance"), data=form)

    assert answer.status_code == 422
    assert message in answer.page.select_one("main [role=alert]").get_text()
    assert db_session.scalars(select(Guidance)).all() == []


def test_the_academy_chooses_an_organisation_and_leaves_a_line(
    anna, cast: Cast, followed, address, db_session
) -> None:
    page = anna.page("/subsidy")
    names = [link.get_text(strip=True) for link in page.select("main .card a")]
    assert names == ["De Cirkel", "De Schakel"]

    assert anna.get(address).status_code == 200
    seen = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert seen.chain == cast.schakel.id
    assert anna.post(address.replace("subsidy", "guidance")).status_code == 404


@pytest.mark.parametrize("member", [CAS, JAN, AMINA, RENS], ids=lambda member: member.name)
def test_nobody_else_sees_it(client, followed, address, member) -> None:
    client.as_(member)

    for end in ("", ".xlsx"):
        assert client.get(address + end).status_code == 404
    assert client.post(f"{address}/pdf").status_code == 404


def test_people_stand_by_number_as_people_count(client, followed, address) -> None:
    membership_of(AMINA, Role.WORKER).staff_number = "102"
    membership_of(GORAN, Role.WORKER).staff_number = "9"

    people = cells(client.as_(BEA).get(f"{address}.xlsx").data, 1)

    assert people[7::7] == ["9", "102"]
