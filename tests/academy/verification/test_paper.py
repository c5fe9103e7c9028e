"""The page behind the code on a certificate shows what was printed, to who has the paper."""

import pytest
from sqlalchemy import select

from academy.credentials import papers
from academy.credentials.models import PaperCopy, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.dependencies import dependencies
from tests.academy.verification.conftest import the_credential
from tests.cast import AMINA, BEA
from tests.client import AcademyClient
from tests.clock import TestClock


@pytest.fixture
def code(badge: str) -> str:
    """What stands on Amina's certificate."""
    copy = db.session.scalars(select(PaperCopy)).one()
    return papers.code_of(copy, dependencies().settings.secret_key)


def test_it_shows_name_level_and_days_as_they_were_printed(
    client: AcademyClient, code: str
) -> None:
    with transaction():
        AMINA.row.name = "Amina Demir"

    page = client.page(f"/c/{code}")

    said = page.select_one("main").get_text(" ", strip=True)
    assert "Amina Yıldız" in said
    assert "Demir" not in said
    assert "Zelfstandig" in said
    assert "23 november 2026" in said
    assert page.select_one(".verdict--good")


def test_search_engines_and_other_websites_do_not_hear_of_it(
    client: AcademyClient, code: str
) -> None:
    answer = client.get(f"/c/{code}")

    assert answer.page.select_one("meta[name=robots]")["content"] == "noindex"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "og:title" not in answer.text


def test_a_code_may_be_typed_as_people_type(client: AcademyClient, code: str) -> None:
    grouped = "-".join(code[place : place + 4] for place in range(0, 16, 4))
    typed = [
        code, code.lower(), f"  {grouped} ", grouped.replace("-", " "),
        code.replace("0", "o").replace("1", "l"), f"https://badges.example.nl/c/{code}/",
        f"HTTPS://BADGES.EXAMPLE.NL/C/{code}",
        f"badges.example.nl/c/{grouped.lower()}",
    ]  # fmt: skip
    for each in typed:
        answer = client.get("/c", query_string={"code": each})
        assert (answer.status_code, answer.location) == (303, f"/c/{code}"), each
    assert client.get(f"/c/{grouped.lower()}").status_code == 200


@pytest.mark.parametrize(
    "typed", ["0000-0000-0000-0000", "kort", "é" * 16, "<b>", "\u202eabc", "%"]
)
def test_a_code_that_is_not_known_stays_in_the_field(client: AcademyClient, typed: str) -> None:
    for answer in (
        client.get("/c", query_string={"code": typed}, follow_redirects=True),
        client.get(f"/c/{typed.replace('%', '%25')}"),
    ):
        assert answer.status_code in (404, 422)
        assert "We kennen deze code niet" in answer.page.get_text()
        assert answer.page.select_one("input#code")["value"]


def test_an_empty_form_complains_of_nothing(client: AcademyClient) -> None:
    page = client.page("/c")

    assert "We kennen deze code niet" not in page.get_text()


def test_a_page_that_its_holder_closed_is_gone_and_shows_no_name(
    client: AcademyClient, code: str, clock: TestClock
) -> None:
    with transaction(the_credential().person):
        papers.withdraw_copies(the_credential(), by=AMINA.identity(), now=clock.now)

    answer = client.get(f"/c/{code}")

    assert answer.status_code == 410
    said = answer.page.get_text(" ", strip=True)
    assert "Dit certificaat is hier niet te zien. Dat zegt niets over de badge." in said
    assert "De medewerker wil" not in said, "it may be a child, or somebody who died"
    assert "Amina" not in said


def test_a_withdrawn_badge_is_not_green_on_its_paper_page(
    client: AcademyClient, code: str, clock: TestClock
) -> None:
    with transaction(the_credential().person):
        revoke(the_credential(), RevocationReason.MISTAKE, by=BEA.identity(), now=clock.now)

    page = client.page(f"/c/{code}")

    assert page.select_one(".verdict--bad")
    assert "per ongeluk" in page.select_one(".verdict").get_text()
