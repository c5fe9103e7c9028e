"""The page in the file of everything is for the worker: in the own language, the Dutch below it."""

import io
import zipfile

import pytest
from bs4 import BeautifulSoup

from academy.languages import LANGUAGES
from academy.wallet.elsewhere import layout
from tests.academy.shown import SORTING, Shown, palette, shown
from tests.academy.wallet.conftest import amina
from tests.cast import AMINA
from tests.client import AcademyClient
from tests.pages import parse

__all__ = ["amina", "palette", "shown"]

SEEN = {
    "nl": "Zo keek iemand naar je werk",
    "en": "How somebody looked at your work",
    "ar": "هكذا نظر شخص إلى عملك",
    "fa": "کسی کار تو را این‌طور دید",
    "pl": "Tak ktoś patrzył na twoją pracę",
    "ti": "ሓደ ሰብ ንስራሕኩም ከምዚ ርእይዎ",
    "tr": "Biri işine böyle baktı",
    "uk": "Так хтось дивився на твою роботу",
}


def page_in(client: AcademyClient, code: str) -> BeautifulSoup:
    client.set_cookie("language", code, domain="localhost")
    with zipfile.ZipFile(io.BytesIO(client.get("/wallet/everything.zip").data)) as packed:
        return parse(packed.read(layout.README).decode())


def headings(page: BeautifulSoup, where: str) -> list[str]:
    return [each.get_text() for each in page.select(f"{where} h2")]


def test_the_languages_of_workers_are_all_tried() -> None:
    assert set(SEEN) == set(LANGUAGES)


@pytest.mark.parametrize("code", sorted(set(SEEN) - {"nl"}))
def test_it_is_in_the_workers_language_and_in_dutch_below(
    amina: AcademyClient, shown: Shown, code: str
) -> None:
    shown()

    page = page_in(amina, code)

    assert (page.html["lang"], page.html["dir"]) == (code, LANGUAGES[code].direction)
    assert SEEN[code] in headings(page, "main")
    below = page.select_one("main ~ section[lang=nl][dir=ltr]")
    assert SEEN["nl"] in [each.get_text() for each in below.select("h2")]
    assert len(headings(page, "main")) == len(below.select("h2"))
    assert not set(headings(page, "main")) & {each.get_text() for each in below.select("h2")}


def test_in_dutch_it_says_everything_once(amina: AcademyClient, shown: Shown) -> None:
    shown()

    page = page_in(amina, "nl")

    assert headings(page, "main").count(SEEN["nl"]) == 1
    assert not page.select("section[lang]")
    assert page.h1.get_text() == f"Mijn gegevens: {AMINA.name}"


def test_names_of_files_and_of_people_keep_their_own_direction(
    amina: AcademyClient, shown: Shown
) -> None:
    shown()

    page = page_in(amina, "ar")

    assert page.select_one(f'a[href="{layout.DATA}"] bdi[dir=ltr]').get_text() == layout.DATA
    assert page.select_one("h1 bdi").get_text() == AMINA.name
    dates = page.select_one("main").get_text()
    assert SORTING not in dates, "the name of a skill, not its code"


@pytest.mark.parametrize(
    ("code", "told"), [("en", "Sorting textiles (Textiel sorteren)"), ("nl", "Textiel sorteren")]
)
def test_a_badge_is_named_in_the_own_language_with_the_dutch_beside(
    amina: AcademyClient, shown: Shown, code: str, told: str
) -> None:
    shown()

    lines = [" ".join(each.get_text().split()) for each in page_in(amina, code).select("main li")]
    assert [each for each in lines if each.startswith(f"{told}, De Schakel, ")]
