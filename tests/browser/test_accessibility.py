"""Every page that a visitor of the demo can reach, on a telephone and a tablet.

A page has its turn in Dutch, where axe looks at it on a telephone, or in Arabic, on a tablet: which
one its name decides. The main pages are looked at in both on both, and with `--both` every page is.
What several people reach is looked at once.
"""

import zlib

import pytest
from playwright.sync_api import Page

from tests.browser.axe import ORIENTATION, violations
from tests.browser.conftest import Visit
from tests.browser.sideways import sideways, widest
from tests.browser.test_large_text import MAIN, OTHER_SCRIPTS, main_pages
from tests.demo import RIGHT_TO_LEFT, VISITORS, DemoSite

pytestmark = pytest.mark.browser

TELEPHONE, TABLET = 360, 1024
LOOKED_AT = {"nl": TELEPHONE, RIGHT_TO_LEFT: TABLET}
LARGE = (640, 200)
"""A width, and per cent of the usual size of text."""


def pages_of(demo: DemoSite, visitor: str) -> dict[str, str]:
    """What the visitor reaches and nobody before in VISITORS does, and the visitor's main pages."""
    before = VISITORS[: VISITORS.index(visitor)]
    known = {endpoint for other in before for endpoint in demo.pages(other).values()}
    seen = known.difference(MAIN.get(visitor, ()))
    return {path: each for path, each in demo.pages(visitor).items() if each not in seen}


def has_its_turn(endpoint: str, language: str) -> bool:
    """The same in every run; a page that is new may change no other's turn."""
    return [*LOOKED_AT][zlib.crc32(endpoint.encode()) % len(LOOKED_AT)] == language


def faults_of(page: Page, looked_at: list[int]) -> list[str]:
    """What axe finds at these widths, and whether it scrolls sideways at any."""
    faults = []
    for width in (TELEPHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        if width in looked_at:
            faults += [f", {width} px: {fault}" for fault in violations(page)]
        if sideways(page):
            faults.append(f", {width} px: scrolls sideways, by {widest(page)}")
    width, percent = LARGE
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
    if sideways(page):
        faults.append(f", {width} px and large text: scrolls sideways, by {widest(page)}")
    return faults


@pytest.fixture
def in_both(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--both"))


@pytest.mark.parametrize("language", LOOKED_AT)
@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page_can_be_used_by_everybody(
    demo: DemoSite, visit: Visit, in_both: bool, visitor: str, language: str
) -> None:
    page = visit(visitor, language=language)
    faults = []

    for path, endpoint in pages_of(demo, visitor).items():
        is_main = endpoint in MAIN.get(visitor, ())
        if not (in_both or is_main or has_its_turn(endpoint, language)):
            continue
        page.goto(path)
        widths = LOOKED_AT.values() if is_main else [LOOKED_AT[language]]
        faults += [f"{path} in {language}{fault}" for fault in faults_of(page, [*widths])]

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


@pytest.mark.parametrize(
    ("visitor", "language"),
    [("team leader", "nl"), *(("worker", each) for each in ("nl", *OTHER_SCRIPTS))],
)
def test_main_pages_can_be_read_in_forced_colours(
    demo: DemoSite, visit: Visit, visitor: str, language: str
) -> None:
    page = visit(visitor, language=language)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    faults = []

    for path in main_pages(demo, visitor):
        page.goto(path)
        assert page.evaluate("document.documentElement.lang") == language
        faults += [f"{path}: {fault}" for fault in violations(page)]

    assert not faults, "\n".join(faults)
