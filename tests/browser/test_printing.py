"""Cards that are printed fit the paper: eight on an A4, none cut in two."""

import io
import math

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

A4_POINTS = (595, 842)
CARDS_ON_A_PAGE = 8


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
