"""Who looks reads what was done about them, and about nobody else."""

import pytest

from academy.reports.audit.sentences_of_people import OF_PEOPLE
from academy.reports.audit.subjects import names_a_person
from academy.reports.audit.telling import SENTENCES
from tests.academy.shown import EMERGENCY, SORTING, Shown
from tests.cast import AMINA, GORAN, JAN, Cast
from tests.client import AcademyClient

PAGE = "/wallet/data/history"


@pytest.fixture
def history(client: AcademyClient, palette: Cast, shown: Shown) -> list[str]:
    """Of Amina, to whom Jan gave a badge; so he did to Goran."""
    shown(AMINA, SORTING)
    shown(GORAN, SORTING)
    return lines(client.as_(AMINA))


def lines(client: AcademyClient) -> list[str]:
    return [" ".join(each.get_text(" ").split()) for each in client.page(PAGE).select("main li")]


def test_what_was_done_stands_there_with_who_did_it(history: list[str]) -> None:
    assert any(JAN.name in each and "Textiel sorteren" in each for each in history)


def test_nothing_is_told_about_others(history: list[str]) -> None:
    assert not any(GORAN.name in each for each in history)


def test_the_newest_stands_on_top(client: AcademyClient, palette: Cast, shown: Shown) -> None:
    shown(AMINA, SORTING)
    shown(AMINA, EMERGENCY)
    newest, *older = lines(client.as_(AMINA))
    assert "nood" in newest
    assert not any("nood" in each for each in older)


def test_the_lines_are_in_the_language_of_the_worker_with_the_dutch_beside(
    client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, SORTING)
    client.as_(AMINA).set_cookie("language", "tr")

    told = client.page(PAGE).select_one("main li")
    dutch = told.select_one("[lang=nl]").extract()

    assert "rozetini verdi" in told.get_text()
    assert "de badge" in dutch.get_text()
    assert "Textiel sorteren" in dutch.get_text()


def test_each_sentence_about_a_person_is_one_that_workers_read() -> None:
    assert {action for action in SENTENCES if names_a_person(action)} == set(OF_PEOPLE)
