"""A leader's card was lost: the tablet lets nobody in with it, and keeps the leader's work."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.floor import (
    Floor,
    context,
    fill_in,
    heading,
    make_contact,
    tablet,
)

__all__ = ["context", "tablet"]
pytestmark = pytest.mark.browser


def test_a_void_card_opens_nothing_and_the_new_one_brings_what_was_begun(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    fill_in(tablet)
    begun = heading(tablet).inner_text()
    new = floor.new_card()
    make_contact(tablet)
    expect(heading(tablet)).to_have_text("Wie ben je?")
    expect(tablet.get_by_role("alert")).to_contain_text("Log in met je nieuwe kaart.")

    context.set_offline(True)
    tablet.locator("#card").fill(floor.card)
    tablet.locator("#card").press("Enter")
    expect(tablet.get_by_role("alert")).to_contain_text("Geen internet")
    context.set_offline(False)
    tablet.locator("#card").fill(floor.card)
    tablet.locator("#card").press("Enter")
    expect(tablet.get_by_role("alert")).to_contain_text("Met deze kaart k")
    expect(heading(tablet)).to_have_text("Wie ben je?")

    tablet.locator("#card").fill(new)
    tablet.locator("#card").press("Enter")
    tablet.get_by_role("button", name=floor.team).click()
    expect(tablet.get_by_text("Hier was je mee bezig.")).to_be_visible()
    expect(heading(tablet)).to_have_text(begun)
    tablet.locator("#lock").click()
    context.set_offline(True)
    tablet.locator("#card").fill(new)
    tablet.locator("#card").press("Enter")
    expect(heading(tablet)).to_have_text(begun)
