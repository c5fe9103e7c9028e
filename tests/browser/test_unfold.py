"""On a phone, filters wait until they are asked for; where there is room they stand there."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PAGES = [
    pytest.param("/audit", "#log-filters", "Zoek in het logboek", id="log"),
    pytest.param("people", "#filters", "Kies een team of rol", id="people"),
]


def open_page(visit: Visit, where: str, width: int) -> Page:
    page = visit("organisation admin", width=width, height=740)
    page.goto("/organisations" if where == "people" else where)
    if where == "people":
        page.locator("main a[href$='/people']").first.click()
    return page


@pytest.mark.parametrize(("where", "filters", "link"), PAGES)
def test_a_phone_shows_the_list_first_and_the_filters_on_demand(
    visit: Visit, where: str, filters: str, link: str
) -> None:
    page = open_page(visit, where, 360)
    expect(page.locator(filters)).to_be_hidden()
    expect(page.locator("main table tbody tr").first).to_be_in_viewport()

    page.get_by_role("link", name=link).press("Enter")

    expect(page.locator(filters)).to_be_visible()
    page.locator(f"{filters} select").first.select_option(index=1)
    expect(page.locator(filters)).to_be_visible()
    page.locator("main button[type=submit]", has_text="Zoek").last.click()
    expect(page.locator(filters)).to_be_visible()
    expect(page.get_by_role("link", name=link)).to_have_count(0)


@pytest.mark.parametrize(("where", "filters", "link"), PAGES)
def test_a_wide_screen_shows_them_at_once(
    visit: Visit, where: str, filters: str, link: str
) -> None:
    page = open_page(visit, where, 1024)
    expect(page.locator(filters)).to_be_visible()
    expect(page.get_by_role("link", name=link)).to_be_hidden()
