"""Help, privacy and accessibility: for everybody, and with the right people to write to."""

import pytest

from academy.catalogue.levels import Level
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, BEA, JAN, Cast
from tests.client import AcademyClient


@pytest.mark.parametrize("path", ["/help", "/privacy", "/accessibility", "/family"])
def test_everybody_may_read_it(client: AcademyClient, cast: Cast, path: str) -> None:
    for reader in (None, AMINA, JAN, BEA):
        if reader:
            client.as_(reader)
        page = client.page(path)
        assert len(page.select("main h2")) >= 4
        assert not page.select("main form")


def test_the_dutch_address_of_accessibility_leads_there(client: AcademyClient) -> None:
    answer = client.get("/toegankelijkheid")

    assert (answer.status_code, answer.location) == (308, "/accessibility")


def test_help_has_a_part_for_each_role(client: AcademyClient) -> None:
    page = client.page("/help")

    jumps = [str(each["href"]) for each in page.select(".jumps a")]
    assert jumps == ["#worker", "#leader", "#office", "#academy", "#employer", "#contact"]


def test_what_is_not_for_workers_alone_names_its_language(client: AcademyClient) -> None:
    client.set_cookie("language", "ar")

    words = client.page("/help").select(".help-levels .level, .help-levels .level + span")

    assert len(words) == 2 * len(Level)
    assert all(each.select_one("[lang=nl]") for each in words)


def test_a_worker_finds_the_address_of_the_own_organisation(
    client: AcademyClient, cast: Cast
) -> None:
    cast.schakel.email = "hulp@schakel.example"
    cast.cirkel.email = "hulp@cirkel.example"

    text = text_of(client.as_(AMINA).page("/help"))

    assert "hulp@schakel.example" in text
    assert "hulp@cirkel.example" not in text


def test_a_visitor_gets_no_address_of_anybody(client: AcademyClient, cast: Cast) -> None:
    for path in ("/help", "/accessibility"):
        assert "mailto:" not in client.get(path).get_data(as_text=True)


def test_the_privacy_notice_says_what_is_never_kept(client: AcademyClient) -> None:
    text = text_of(client.page("/privacy"))

    for words in ("burgerservicenummer", "uitkering", "beperking", "geboortedatum"):
        assert words in text
    assert "Autoriteit Persoonsgegevens" in text


def test_who_is_signed_in_goes_from_privacy_to_the_own_data(
    client: AcademyClient, cast: Cast
) -> None:
    assert not client.page("/privacy").select('main a[href="/wallet/data"]')
    assert client.as_(AMINA).page("/privacy").select('main a[href="/wallet/data"]')


def test_the_statement_admits_what_does_not_work_yet(client: AcademyClient) -> None:
    text = text_of(client.page("/accessibility"))

    assert "WCAG 2.2" in text
    assert "Wat werkt nog niet goed?" in text
