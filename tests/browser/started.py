"""The scripts of a page come after it: what a test types before they are there, nobody hears."""

from playwright.sync_api import Page, expect


def started(page: Page) -> Page:
    """Wait until every script of the page has started; `static/js/page/main.js` says so."""
    expect(page.locator("html")).to_have_attribute("data-scripts", "started")
    return page
