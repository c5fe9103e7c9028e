"""A circular skill from proposal to first badge, by everybody who has a part in it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.journeys import Looks
from tests.browser.started import started

pytestmark = pytest.mark.browser

NAME = "Matrassen uit elkaar halen"
PAGE = "/palette/skills/matrassen-uit-elkaar-halen"
TEXTS = {
    "name_en": "Taking mattresses apart",
    "description_nl": "Je haalt een matras uit elkaar.",
    "description_en": "You take a mattress apart.",
    "level_1_nl": "De medewerker maakt de hoes los.",
    "level_1_en": "The worker takes off the cover.",
    "level_2_nl": "De medewerker haalt een matras zelfstandig uit elkaar.",
    "level_2_en": "The worker takes a mattress apart independently.",
    "level_3_nl": "De medewerker legt anderen uit hoe het gaat.",
    "level_3_en": "The worker explains to others how it is done.",
    "criteria_nl": "Hoes is los.\nSchuim en metaal liggen apart.",
    "criteria_en": "The cover is off.\nFoam and metal lie apart.",
}


def test_a_circular_skill_goes_from_proposal_to_first_badge(visit: Visit) -> None:
    looks = Looks()

    propose(visit, looks)
    take_over(visit, looks)
    address = give_a_badge(visit, looks)

    page = visit("visitor", width=360)
    page.goto(address)
    expect(page.get_by_text(NAME).first).to_be_visible()
    looks.at(page, "visitor")
    looks.again_in_english(visit)


def propose(visit: Visit, looks: Looks) -> None:
    page = visit("team leader", width=768, height=1024)
    page.goto("/skills")
    page.get_by_role("link", name="Stel een vaardigheid voor").click()
    page.get_by_label("Welke vaardigheid mis je?").fill(NAME)
    page.get_by_label("Wat doet iemand dan?").fill("Schuim en metaal gaan apart weg.")
    looks.at(page, "team leader")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("De academie kijkt ernaar")).to_be_visible()
    looks.at(page, "team leader")


def take_over(visit: Visit, looks: Looks) -> None:
    page = visit("academy", width=1440, height=900)
    page.goto("/palette")
    page.get_by_role("link", name="Voorstellen").click()
    page.get_by_role("link", name=NAME).click()
    page.get_by_text("Neem het over", exact=True).click()
    page.get_by_label("Domein").select_option("circulair")
    looks.at(page, "academy")
    page.get_by_role("button", name="Maak een concept").click()
    write(page, looks)
    started(page)
    page.get_by_role("button", name="Publiceer versie 1.0").click()
    looks.at(page, "academy")
    page.get_by_role("button", name="Ja, publiceer").click()
    expect(page).to_have_url(re.compile(f"{PAGE}$"))
    looks.at(page, "academy")


def give_a_badge(visit: Visit, looks: Looks) -> str:
    """The address of the page of the first badge."""
    page = visit("team leader", width=1280, height=800)
    page.goto("/skills")
    page.get_by_role("link", name="Mijn voorstellen").click()
    expect(page.get_by_role("listitem").filter(has_text=NAME)).to_contain_text(
        "Staat in het skillspalet"
    )
    page.goto("/teams")
    page.locator("main a[href^='/teams/']").first.click()
    page.locator("main a[href^='/people/'][href$='/skills']").first.click()
    page.get_by_role("link", name=NAME).click()
    started(page)
    page.locator("input[name=level][value='2']").check(force=True)
    page.get_by_role("button", name="Alles gezien", exact=True).click()
    looks.at(page, "team leader")
    page.get_by_role("button", name="Opslaan").click()
    expect(page).to_have_url(re.compile(r"/assessments/[0-9a-f-]{36}$"))
    badge = page.locator("main a[href*='/credentials/']").first
    return str(badge.get_attribute("href")).removesuffix("/manage")


def write(page: Page, looks: Looks) -> None:
    """First half of it, so that the page says what lacks; then the rest."""
    next_year = (datetime.now(UTC) + timedelta(days=365)).date().isoformat()
    started(page)
    for name, text in TEXTS.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Sla het concept op").click()
    lacking = page.get_by_text("Dit ontbreekt nog")
    expect(lacking).to_be_visible()
    looks.at(page)
    page.get_by_role("link", name="Pictogram", exact=True).click()
    started(page)
    page.get_by_label("Circulair", exact=True).check(force=True)
    page.get_by_label("Opnieuw gebruiken", exact=True).check(force=True)
    page.get_by_label("Wanneer kijken we opnieuw?").fill(next_year)
    looks.at(page)
    page.get_by_role("button", name="Sla het concept op").click()
    expect(page.get_by_text("Zo wordt het")).to_be_visible()
    expect(lacking).to_be_hidden()
    looks.at(page)
