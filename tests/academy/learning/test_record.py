"""What a person learned, for that person alone, and the proof on paper."""

import csv
import io
import uuid
from datetime import date, timedelta

import pikepdf
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from academy.learning import attendance
from academy.learning.models import CourseRun, LearningRecord
from academy.learning.values import Attendance
from academy.web.locale import COOKIE
from tests.academy.learning.conftest import TODAY, a_course, a_run, enrolled
from tests.cast import AMINA, ANNA, BEA, DEWI, GORAN, JAN, Cast, Member
from tests.clock import START
from tests.statements import count_statements


def followed(run: CourseRun, member: Member, hours: float = 7.5) -> LearningRecord:
    """`member` completed the run today."""
    (enrolment,) = enrolled(run, member)
    done = [Attendance(str(enrolment.uuid), hours)]
    attendance.complete(run, done, on=TODAY, by=ANNA.actor, now=START)
    assert enrolment.record is not None
    return enrolment.record


def test_without_courses_the_page_says_what_to_do(cast: Cast, client) -> None:
    page = client.as_(AMINA).page("/learning")

    assert "Je hebt nog geen cursus gevolgd" in page.get_text()


def test_a_course_stands_under_its_year_with_hours_form_and_provider(client, run) -> None:
    followed(run, AMINA)

    text = client.as_(AMINA).page("/learning").main.get_text(" ", strip=True)

    assert "2026" in text
    assert "1 cursus, 7,5 uur" in text
    assert "16 november 2026 tot en met 23 november 2026" in text
    assert "7,5 uur, in een groep Academie Kringloop" in text


def test_each_year_has_its_own_total_and_the_newest_comes_first(client, cast, course) -> None:
    for hours in (8, 4.25):
        followed(a_run(cast, course), AMINA, hours)
    old = followed(a_run(cast, course), AMINA, 3)
    old.ends_on = date(2025, 12, 31)

    page = client.as_(AMINA).page("/learning")

    assert [heading.get_text() for heading in page.select("main h2")] == ["2026", "2025"]
    assert "2 cursussen, 12,25 uur" in page.get_text()
    assert "1 cursus, 3 uur" in page.get_text()


def test_courses_ahead_are_shown_also_when_they_do_not_take_place(client, cast, course) -> None:
    later = TODAY + timedelta(days=7)
    run = a_run(cast, course, starts_on=later, ends_on=later, place="Arnhem")
    enrolled(run, AMINA)

    page = client.as_(AMINA).page("/learning")
    assert "Hier doe je aan mee" in page.get_text()
    assert "Arnhem" in page.get_text()

    run.cancelled_at = START
    assert "Gaat niet door" in client.page("/learning").get_text()


def test_nobody_sees_what_others_learned(client, run) -> None:
    record = followed(run, AMINA)

    for member in (GORAN, JAN, BEA, DEWI):
        client.as_(member)
        assert "Rekenen" not in client.page("/learning").get_text()
        assert "Rekenen" not in client.get("/learning.csv").get_data(as_text=True)
        for end in ("proof", "proof.pdf"):
            assert client.get(f"/learning/{record.uuid}/{end}").status_code == 404


def test_the_page_takes_as_many_statements_for_one_as_for_six(client, cast, course) -> None:
    followed(a_run(cast, course), AMINA)
    enrolled(a_run(cast, course), AMINA)
    client.as_(AMINA)
    with count_statements() as few:
        client.get("/learning")
    for _number in range(5):
        followed(a_run(cast, course), AMINA)
        enrolled(a_run(cast, course), AMINA)

    with count_statements() as many:
        client.get("/learning")

    assert len(many) == len(few), many


def test_the_record_can_be_kept_as_a_table(client, cast) -> None:
    followed(a_run(cast, a_course("=2+2 rekenen")), AMINA)

    answer = client.as_(AMINA).get("/learning.csv")

    assert answer.mimetype == "text/csv"
    (row,) = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";")
    assert row == {
        "Cursus": "'=2+2 rekenen",
        "Eerste dag": "2026-11-16",
        "Laatste dag": "2026-11-23",
        "Uren": "7,5",
        "Vorm": "In een groep",
        "Gegeven door": "Academie Kringloop",
    }


@pytest.mark.parametrize("member", [AMINA, ANNA], ids=["the worker", "the academy"])
def test_the_worker_and_the_academy_see_the_proof(client, run, member) -> None:
    record = followed(run, AMINA)

    page = client.as_(member).page(f"/learning/{record.uuid}/proof")

    text = page.get_text()
    assert page.h1.get_text() == "Bewijs van deelname"
    assert AMINA.name in text
    assert "Rekenen in de winkel" in text
    assert "Het is geen badge en geen diploma." in text


def test_the_proof_is_a_tagged_pdf_with_the_name_whole(client, run) -> None:
    record = followed(run, AMINA)
    AMINA.row.name = "Şükriye Wałęsa-Đorđević ትግስቲ"

    answer = client.as_(AMINA).get(f"/learning/{record.uuid}/proof.pdf")

    assert answer.mimetype == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.data))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    for words in ("Bewijs van deelname", "Şükriye Wałęsa-Đorđević", "ትግስቲ", "7,5"):
        assert words in text
    assert "geen badge" in text
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert pdf.Root.Lang == "nl"
        assert pdf.Root.MarkInfo.Marked
        fonts = {str(font.get("/BaseFont")) for font in pdf.pages[0].Resources.Font.values()}
        assert all("+" in font for font in fonts), "every font is embedded as a subset"


def test_the_longest_name_and_title_still_fit_on_one_page(client, cast) -> None:
    title = "Wekelijkse werkplaatsveiligheidsvoorlichting " * 2
    record = followed(a_run(cast, a_course(title.strip()[:80])), AMINA)
    AMINA.row.name = "Wilhelmina-Alexandra van der Meulen-Oosterhuis tot Nederveen"

    answer = client.as_(AMINA).get(f"/learning/{record.uuid}/proof.pdf")

    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 1


def test_the_proof_speaks_english_to_who_reads_english(client, run) -> None:
    record = followed(run, AMINA)
    client.as_(AMINA).set_cookie(COOKIE, "en")

    with pikepdf.open(io.BytesIO(client.get(f"/learning/{record.uuid}/proof.pdf").data)) as pdf:
        assert pdf.Root.Lang == "en"


def test_a_name_is_text_and_never_markup(client, run) -> None:
    record = followed(run, AMINA)
    AMINA.row.name = "<img src='file:///etc/passwd'>"

    page = client.as_(AMINA).page(f"/learning/{record.uuid}/proof")
    assert page.select("main img") == []

    text = (
        PdfReader(io.BytesIO(client.get(f"/learning/{record.uuid}/proof.pdf").data))
        .pages[0]
        .extract_text()
    )
    assert "<img src=" in text


def test_an_unknown_proof_is_not_found(cast: Cast, client, db_session) -> None:
    client.as_(AMINA)

    assert client.get(f"/learning/{uuid.uuid4()}/proof").status_code == 404
    assert client.get(f"/learning/{uuid.uuid4()}/proof.pdf").status_code == 404
    assert db_session.scalars(select(LearningRecord)).all() == []


def test_a_leader_reads_on_the_page_of_a_worker_what_was_followed_through_the_organisation(
    client, cast: Cast, course, run
) -> None:
    followed(run, AMINA)
    elsewhere = followed(a_run(cast, a_course("Elders gevolgd")), AMINA)
    elsewhere.enrolment.organisation_id = cast.cirkel.id

    for member in (JAN, BEA):
        page = client.as_(member).page(f"/people/{AMINA.uuid}").main
        text = " ".join(page.get_text(" ").split())
        assert "16 november 2026 tot en met 23 november 2026 7,5 Academie Kringloop" in text
        assert "Samen in 2026 7,5" in text
        assert "Elders gevolgd" not in text


def test_on_paper_nothing_stands_over_what_somebody_can_do_now(client, run) -> None:
    record = followed(run, AMINA)

    answer = client.as_(AMINA).get(f"/learning/{record.uuid}/proof.pdf")

    places: dict[str, float] = {}

    def note(text: str, matrix: list[float], at: list[float], *_font: object) -> None:
        places[text.strip()] = matrix[1] * at[4] + matrix[3] * at[5] + matrix[5]

    PdfReader(io.BytesIO(answer.data)).pages[0].extract_text(visitor_text=note)
    [outcome] = [height for text, height in places.items() if "geeft geld terug" in text]
    [remark] = [height for text, height in places.items() if "Het is geen badge" in text]
    assert remark < outcome
