"""The main pages can be read on the smallest screen, with text twice as large, with long words."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.overlap import overlaps
from tests.browser.sideways import sideways, widest
from tests.demo import RIGHT_TO_LEFT, DemoSite

pytestmark = pytest.mark.browser

MAIN = {
    "visitor": ("home.index", "session.sign_in", "session.card", "verification.form"),
    "worker": (
        "wallet.index", "wallet.show", "learning.record", "own_data.show", "assessments.show",
        "shares.index", "passport.show", "brought.index",
    ),
    "team leader": (
        "teams.index", "teams.show", "teams.matrix", "assessments.choose_skill", "assessments.new",
    ),
    "organisation admin": ("organisations.show", "people.index", "people.show", "people.new"),
}  # fmt: skip
OTHER_SCRIPTS = (RIGHT_TO_LEFT, "ti")
SIZES = {
    "320 px": (320, 100),
    "200%": (640, 200),
    "200% on a tablet": (1280, 200),
}
LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarenvorne"
"""Sixty letters without a space, as long as a name may be."""
WITH_LONG_NAMES = f"""() => {{
    for (const name of document.querySelectorAll('bdi[translate=no]')) name.textContent = '{LONG}';
}}"""

BROKEN_WORDS = """(labels) => labels.flatMap((label) => {
  const text = label.firstChild;
  const rows = (word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length;
  };
  return [...text.data.matchAll(/[^ ]+/g)].filter((word) => rows(word) > 1).map(([word]) => word);
})"""

IN_POLISH = "(names) => names.forEach((name) => { name.textContent = 'Samodzielnie'; })"


def faults_of(page: Page, path: str) -> list[str]:
    faults = [f"{path}: {fault}" for fault in overlaps(page)]
    if sideways(page):
        faults.append(f"{path}: scrolls sideways, by {widest(page)}")
    return faults


def main_pages(demo: DemoSite, visitor: str) -> list[str]:
    found = demo.pages(visitor)
    missing = set(MAIN[visitor]) - set(found.values())
    assert not missing, f"a {visitor} reaches no {', '.join(missing)}"
    return [path for path, endpoint in found.items() if endpoint in MAIN[visitor]]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("visitor", MAIN)
def test_nothing_overlaps_or_scrolls_sideways(
    demo: DemoSite, visit: Visit, visitor: str, size: str
) -> None:
    width, percent = SIZES[size]
    page, faults = visit(visitor, width=width, height=800), []

    for path in main_pages(demo, visitor):
        page.goto(path)
        page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
        faults += faults_of(page, path)
        page.evaluate(WITH_LONG_NAMES)
        faults += [f"with long names, {fault}" for fault in faults_of(page, path)]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", OTHER_SCRIPTS)
def test_nor_does_a_wallet_in_another_script(demo: DemoSite, visit: Visit, language: str) -> None:
    page, faults = visit("worker", language=language), []

    for path in main_pages(demo, "worker"):
        page.goto(path)
        assert page.evaluate("document.documentElement.lang") == language
        for width, percent in SIZES.values():
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
            faults += [f"{width} px, {percent}%: {fault}" for fault in faults_of(page, path)]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [360, 412, 1280])
def test_the_words_of_the_levels_stay_whole(demo: DemoSite, visit: Visit, width: int) -> None:
    pages = demo.pages("team leader").items()
    form = next(path for path, endpoint in pages if endpoint == "assessments.new")
    page = visit("team leader", width=width, height=800)
    page.goto(form)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    labels = page.locator("input[name=level] ~ .choice__label .level > span")

    assert labels.count() == 4
    assert labels.evaluate_all(BROKEN_WORDS) == []


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_the_name_of_a_level_is_one_line(demo: DemoSite, visit: Visit, width: int) -> None:
    pages = demo.pages("team leader").items()
    form = next(path for path, endpoint in pages if endpoint == "assessments.new")
    page = visit("team leader", width=width, height=800)
    page.goto(form)

    name = page.locator("input[name=level] ~ .choice__label .level > span").first

    assert name.inner_text() == "Kan de basis"
    assert name.evaluate("(name) => name.getClientRects()[0].height") < 40


def test_a_level_in_other_words_fits_a_phone(demo: DemoSite, visit: Visit) -> None:
    page, faults = visit("worker", width=360, height=740), []

    for path in main_pages(demo, "worker"):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.locator(".level > span").evaluate_all(IN_POLISH)
        faults += faults_of(page, path)

    assert not faults, "\n".join(faults)


def test_the_smallest_screen_from_right_to_left(demo: DemoSite, visit: Visit) -> None:
    page, faults = visit("worker", language=RIGHT_TO_LEFT, width=320, height=800), []

    for path in main_pages(demo, "worker"):
        page.goto(path)
        faults += faults_of(page, path)

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", ["/organisations/issuers", "/course-runs", "/jobs/failed"])
def test_the_menu_of_the_smallest_screen_says_where_one_is_in_large_text(
    visit: Visit, path: str
) -> None:
    page = visit("academy", width=320, height=800)
    page.goto(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    here = page.locator(".menu__here")

    assert here.is_visible()
    assert here.evaluate("(here) => here.getBoundingClientRect().right") <= 320


def test_a_latin_name_keeps_its_font_on_an_arabic_page(visit: Visit) -> None:
    page = visit("worker", language=RIGHT_TO_LEFT)
    page.goto("/wallet")

    fonts = page.evaluate("""() => {
        const name = document.querySelector('.site-header__who bdi');
        return [getComputedStyle(name).fontFamily, getComputedStyle(document.body).fontFamily];
    }""")

    assert [font.split(",")[0].strip('"') for font in fonts] == ["Atkinson Hyperlegible Next"] * 2
