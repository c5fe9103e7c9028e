"""Cards that are printed fit the paper: eight on an A4, none cut in two."""

import io
import math
from typing import Literal

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

A4_POINTS = (595, 842)
CARDS_ON_A_PAGE = 8
NAMED_WITHOUT_A_BADGE = """(cells) => cells
  .filter((cell) => !cell.innerText && getComputedStyle(cell, "::before").display !== "none"
    && getComputedStyle(cell).display === "grid")
  .map((cell) => cell.dataset.label)"""


def test_eight_cards_stand_on_an_a4(visit: Visit) -> None:
    page = visit("team leader")
    page.goto("/teams")
    page.locator("main a[href^='/teams/']").first.click()
    page.get_by_role("link", name="Kaarten om in te loggen").click()

    cards = page.locator(".work-card").count()
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert cards > CARDS_ON_A_PAGE
    assert len(paper.pages) == math.ceil(cards / CARDS_ON_A_PAGE)
    assert {(round(each.mediabox.width), round(each.mediabox.height)) for each in paper.pages} == {
        A4_POINTS
    }
    on_each = [each.extract_text().count("Typ je pincode.") for each in paper.pages]
    assert on_each[:-1] == [CARDS_ON_A_PAGE] * (len(on_each) - 1)
    assert sum(on_each) == cards


def test_the_longest_name_leaves_its_card_whole(visit: Visit) -> None:
    page = visit("team leader")
    page.goto("/teams")
    page.locator("main a[href^='/teams/']").first.click()
    page.get_by_role("link", name="Kaarten om in te loggen").click()
    page.emulate_media(media="print")
    name = page.locator(".work-card__name bdi").first
    longest = "Maria-Wilhelmina Brzęczyszczykiewicz-van Oudewater-Schoonho"
    name.evaluate("(each, name) => { each.textContent = name }", longest)

    card = page.locator(".work-card").first
    outside = card.evaluate(
        "card => [...card.querySelectorAll('p, li, svg')].filter(each =>"
        " each.getBoundingClientRect().bottom > card.getBoundingClientRect().bottom).length"
    )

    assert outside == 0
    for part in ("/sign-in/card", "Scan het vierkantje.", "Brzęczyszczykiewicz"):
        assert part in card.inner_text()
    assert card.locator(".work-card__how svg").count() == 3


@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_number_stays_within_its_card(visit: Visit, media: Literal["screen", "print"]) -> None:
    page = visit("team leader", width=1280, height=800)
    page.goto("/teams")
    page.locator("main a[href^='/teams/']").first.click()
    page.get_by_role("link", name="Kaarten om in te loggen").click()
    page.emulate_media(media=media)

    room = page.locator(".work-card").first.evaluate(
        "card => card.getBoundingClientRect().right"
        " - card.querySelector('code').getBoundingClientRect().right"
    )

    assert room > 0


@pytest.mark.parametrize("domain", ["", "?domain=basisvaardigheden"])
def test_the_matrix_fits_its_paper(visit: Visit, domain: str) -> None:
    page = visit("team leader")
    page.goto("/teams")
    page.locator("main a[href^='/teams/']").first.click()
    page.goto(f"{page.url}/matrix{domain}")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 700})  # A4 on its side, without margins

    cut = page.evaluate(
        "[...document.querySelectorAll('.matrix :is(th, td)')].filter(cell => cell.offsetParent"
        " && (cell.getBoundingClientRect().right > innerWidth + 1"
        " || cell.scrollWidth > cell.clientWidth + 1)).map(cell => cell.textContent)"
    )

    assert cut == []
    assert "nog geen badge" not in page.locator(".matrix").inner_text()
    assert page.locator(".matrix [data-label]:visible").evaluate_all(NAMED_WITHOUT_A_BADGE) == []
    assert not page.locator(".menu, .site-header__demo").first.is_visible()
