"""The leader hands the tablet to the worker, who looks, agrees, objects, or does neither."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.floor import (
    Floor,
    enrol,
    fill_in,
    heading,
    keep,
    save_one,
    status,
    waiting,
    with_card,
    with_pin,
    without_background,
)
from tests.browser.test_controls import VOICES
from tests.browser.watching import PageFaults
from tests.waiting import wait_until

pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Browser, floor: Floor, faults: PageFaults) -> Iterator[BrowserContext]:
    made = faults.watch(floor.open(browser))
    without_background(made, floor)
    yield made
    made.close()


@pytest.fixture
def tablet(context: BrowserContext, floor: Floor) -> Page:
    """A tablet with a leader in."""
    page = context.new_page()
    enrol(page, floor)
    with_card(page, floor)
    return page


def hand_over(page: Page) -> None:
    page.locator("#pass").click()
    expect(heading(page)).to_contain_text("klopt dit?")


def in_arabic(page: Page) -> None:
    """The worker chooses a language; the Dutch of what it is about stands beside it."""
    page.locator("summary", has_text="Taal").click()
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("#objects .in-dutch")).to_have_text("(Ik ben het er niet mee eens)")
    expect(page.locator("#told .in-dutch[lang], #told .in-dutch [lang]").first).to_be_visible()
    expect(page.locator("#sync")).to_have_count(0)


def test_the_worker_objects_without_a_network_and_the_leader_is_out_meanwhile(
    tablet: Page, context: BrowserContext, floor: Floor
) -> None:
    before, said = floor.assessments(), floor.responses()
    context.set_offline(True)
    fill_in(tablet, person=1, skill=-3)
    tablet.locator("summary").click()
    tablet.get_by_text("Werkt netjes").click()
    tablet.get_by_label("Notitie").fill("Een bijzondere zin")
    keep(tablet)
    hand_over(tablet)
    expect(tablet.locator(".shell__who")).to_have_count(0)
    told = tablet.locator("#told")
    for words in (floor.leader, "Zelfstandig", "Gezien", "Werkt netjes", "Een bijzondere zin"):
        expect(told).to_contain_text(words)

    tablet.locator("#objects").click()
    expect(heading(tablet)).to_have_text("Wat klopt er niet?")
    tablet.locator("#back").click()
    in_arabic(tablet)
    tablet.locator("#objects").click()
    tablet.locator("#about input").first.check(force=True)
    tablet.locator("#reason").fill("Het ging alleen")
    tablet.locator("#send").click()
    expect(tablet.locator("html")).to_have_attribute("dir", "rtl")
    tablet.locator("#ready").click()
    expect(heading(tablet)).to_have_text("Wie ben je?")
    expect(tablet.locator("html")).to_have_attribute("lang", "nl")
    assert waiting(tablet) == 2
    tablet.locator("#sync").click()
    expect(tablet.locator(".shell-queue")).to_contain_text("Antwoord op:")
    context.set_offline(False)

    assert floor.has(before + 1)
    wait_until(lambda: floor.responses() == [*said, ("objects", True)])


def test_the_worker_agrees_and_the_leader_comes_back_with_the_pin(
    browser: Browser, floor: Floor, faults: PageFaults
) -> None:
    said = floor.responses()
    context = faults.watch(floor.open(browser))
    page = context.new_page()
    enrol(page, floor)
    with_pin(page, floor)
    page.get_by_role("button", name=floor.team).click()
    save_one(page, person=2, skill=-3)
    hand_over(page)
    page.locator("#agrees").click()
    expect(heading(page)).to_have_text("Dank je wel")
    page.locator("#ready").click()
    with_pin(page, floor)
    expect(heading(page)).to_have_text(floor.team)
    expect(status(page)).to_have_text("Alles is verstuurd.")
    assert floor.responses() == [*said, ("agrees", True)]
    context.close()


def test_later_is_as_big_and_is_no_agreement(tablet: Page, floor: Floor) -> None:
    said = floor.responses()
    save_one(tablet, person=3, skill=-3)
    hand_over(tablet)
    boxes = [tablet.locator(each).bounding_box() for each in ("#agrees", "#objects", "#later")]
    assert len({(round(box["width"]), round(box["height"])) for box in boxes if box}) == 1
    tablet.locator("#later").click()
    expect(heading(tablet)).to_have_text("Dank je wel")
    expect(status(tablet)).to_have_text("Alles is verstuurd.")
    wait_until(lambda: waiting(tablet) == 0)  # the sentence may be of before it was saved
    assert floor.responses() == said


def test_who_walks_away_has_said_nothing(
    browser: Browser, floor: Floor, faults: PageFaults
) -> None:
    said = floor.responses()
    context = faults.watch(floor.open(browser))
    page = context.new_page()
    page.clock.install()
    enrol(page, floor)
    with_card(page, floor)
    save_one(page, person=4, skill=-3)
    hand_over(page)
    page.clock.run_for(121_000)
    expect(heading(page)).to_have_text("Wie ben je?")
    page.go_back()
    expect(page.locator("#agrees")).to_have_count(0)
    assert floor.responses() == said
    context.close()


def test_it_is_read_aloud_with_a_voice_of_the_device(tablet: Page, floor: Floor) -> None:
    save_one(tablet, person=5, skill=-3)
    tablet.evaluate(VOICES)
    hand_over(tablet)
    tablet.get_by_role("button", name="Lees voor").click()

    tablet.wait_for_function("() => window.spoken.length > 3")
    assert floor.leader in tablet.evaluate("window.spoken[0]")
    tablet.locator("#lock").click()
    expect(heading(tablet)).to_have_text("Wie ben je?")


def test_without_such_a_voice_nothing_is_offered(tablet: Page) -> None:
    save_one(tablet, person=6, skill=-3)
    tablet.evaluate(VOICES.replace("nl-NL", "en-GB"))
    hand_over(tablet)
    expect(tablet.get_by_role("button", name="Lees voor")).to_be_hidden()
