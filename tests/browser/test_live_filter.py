"""Typing a word filters a list; Enter goes to the only hit, or asks the server."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.started import started

pytestmark = pytest.mark.browser


@pytest.fixture
def skills(visit: Visit) -> Page:
    """The list of skills of the first worker of the first team."""
    page = visit("team leader", width=800, height=1280)
    page.goto("/teams")
    page.locator("main a[href^='/teams/']").first.click()
    page.locator("main a[href^='/people/'][href$='/skills']").first.click()
    page.wait_for_url("**/skills")
    return started(page)


def test_a_word_hides_the_other_skills_and_their_domains(skills: Page) -> None:
    items, groups = skills.locator("[data-filter-item]"), skills.locator("[data-filter-group]")
    all_items, all_groups = items.count(), groups.count()
    name = items.last.locator(".skill-choice__name").inner_text()

    skills.get_by_label("Zoek een vaardigheid").fill(name.upper())

    shown = items.filter(visible=True)
    assert 0 < shown.count() < all_items
    assert 0 < groups.filter(visible=True).count() < all_groups
    expect(skills.locator(".search__count")).to_have_text(f"Gevonden: {shown.count()}")
    expect(shown.first).to_contain_text(name)


def test_enter_goes_to_the_only_skill(skills: Page) -> None:
    only = skills.locator("[data-filter-item] a").last
    href = str(only.get_attribute("href"))

    skills.get_by_label("Zoek een vaardigheid").fill(
        only.locator(".skill-choice__name").inner_text()
    )
    skills.keyboard.press("Enter")

    skills.wait_for_url(f"**{href}")


def test_enter_among_several_stays_and_sends_nothing(skills: Page) -> None:
    before = skills.url

    skills.get_by_label("Zoek een vaardigheid").fill("e")
    assert skills.locator("[data-filter-item]:visible").count() > 1
    skills.keyboard.press("Enter")

    assert skills.url == before
    expect(skills.get_by_label("Zoek een vaardigheid")).to_be_focused()


def test_enter_without_a_hit_asks_the_server_and_says_that_nothing_was_found(skills: Page) -> None:
    skills.get_by_label("Zoek een vaardigheid").fill("xylofoon")
    expect(skills.locator(".search__count")).to_contain_text("Niets gevonden")
    skills.keyboard.press("Enter")

    skills.wait_for_url("**?q=xylofoon")
    skills.get_by_role("link", name="Toon de hele lijst").click()
    expect(skills.locator("[data-filter-item]").first).to_be_visible()
