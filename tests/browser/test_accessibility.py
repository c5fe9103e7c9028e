"""Every page that a visitor of the demo can reach, on a telephone and a tablet, both directions."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.demo import RIGHT_TO_LEFT, VISITORS, DemoSite, find_pages

pytestmark = pytest.mark.browser

WIDTHS = (360, 1024)


@pytest.mark.parametrize("language", ["nl", RIGHT_TO_LEFT])
@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page_can_be_used_by_everybody(
    demo: DemoSite, visit: Visit, visitor: str, language: str
) -> None:
    page = visit(visitor, language=language)
    faults = []

    for path in find_pages(demo.client(visitor)):
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            where = f"{urlsplit(page.url).path} at {width} px in {language}"
            faults += [f"{where}: {fault}" for fault in violations(page)]
            if sideways(page):
                faults.append(f"{where}: scrolls sideways, by {widest(page)}")

    assert not faults, f"{len(faults)} faults for a {visitor}:\n" + "\n".join(faults)


@pytest.mark.parametrize("visitor", ["worker", "team leader", "organisation admin"])
def test_pages_do_not_scroll_sideways_with_text_twice_as_large(
    demo: DemoSite, visit: Visit, visitor: str
) -> None:
    page, faults = visit(visitor, width=640, height=800), []

    for path in find_pages(demo.client(visitor)):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if sideways(page):
            faults.append(f"{path}: scrolls sideways, by {widest(page)}")

    assert not faults, "\n".join(faults)


def test_the_page_is_mirrored_in_arabic(visit: Visit) -> None:
    page = visit("visitor", language=RIGHT_TO_LEFT)
    page.goto("/")

    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"


def test_pages_can_be_read_in_forced_colours(demo: DemoSite, visit: Visit) -> None:
    page = visit("team leader")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    faults = []

    for path in find_pages(demo.client("team leader")):
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in violations(page)]

    assert not faults, "\n".join(faults)


def sideways(page: Page) -> bool:
    """WCAG 1.4.10: nothing scrolls in two directions at a width of 320 to 360 px."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"))


def widest(page: Page) -> str:
    """The element that sticks out furthest, for the message."""
    return str(
        page.evaluate("""() => {
            const out = [...document.body.querySelectorAll('*')]
                .map(tag => [tag.getBoundingClientRect(), tag])
                .filter(([box]) => box.right > innerWidth + 1 || box.left < -1)
                .sort(([a], [b]) => a.right - b.right).pop();
            return out ? out[1].outerHTML.slice(0, 160) : 'something';
        }""")
    )
