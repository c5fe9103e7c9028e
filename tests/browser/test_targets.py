"""What a gloved hand has to hit is large, the header is low and nothing lies over anything, on
every page that a team leader can come to, and not on the tablet's alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.overlap import overlaps
from tests.demo import DemoSite

pytestmark = pytest.mark.browser

SIZES = ((800, 1280), (1280, 800), (1024, 768))
"""Of tablets: standing, lying, and the smaller ones lying."""
SMALLEST = 64
"""CSS pixels, from the needs of people on a shop floor; WCAG 2.2 asks 24."""
LOWEST_HEADER = 72
MOST_OF_THE_HEIGHT = 1 / 5
MEASURE = """least => [...document.querySelectorAll(
        'main button:not([aria-hidden]), main .button, main .tile, main summary, main select, '
        + 'main .input, main input[type=radio], main input[type=checkbox], main .tabs a, '
        + 'main .back-link, main th a, main .matrix--opens td > a, '
        + 'header a, header button, header summary')]
    .filter(tag => tag.offsetParent !== null)
    .map(tag => tag.matches('[type=radio], [type=checkbox]') ? tag.closest('label') ?? tag : tag)
    .map(tag => [tag.getBoundingClientRect(), tag])
    .filter(([box]) => box.height < least)
    .map(([box, tag]) => `${Math.round(box.width)} × ${Math.round(box.height)}: `
        + tag.outerHTML.slice(0, 120))"""
HEIGHT = """selector => Math.max(0, ...[...document.querySelectorAll(selector)]
    .map(tag => tag.getBoundingClientRect().height))"""


def test_every_page_of_a_leader_is_made_for_gloves(demo: DemoSite, visit: Visit) -> None:
    page = visit("team leader")
    paths = demo.pages("team leader")

    wrong = [f"{path}: {fault}" for path in paths for fault in faults_of(page, path)]

    assert any("/matrix" in path for path in paths), "the team leader reaches no matrix"
    assert not wrong, "\n".join(wrong)


def faults_of(page: Page, path: str) -> Iterator[str]:
    """At each size; a page is loaded once, for that takes longest."""
    page.goto(path)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        yield from (f"{width} x {height}: {fault}" for fault in faults(page, height))


def faults(page: Page, height: int) -> Iterator[str]:
    yield from (
        f"smaller than {SMALLEST} px: {found}" for found in page.evaluate(MEASURE, SMALLEST)
    )
    header, bar = (page.evaluate(HEIGHT, part) for part in (".site-header", ".action-bar"))
    if header > LOWEST_HEADER:
        yield f"the header is {header} px high"
    if bar > height * MOST_OF_THE_HEIGHT:
        yield f"the bar at the bottom is {bar} px high"
    yield from overlaps(page)
