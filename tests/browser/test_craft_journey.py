"""How somebody does a skill, from three photos to the page of the skill; a list, a reader."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.academy.catalogue.test_mapping import HEADER, a_line
from tests.academy.objections.test_voices import MP4
from tests.browser.conftest import Visit
from tests.browser.journeys import Looks
from tests.browser.started import started

pytestmark = pytest.mark.browser

SKILL = "/skills/textiel-sorteren"
SENTENCE = "Houd de stof tegen het licht en kijk of er gaatjes zijn."


def test_a_craft_goes_from_three_photos_to_the_page_of_the_skill(
    visit: Visit, tmp_path: Path
) -> None:
    looks, sound = Looks(), tmp_path / "zin.m4a"
    sound.write_bytes(MP4)

    page = visit("team leader", width=768, height=1024)
    page.goto(SKILL)
    page.get_by_role("link", name="Kun jij dit goed?").click()
    started(page)
    for number in (1, 2, 3):
        photo = tmp_path / f"{number}.jpg"
        Image.new("RGB", (640, 480), (number * 60, 90, 90)).save(photo)
        page.set_input_files(f"input[name=photo_{number}]", photo)
    page.get_by_label("Zeg in één zin hoe het moet").fill(SENTENCE)
    page.set_input_files("input[name=sound]", sound)
    page.locator("input[name=agreed]").check(force=True)
    looks.at(page, "team leader")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("De academie kijkt ernaar")).to_be_visible()
    looks.at(page)

    page = visit("academy", width=1440, height=900)
    page.goto("/palette")
    page.get_by_role("link", name="Zo doe je het").click()
    page.locator("main tbody a").first.click()
    looks.at(page, "academy")
    page.get_by_role("button", name="Ja, laat het zien").click()
    expect(page.get_by_text("Er wacht niets")).to_be_visible()
    looks.at(page, "academy")

    page = visit("visitor", width=360)
    page.goto(SKILL)
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    expect(page.locator(".craft img")).to_have_count(3)
    looks.at(page, "visitor")
    looks.again_in_english(visit)


def test_the_academy_looks_a_list_over_and_asks_a_reader(visit: Visit, tmp_path: Path) -> None:
    looks, concepts = Looks(), tmp_path / "skills_nl.csv"
    concepts.write_text(HEADER + a_line("one", "textiel sorteren"), encoding="utf-8")
    page = visit("academy", width=1440, height=900)

    page.goto("/palette/coverage")
    page.get_by_role("link", name="Een lijst inlezen").click()
    started(page)
    page.get_by_label("Welke uitgave?").fill("v1.2.0")
    page.set_input_files("input[name=file]", concepts)
    looks.at(page, "academy")
    page.get_by_role("button", name="Kijk het bestand na").click()
    expect(page.get_by_text("Er is nog niets ingelezen.")).to_be_visible()
    looks.at(page, "academy")
    page.get_by_role("button", name="Ja, lees in").click()
    expect(page).to_have_url(re.compile("/jobs/"))

    for address in ("/palette/domains", "/palette/domains/textiel", f"/palette{SKILL}/sounds"):
        page.goto(address)
        looks.at(page, "academy")

    page.goto("/palette/translations")
    page.get_by_role("button", name="Maak een link").click()
    link = page.locator("#link-1").inner_text()
    looks.at(page, "academy")
    page = visit("visitor", width=768, height=1024)
    page.goto(link[link.index("/read") :])
    looks.at(page, "visitor")
    page.goto(f"{link[link.index('/read') :]}/textiel-sorteren")
    page.get_by_text("Ja, zo is het goed").click()
    looks.at(page, "visitor")
    page.get_by_role("button", name="Opslaan en verder").click()
    expect(page.get_by_text("Dank je wel. Het is opgeslagen.")).to_be_visible()
    looks.again_in_english(visit)
