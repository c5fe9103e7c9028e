"""The papers of somebody who goes to work elsewhere: code, steps, whom to ask, badges."""

import io

import pytest
from flask import Flask
from pypdf import PdfReader

from academy.wallet.moving.paper import Papers, first_page
from academy.wallet.passport.contents import Passport
from tests.academy.shown import Shown
from tests.cast import AMINA, ANNA, BEA, GORAN, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.pages import parse

PAPERS = "/wallet/moving"


def pages_of(client: AcademyClient) -> list[str]:
    answer = client.get(f"{PAPERS}/papers.pdf")
    assert answer.mimetype == "application/pdf"
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.get_data())).pages]


def text_of(client: AcademyClient) -> str:
    return "\n".join(pages_of(client))


def write_down(anna: AcademyClient, region: str, **values: str):
    return anna.submit(f"/organisations/regions/{region}", "region", **values)


def test_they_hold_the_code_the_badges_and_whom_to_ask(
    palette: Cast, shown: Shown, amina: AcademyClient, app, db_session
) -> None:
    shown()
    palette.schakel.region = "midden-utrecht"
    db_session.commit()
    write_down(app.test_client().as_(ANNA), "midden-utrecht", name="Werkcentrum Utrecht",
               phone="030 123 45 67", website="werkcentrum.example")  # fmt: skip
    amina.post(PAPERS)
    code = amina.page("/account/recovery").select_one(".slip__code").get_text()

    text = text_of(amina)

    assert code in text
    assert "Werkcentrum Utrecht" in text
    assert "030 123 45 67" in text
    assert "https://werkcentrum.example" in text
    assert "Textiel sorteren" in text
    assert "Werkcentrum Utrecht" in amina.page(PAPERS).select_one("main").get_text()


def test_the_passport_behind_the_code_can_be_given_away_and_checked(
    palette: Cast, shown: Shown, amina: AcademyClient
) -> None:
    badge = shown()
    amina.post(PAPERS)
    code = amina.page("/account/recovery").select_one(".slip__code").get_text()

    first, *behind = pages_of(amina)

    assert code in first
    assert "Textiel sorteren" not in first
    passport = "".join(behind)
    assert code not in passport
    assert "Skillspaspoort" in passport
    assert amina.page("/wallet/passport").select_one("main .code").get_text() in passport
    assert badge is not None


def test_a_desk_reads_in_dutch_what_the_code_is(palette: Cast, amina: AcademyClient) -> None:
    amina.post(PAPERS)
    amina.set_cookie("language", "ar")

    first = pages_of(amina)[0]

    assert "Je herstelcode" in first
    assert "Geef je kaart of je herstelcode." in first


def test_they_are_in_the_language_of_the_worker_with_the_dutch_beside_it(
    amina: AcademyClient,
) -> None:
    amina.set_cookie("language", "tr")
    amina.post(PAPERS)

    first = pages_of(amina)[0]

    assert "Bunu yanına alırsın" in first
    assert "Dit neem je mee" in first
    assert "Kodu kimseye gösterme." in first
    assert "Kijk op" not in first


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("fa", "rtl"), ("pl", "ltr")])
def test_they_run_the_way_of_their_language_and_codes_do_not(
    cast: Cast, app: Flask, language: str, way: str
) -> None:
    of_amina = Papers(
        person=AMINA.row, code="ABCD 1234", address="badges.example", contacts=(),
        passport=Passport(name="", latin_name="", first=None, last=START.date(), entries=(),
                          check_at="", words=()),
    )  # fmt: skip
    with app.test_request_context(PAPERS, headers={"Cookie": f"language={language}"}):
        page = parse(first_page(of_amina))

    assert (page.html["lang"], page.html["dir"]) == (language, way)
    assert page.select_one(".code")["dir"] == "ltr"


def test_without_contact_or_badge_they_still_say_what_to_do(amina: AcademyClient) -> None:
    amina.post(PAPERS)

    text = text_of(amina)

    assert "Er is geen badge die nu geldig is." in text
    assert "gemeente" in text


def test_after_half_an_hour_or_in_another_session_they_are_made_anew(
    amina: AcademyClient, app, clock: TestClock
) -> None:
    amina.post(PAPERS)
    elsewhere = app.test_client().as_(AMINA).get(f"{PAPERS}/papers.pdf")
    clock.advance(minutes=31)
    later = amina.get(f"{PAPERS}/papers.pdf")

    assert [answer.location for answer in (elsewhere, later)] == [PAPERS, PAPERS]


def test_before_they_are_made_there_are_none(amina: AcademyClient) -> None:
    assert amina.get(f"{PAPERS}/papers.pdf").location == PAPERS


class TestContacts:
    @pytest.mark.parametrize("member", [JAN, BEA, GORAN])
    def test_only_the_academy_writes_them_down(self, cast: Cast, client, member) -> None:
        client.as_(member)

        assert client.get("/organisations/regions").status_code == 403
        assert client.post("/organisations/regions/amersfoort", data={}).status_code == 403

    def test_they_are_changed_and_shown(self, cast: Cast, client: AcademyClient) -> None:
        anna = client.as_(ANNA)
        write_down(anna, "amersfoort", name="Eén")
        write_down(anna, "amersfoort", name="Twee", address="Markt 1")

        table = anna.page("/organisations/regions").select_one("table").get_text()
        assert "Twee" in table
        assert "Eén" not in table
        kept = anna.page("/organisations/regions/amersfoort").select_one("[name=address]")
        assert kept["value"] == "Markt 1"

    @pytest.mark.parametrize("values", [{}, {"name": "x", "website": "http://"}])
    def test_what_is_not_right_is_told(self, cast: Cast, client: AcademyClient, values) -> None:
        answer = write_down(client.as_(ANNA), "amersfoort", **values)

        assert answer.status_code == 422
        assert answer.page.select(".field--error")

    def test_a_region_that_there_is_not(self, cast: Cast, client: AcademyClient) -> None:
        assert client.as_(ANNA).get("/organisations/regions/nergens").status_code == 404
