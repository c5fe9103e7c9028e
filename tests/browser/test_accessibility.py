"""Every page that a visitor of the demo can reach, on a telephone and a tablet, both directions.

axe looks at each page on a telephone in Dutch or on a tablet in Arabic, by the page's name, and at
the main pages on both in both: asking it takes longest of all. What several people reach is looked
at once.
"""

import zlib
from urllib.parse import urlsplit

import pytest

from tests.browser.axe import ORIENTATION, violations
from tests.browser.conftest import Visit
from tests.browser.sideways import sideways, widest
from tests.browser.test_large_text import MAIN
from tests.demo import RIGHT_TO_LEFT, VISITORS, DemoSite

pytestmark = pytest.mark.browser

TELEPHONE, TABLET = 360, 1024
LOOKED_AT = {"nl": TELEPHONE, RIGHT_TO_LEFT: TABLET}
LARGE = (640, 200)
"""A width, and per cent of the usual size of text."""
WITH_LARGE_TEXT = {"worker", "team leader", "organisation admin"}


def pages_of(demo: DemoSite, visitor: str) -> dict[str, str]:
    """What the visitor reaches and nobody before in VISITORS does, and the visitor's main pages."""
    before = VISITORS[: VISITORS.index(visitor)]
    known = {endpoint for other in before for endpoint in demo.pages(other).values()}
    seen = known.difference(MAIN.get(visitor, ()))
    return {path: each for path, each in demo.pages(visitor).items() if each not in seen}


def has_its_turn(endpoint: str, language: str) -> bool:
    """The same in every run; a page that is new may change no other's turn."""
    return [*LOOKED_AT][zlib.crc32(endpoint.encode()) % len(LOOKED_AT)] == language


@pytest.mark.parametrize("language", LOOKED_AT)
@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page_can_be_used_by_everybody(
    demo: DemoSite, visit: Visit, visitor: str, language: str
) -> None:
    page = visit(visitor, language=language)
    faults = []

    for path, endpoint in pages_of(demo, visitor).items():
        page.goto(path)
        for width in (TELEPHONE, TABLET):
            page.set_viewport_size({"width": width, "height": 800})
            where = f"{urlsplit(page.url).path} at {width} px in {language}"
            is_due = width == LOOKED_AT[language] and has_its_turn(endpoint, language)
            if is_due or endpoint in MAIN.get(visitor, ()):
                faults += [f"{where}: {fault}" for fault in violations(page)]
            if sideways(page):
                faults.append(f"{where}: scrolls sideways, by {widest(page)}")
        if language == RIGHT_TO_LEFT or visitor not in WITH_LARGE_TEXT:
            continue
        width, percent = LARGE
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
        if sideways(page):
            faults.append(f"{path}: scrolls sideways with large text, by {widest(page)}")

    assert not faults, f"{len(faults)} faults for a {visitor}:\n" + "\n".join(faults)


def test_no_page_is_held_to_one_way_of_holding_a_screen(visit: Visit) -> None:
    """The only rule of axe that reads style sheets, which all pages share."""
    page = visit("visitor")
    page.goto("/")

    assert violations(page, ORIENTATION) == []


def test_the_page_is_mirrored_in_arabic(visit: Visit) -> None:
    page = visit("visitor", language=RIGHT_TO_LEFT)
    page.goto("/")

    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"


def test_main_pages_can_be_read_in_forced_colours(demo: DemoSite, visit: Visit) -> None:
    page = visit("team leader")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    faults = []

    for path, endpoint in demo.pages("team leader").items():
        if endpoint not in MAIN["team leader"]:
            continue
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in violations(page)]

    assert not faults, "\n".join(faults)
