"""The key "/" leads to the search box, and Enter to the only hit."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.started import started

pytestmark = pytest.mark.browser


def test_a_slash_leads_to_the_box_and_enter_to_the_only_hit(visit: Visit) -> None:
    page = visit("organisation admin", width=1440, height=900)
    page.goto("/to-do")
    started(page)

    page.keyboard.press("/")
    expect(page.locator("#site-search")).to_be_focused()
    page.keyboard.type("kassa/")
    expect(page.locator("#site-search")).to_have_value("kassa/")
    page.locator("#site-search").fill("zzz")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Niets gevonden")).to_be_visible()

    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/to-do")
    started(page)
    page.keyboard.press("/")
    page.wait_for_url("**/find")
    expect(page.get_by_role("searchbox")).to_be_visible()
