"""The tablet on the shop floor, with a network: each of its screens, in both orientations."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.floor import (
    LYING,
    PIN,
    STANDING,
    Floor,
    a_picture,
    enrol,
    fill_in,
    heading,
    keep,
    save_one,
    status,
    waiting,
    with_card,
    with_pin,
)
from tests.browser.overlap import overlaps
from tests.browser.watching import PageFaults
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

FIVE_WORKERS = 10
SMALL = """() => [...document.querySelectorAll(
        'button, label.button, summary, textarea, .choice, '
        + 'input:not([type=radio]):not([type=checkbox]):not([type=file])')]
    .filter(tag => tag.checkVisibility())
    .map(tag => [tag.getBoundingClientRect().height, tag.matches(
        '.button--primary, .shell-pin__key, .choices--big .choice') ? 96 : 64, tag])
    .filter(([height, least]) => height < least)
    .map(([height, least, tag]) =>
        `${Math.round(height)} < ${least}: ${tag.outerHTML.slice(0, 120)}`)"""


@pytest.fixture
def tablet(browser: Browser, floor: Floor, faults: PageFaults) -> Iterator[Page]:
    """An enrolled tablet; nobody is in."""
    context = faults.watch(floor.open(browser))
    page = context.new_page()
    enrol(page, floor)
    yield page
    context.close()


def look(page: Page) -> list[str]:
    """What is wrong with this screen, as a person with gloves or a screen reader finds it."""
    found = [*violations(page), *page.evaluate(SMALL), *overlaps(page)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("it scrolls sideways")
    return [f"{heading(page).inner_text()}: {each}" for each in found]


@pytest.mark.parametrize(("size", "language"), [(STANDING, "Nederlands"), (LYING, "English")])
def test_every_screen_can_be_used_by_everybody(
    browser: Browser, floor: Floor, faults: PageFaults, size: tuple[int, int], language: str
) -> None:
    context = faults.watch(floor.open(browser, size))
    page = context.new_page()
    enrol(page, floor)
    page.get_by_role("button", name=language).click()
    found = look(page)
    page.locator(".person-tile", has_text=floor.leader).click()
    found += look(page)
    page.locator("#back").click()
    with_card(page, floor)
    found += look(page)
    page.locator(".person-tile").first.click()
    found += look(page)
    page.locator(".skill-choice").first.click()
    page.locator("#save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("summary").click()
    found += look(page)
    page.locator(".fill-in button").nth(1).click()
    keep(page)
    found += look(page)
    found += together(page)
    found += passed(page)
    page.locator("#sync").click()
    expect(page.locator(".empty-state")).to_be_visible()
    page.locator("summary").click()
    found += look(page)
    page.locator("#help").click()
    found += look(page)
    context.close()

    assert not found, "\n".join(found)


def together(page: Page) -> list[str]:
    """From what was saved to the same skill of others, and back to the team."""
    page.locator("#others").click()
    found = look(page)
    page.locator("#level input").first.check(force=True)
    page.locator("#people input").first.check(force=True)
    page.locator("#save").click()
    expect(page.locator(".shell-lines")).to_be_visible()
    found += look(page)
    for _step in range(2):
        page.locator("#back").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += look(page)
    page.locator("#leave").click()
    page.locator("#back").click()
    return found


def passed(page: Page) -> list[str]:
    """One more, which the worker looks at and objects to."""
    fill_in(page, skill=-2)
    keep(page)
    page.locator("#pass").click()
    found = look(page)
    page.locator("#objects").click()
    found += look(page)
    page.locator("#send").click()
    expect(page.locator("#ready")).to_be_visible()
    found += look(page)
    page.locator("#ready").click()
    return found


@pytest.mark.parametrize("size", [STANDING, LYING], ids=["standing", "lying"])
def test_a_tablet_that_is_new_can_be_used_by_everybody(
    browser: Browser, floor: Floor, faults: PageFaults, size: tuple[int, int]
) -> None:
    page = faults.watch(floor.open(browser, size)).new_page()
    page.goto("/tablet/")
    expect(heading(page)).to_have_text("Deze tablet aanmelden")
    found = look(page)
    page.get_by_role("button", name="English").click()
    expect(heading(page)).not_to_have_text("Deze tablet aanmelden")
    found += look(page)
    page.context.close()

    assert not found, "\n".join(found)


def test_what_is_saved_is_with_the_server_and_gone_from_the_tablet(
    tablet: Page, floor: Floor
) -> None:
    before = floor.assessments()
    with_card(tablet, floor)
    save_one(tablet)

    expect(status(tablet)).to_have_text("Alles is verstuurd.")
    assert floor.has(before + 1)
    assert waiting(tablet) == 0


def test_five_people_take_ten_taps(tablet: Page, floor: Floor) -> None:
    before = floor.assessments()
    with_card(tablet, floor)
    taps = [
        tablet.get_by_role("button", name="Meer mensen"),
        tablet.locator(".skill-choice").nth(3),
        tablet.locator("#level-2"),
        *[tablet.locator("#people input").nth(number) for number in range(5)],
        tablet.get_by_role("button", name="Opslaan voor 5 mensen"),
        tablet.get_by_role("button", name="Ja, opslaan"),
    ]
    for place in taps:
        place.tap(force=True)

    expect(heading(tablet)).to_have_text("Opgeslagen")
    expect(tablet.locator(".shell-lines li")).to_have_count(5)
    expect(status(tablet)).to_have_text("Alles is verstuurd.")
    expect(tablet.get_by_text("Dit is verstuurd en bewaard.")).to_be_visible()
    assert floor.has(before + 5)
    assert len(taps) <= FIVE_WORKERS


def test_several_people_ask_what_lacks_and_can_be_let_go(tablet: Page, floor: Floor) -> None:
    with_card(tablet, floor)
    tablet.get_by_role("button", name="Meer mensen").click()
    tablet.get_by_label("Zoek een vaardigheid").fill("op tijd")
    expect(tablet.locator(".skill-choice")).to_have_count(1)
    tablet.locator(".skill-choice").click()
    tablet.locator("#save").click()
    asked = tablet.get_by_role("alert").get_by_role("link")
    expect(asked).to_have_text(["Kies hoe het gaat.", "Kies wie je zag."])
    asked.last.click()
    expect(tablet.locator("#people input").first).to_be_focused()
    tablet.locator("#level-1").check(force=True)
    tablet.locator("#people input").first.check(force=True)
    tablet.locator("#nobody").click()
    expect(tablet.locator("#people input:checked")).to_have_count(0)
    tablet.locator("#people input").first.check(force=True)
    tablet.locator("#save").click()
    expect(heading(tablet)).to_contain_text("voor 1 mens. Klopt dat?")
    tablet.locator("#back").click()
    expect(tablet.locator("#people input:checked")).to_have_count(1)


def test_a_photo_goes_along_smaller_and_without_what_the_camera_wrote(
    tablet: Page, floor: Floor, faults: PageFaults
) -> None:
    with_card(tablet, floor)
    fill_in(tablet, skill=1)
    tablet.locator("summary").click()
    tablet.locator("#photo").set_input_files(
        files=[{"name": "work.png", "mimeType": "image/png", "buffer": a_picture(2600, 1300)}]
    )
    expect(tablet.get_by_alt_text("De gekozen foto")).to_be_visible()
    tablet.get_by_role("button", name="Haal de foto weg").click()
    expect(tablet.get_by_alt_text("De gekozen foto")).to_have_count(0)
    tablet.locator("#photo").set_input_files(
        files=[{"name": "work.png", "mimeType": "image/png", "buffer": b"no picture"}]
    )
    told = tablet.get_by_role("alert")
    expect(told).to_contain_text("Deze foto lukt niet. Maak een andere.")
    expect(told).to_be_in_viewport()
    told.get_by_role("link").click()
    expect(tablet.locator("#photo")).to_be_focused()
    faults.found = [each for each in faults.found if not each.startswith("blob:")]  # it is no photo
    tablet.locator("#photo").set_input_files(
        files=[{"name": "work.png", "mimeType": "image/png", "buffer": a_picture(2600, 1300)}]
    )
    tablet.get_by_label("Notitie").fill("Ging goed")
    tablet.get_by_text("Werkt netjes").click()
    tablet.get_by_text("In een oefening").click()
    keep(tablet)
    expect(status(tablet)).to_have_text("Alles is verstuurd.")
    wait_until(lambda: waiting(tablet) == 0)
    assert floor.newest_photo_size() == (1280, 640)


def test_undo_takes_back_what_was_sent(tablet: Page, floor: Floor) -> None:
    with_card(tablet, floor)
    save_one(tablet, skill=2)
    expect(status(tablet)).to_have_text("Alles is verstuurd.")
    withdrawn = floor.withdrawals()
    tablet.locator("#undo").click()

    expect(heading(tablet)).to_have_text("Ongedaan gemaakt")
    expect(status(tablet)).to_have_text("Alles is verstuurd.")
    wait_until(lambda: floor.withdrawals() == withdrawn + 1)


def test_a_pin_opens_the_tablet_and_five_wrong_ones_only_lock_the_pin(
    tablet: Page, floor: Floor
) -> None:
    with_pin(tablet, floor)
    tablet.get_by_role("button", name=floor.team).click()
    expect(heading(tablet)).to_have_text(floor.team)
    tablet.locator("#lock").click()
    for left in (4, 3, 2, 1):
        with_pin(tablet, floor, "1112")
        expect(tablet.get_by_role("alert")).to_contain_text(f"Je mag nog {left} keer.")
        tablet.locator("#back").click()
    with_pin(tablet, floor, "1112")
    expect(tablet.get_by_role("alert")).to_contain_text("Gebruik je kaart.")
    tablet.locator("#back").click()
    with_pin(tablet, floor, PIN)
    expect(tablet.get_by_role("alert")).to_contain_text("Gebruik je kaart.")
    tablet.locator("#back").click()
    with_card(tablet, floor)


def test_the_keys_of_the_pin_can_be_mended_and_shown(tablet: Page, floor: Floor) -> None:
    tablet.locator(".person-tile", has_text=floor.leader).click()
    keys = tablet.locator(".shell-pin__keys")
    for digit in "29":
        keys.get_by_role("button", name=digit, exact=True).click()
    keys.get_by_role("button", name="Wis het laatste cijfer").click()
    tablet.get_by_role("button", name="Laat zien").click()

    expect(tablet.locator("#pin")).to_have_attribute("type", "text")
    expect(tablet.locator("#pin")).to_have_value("2")


def test_a_code_that_is_none_is_told(tablet: Page) -> None:
    tablet.get_by_label("Code op je kaart").fill("123")
    tablet.get_by_role("button", name="Verder").click()
    expect(tablet.get_by_role("alert")).to_contain_text("geen code van een kaart")


def test_practice_looks_like_work_and_keeps_nothing(tablet: Page, floor: Floor) -> None:
    before = floor.assessments()
    tablet.get_by_role("button", name="Eerst oefenen").click()
    expect(tablet.locator(".shell__practice")).to_be_visible()
    save_practice = tablet.locator(".person-tile").first
    save_practice.click()
    tablet.locator(".skill-choice").first.click()
    tablet.get_by_role("button", name="Zelfstandig, alles gezien").click()
    tablet.locator("#save").click()

    expect(heading(tablet)).to_have_text("Goed geoefend. Er is niets bewaard.")
    assert waiting(tablet) == 0
    assert floor.assessments() == before
    tablet.locator("#lock").click()
    expect(tablet.locator(".shell__practice")).to_have_count(0)


def test_the_tour_tells_how_it_works_and_leads_back(tablet: Page, floor: Floor) -> None:
    with_card(tablet, floor)
    tablet.locator("#help").click()
    expect(tablet.get_by_text("Stap 2 van 4")).to_be_visible()  # what concerns this screen
    tablet.get_by_role("button", name="Zeg wie je bent").click()
    expect(tablet.get_by_text("Stap 1 van 4")).to_be_visible()
    for _step in range(3):
        tablet.get_by_role("button", name="Verder naar de volgende").click()
    tablet.locator("#back").click()
    expect(tablet.get_by_text("Stap 3 van 4")).to_be_visible()
    tablet.get_by_role("button", name="Aan het werk").click()
    expect(heading(tablet)).to_have_text(floor.team)


def test_the_tablet_speaks_english_too_and_remembers(tablet: Page) -> None:
    tablet.get_by_role("button", name="English").click()
    expect(heading(tablet)).to_have_text("Who are you?")
    tablet.reload()
    expect(heading(tablet)).to_have_text("Who are you?")
    assert tablet.locator("html").get_attribute("lang") == "en"


def test_a_name_or_a_skill_is_found_while_typing(tablet: Page, floor: Floor) -> None:
    with_card(tablet, floor)
    name = tablet.locator(".person-tile__name").last.inner_text()
    tablet.get_by_label("Zoek een naam").fill(name)
    expect(tablet.locator(".person-tile")).to_have_count(1)
    tablet.get_by_label("Zoek een naam").fill("zzz")
    expect(tablet.get_by_text("Niemand gevonden")).to_be_visible()
    tablet.get_by_label("Zoek een naam").fill("")
    tablet.locator(".person-tile").first.click()
    tablet.get_by_label("Zoek een vaardigheid").fill("zzz")
    expect(tablet.get_by_text("Geen vaardigheid gevonden")).to_be_visible()


def test_a_wrong_answer_leads_to_its_question(tablet: Page, floor: Floor) -> None:
    with_card(tablet, floor)
    tablet.locator(".person-tile").first.click()
    tablet.locator(".skill-choice").first.click()
    tablet.get_by_text("Zelfstandig", exact=True).click()
    tablet.locator("#save").click()
    tablet.get_by_role("alert").get_by_role("link").first.click()
    assert re.match(r"criterion-", tablet.evaluate("document.activeElement.id"))


def test_signing_out_wipes_what_only_this_leader_could_see(tablet: Page, floor: Floor) -> None:
    with_card(tablet, floor)
    with tablet.expect_response(lambda answer: answer.request.method == "DELETE"):
        tablet.get_by_role("button", name="Klaar voor vandaag").click()
    expect(heading(tablet)).to_have_text("Wie ben je?")
    assert tablet.evaluate(KEPT) == 0
    to_start = tablet.get_by_label("Code op je kaart")
    expect(to_start).to_be_visible()


KEPT = """() => new Promise((resolve) => {
    const opening = indexedDB.open('tablet');
    opening.onsuccess = () => {
        const counting = opening.result.transaction('vaults').objectStore('vaults').count();
        counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
    };
})"""


def test_a_browser_that_is_too_old_is_told(browser: Browser, floor: Floor) -> None:
    context = floor.open(browser)
    context.add_init_script("delete Navigator.prototype.locks")
    page = context.new_page()
    page.goto("/tablet/")
    expect(heading(page)).to_have_text("Deze tablet kan dit niet")
    expect(page.get_by_text("Chrome, Edge of Samsung Internet")).to_be_visible()
    context.close()


def test_a_browser_without_a_service_worker_says_that_it_needs_the_internet(
    browser: Browser, floor: Floor
) -> None:
    context = floor.open(browser)
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    page.goto("/tablet/")
    expect(page.get_by_text("Zonder internet werkt deze tablet nog niet.")).to_be_visible()
    context.close()
