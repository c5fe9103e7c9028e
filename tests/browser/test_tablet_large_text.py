"""The tablet's screens with text twice as large: all of it is there, and can be read."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.floor import Floor, enrol, fill_in, heading, keep, with_card
from tests.browser.overlap import overlaps
from tests.browser.sideways import sideways, widest
from tests.browser.watching import PageFaults

pytestmark = pytest.mark.browser

TWICE = """document.addEventListener('DOMContentLoaded', () => {
    document.documentElement.style.fontSize = '200%';
});"""
SIZES = {"phone": (360, 740), "standing tablet": (800, 1280)}
COVERED = """() => [...document.querySelectorAll('.action-bar')]
    .filter(bar => getComputedStyle(bar).position === 'sticky')
    .filter(bar => bar.getBoundingClientRect().height > innerHeight / 2)
    .map(bar => `covered by ${bar.innerText}`)"""
OUTSIDE = """() => [...document.querySelectorAll(
        '.site-header .status-pill > span, .button > span')]
    .filter(words => words.checkVisibility())
    .filter(words => words.getBoundingClientRect().right
        > words.parentElement.getBoundingClientRect().right + 1)
    .map(words => `"${words.innerText}" sticks out`)"""


def look(page: Page) -> list[str]:
    found = [*overlaps(page), *page.evaluate(COVERED), *page.evaluate(OUTSIDE)]
    if sideways(page):
        found.append(f"it scrolls sideways, by {widest(page)}")
    return [f"{heading(page).inner_text()}: {each}" for each in found]


@pytest.mark.parametrize(
    ("size", "language"), [*zip(SIZES, ["Nederlands", "English"], strict=True)]
)
def test_every_screen_can_be_read_with_large_text(
    browser: Browser, floor: Floor, faults: PageFaults, size: str, language: str
) -> None:
    context = faults.watch(floor.open(browser, SIZES[size]))
    context.add_init_script(TWICE)
    page = context.new_page()
    enrol(page, floor)
    page.get_by_role("button", name=language).click()
    found = look(page)
    page.locator(".person-tile", has_text=floor.leader).click()
    assert page.locator("#pin").evaluate("field => field.clientWidth") > 150, "six digits"
    found += look(page)
    page.locator("#back").click()
    with_card(page, floor)
    found += look(page)
    fill_in(page, person=3, skill=-8)
    page.locator("summary").click()
    page.locator("#back").click()
    found += look(page)
    page.locator("#stay").click()
    keep(page)
    found += look(page)
    page.locator("#pass").click()
    found += look(page)
    page.locator("#objects").click()
    found += look(page)
    page.locator("#send").click()
    expect(page.locator("#ready")).to_be_visible()
    found += look(page)
    page.locator("#ready").click()
    with_card(page, floor)
    found += together(page)
    context.close()

    assert not found, "\n".join(found)


def together(page: Page) -> list[str]:
    page.locator(".action-bar button").first.click()
    found = look(page)
    page.locator(".skill-choice").nth(-9).click()
    page.locator("#level-2").check(force=True)
    page.locator("#people input").first.check(force=True)
    found += look(page)
    page.locator("#save").click()
    expect(page.locator(".shell-lines")).to_be_visible()
    found += look(page)
    page.locator("#sync").click()
    page.locator("summary").click()
    found += look(page)
    page.locator("#help").click()
    return found + look(page)
