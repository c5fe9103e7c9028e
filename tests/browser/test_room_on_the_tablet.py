"""On a tablet the page is for the work: a low header, narrow bars, and nothing over each other."""

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Visit
from tests.browser.started import started

pytestmark = pytest.mark.browser

SIZES = [(1280, 800), (800, 1280)]
LOWEST_HEADER = 72
MOST_OF_THE_HEIGHT = 1 / 5
LIKELIEST = 10


@pytest.fixture(params=SIZES, ids=["lying", "standing"])
def tablet(request: pytest.FixtureRequest, visit: Visit) -> Page:
    width, height = request.param
    return visit("team leader", width=width, height=height)


def test_the_header_is_one_low_line(tablet: Page) -> None:
    for path in ("/teams", a_team(tablet), a_skill_list(tablet), a_form(tablet)):
        tablet.goto(path)
        assert box(tablet.locator(".site-header"))["height"] <= LOWEST_HEADER, path


def test_the_menu_opens_over_the_page_and_marks_where_one_is(tablet: Page) -> None:
    tablet.goto("/teams")
    started(tablet)
    before = box(tablet.locator("main"))
    tablet.get_by_text("Menu", exact=True).first.click()
    assert tablet.locator(".menu a[aria-current=page]").is_visible()
    assert box(tablet.locator("main")) == before
    tablet.keyboard.press("Escape")
    assert not tablet.locator(".menu a").first.is_visible()


def test_the_bar_at_the_bottom_leaves_four_fifths(tablet: Page) -> None:
    height = tablet.viewport_size["height"]
    for path in (a_form(tablet), a_skill_of_many(tablet)):
        tablet.goto(path)
        assert box(tablet.locator(".action-bar"))["height"] <= height * MOST_OF_THE_HEIGHT, path


def test_level_all_seen_and_save_never_cover_each_other(tablet: Page) -> None:
    """Neither when the form opens, nor with the keyboard on any of them."""
    tablet.goto(a_form(tablet))
    parts = {
        "the levels": tablet.locator("#level .choices"),
        "the buttons that fill in": tablet.locator(".fill-in"),
        "all seen": tablet.get_by_role("button", name="Alles gezien", exact=True),
        "save": tablet.locator(".action-bar"),
    }
    assert overlapping(parts) == []
    for control in ("#level-0", "#level-3", ".fill-in button >> nth=2", "[name=tick][value=all]"):
        tablet.locator(control).focus()
        assert not cover(box(tablet.locator(control)), box(parts["save"])), control


def test_the_likeliest_skills_need_no_scrolling(tablet: Page) -> None:
    tablet.goto(a_skill_list(tablet))
    tiles = tablet.locator(".skill-choice")
    height = tablet.viewport_size["height"]
    assert all(bottom(tiles.nth(number)) <= height for number in range(LIKELIEST))


def test_what_to_do_after_saving_needs_no_scrolling(tablet: Page) -> None:
    tablet.goto(a_form(tablet))
    tablet.get_by_role("button", name="Zelfstandig, alles gezien").click()
    tablet.get_by_role("button", name="Opslaan").click()
    if "nog een keer" in tablet.title() or tablet.get_by_role("button", name="Ja, dit").count():
        tablet.get_by_role("button", name="Ja, dit zag ik nu").click()
    tablet.wait_for_url(re.compile(r"/assessments/[0-9a-f-]{36}$"))
    for name in ("Volgende vaardigheid", "Iemand anders, zelfde vaardigheid", "Ongedaan maken"):
        control = tablet.locator("main").get_by_text(name, exact=True)
        assert bottom(control) <= tablet.viewport_size["height"], name


def a_team(page: Page) -> str:
    page.goto("/teams")
    return str(page.locator("main a[href^='/teams/']").first.get_attribute("href"))


def a_skill_list(page: Page) -> str:
    page.goto(a_team(page))
    return str(page.locator("main a[href$='/skills']").first.get_attribute("href"))


def a_form(page: Page) -> str:
    page.goto(a_skill_list(page))
    return str(page.locator("main a[href$='/assess']").last.get_attribute("href"))


def a_skill_of_many(page: Page) -> str:
    page.goto(f"{a_team(page)}/together")
    return str(page.locator(".skill-choice").first.get_attribute("href"))


def overlapping(parts: dict[str, Locator]) -> list[str]:
    boxes = [(name, box(part)) for name, part in parts.items()]
    return [
        f"{one} and {other}"
        for number, (one, first) in enumerate(boxes)
        for other, second in boxes[number + 1 :]
        if cover(first, second)
    ]


def cover(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(
        one[start] < other[start] + other[size] and other[start] < one[start] + one[size]
        for start, size in (("x", "width"), ("y", "height"))
    )


def box(found: Locator) -> dict[str, float]:
    measured = found.bounding_box()
    assert measured is not None
    return dict(measured)


def bottom(found: Locator) -> float:
    measured = box(found)
    return measured["y"] + measured["height"]
