"""Every component of the gallery can be used by everybody, and nothing of it is broken."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from academy.demo import gallery
from tests.browser.axe import violations
from tests.browser.last_word import last_word
from tests.browser.overlap import overlaps
from tests.browser.sideways import sideways, widest
from tests.browser.started import started
from tests.browser.watching import watched
from tests.demo import RIGHT_TO_LEFT

pytestmark = pytest.mark.browser

WIDTHS = (1024, 320)
NO_SIZE = """() => [...document.querySelectorAll('#component > *')].filter((each) => {
    const {width, height} = each.getBoundingClientRect();
    const hidden = each.matches('script, template, dialog, .visually-hidden, [hidden]');
    return !hidden && getComputedStyle(each).display !== 'none' && (width < 8 || height < 8);
}).map((each) => `has no size: ${each.outerHTML.slice(0, 120)}`)"""
NOTHING = """() => [...document.querySelectorAll('#component > *')]
    .every((each) => getComputedStyle(each).display === 'none')"""
SHOWN_BY_A_SCRIPT = {
    "confirm", "copy_button", "read_aloud", "scan", "session_end", "voice_field",
}  # fmt: skip
"""Hidden until their script, a camera, a voice or the time shows them."""

ON_A_PHONE = {"unfold"}
"""Not there where the screen is wide."""


@pytest.fixture(scope="module")
def wanderer(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """One browser for the whole gallery: a new one fetches every font and style anew.

    What a component throws, or does not get, fails the last test, with its address.
    """
    with watched() as faults:
        context = faults.watch(browser.new_context(**browser_context_args))
        yield context
        context.close()


@pytest.fixture
def page(wanderer: BrowserContext) -> Iterator[Page]:
    """In Dutch, until the test says otherwise."""
    wanderer.clear_cookies()
    page = wanderer.new_page()
    yield page
    last_word(wanderer)
    page.close()


def faults_of(page: Page, component: str) -> list[str]:
    faults = overlaps(page)
    if component not in SHOWN_BY_A_SCRIPT:
        faults += page.evaluate(NO_SIZE)
        is_wide = page.evaluate("innerWidth >= 600")
        nothing = page.evaluate(NOTHING) and not (component in ON_A_PHONE and is_wide)
        faults += ["shows nothing"] if nothing else []
    if sideways(page):
        faults.append(f"scrolls sideways, by {widest(page)}")
    return faults


@pytest.mark.parametrize("component", gallery.names())
def test_a_component_is_whole_and_usable(page: Page, component: str) -> None:
    faults = []

    for name in gallery.names()[component]:
        page.goto(f"/gallery/{component}/{name}")
        started(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            faults += [f"{name} at {width} px: {fault}" for fault in faults_of(page, component)]
        faults += [f"{name}: {fault}" for fault in violations(page)]

    assert not faults, "\n".join(faults)


def test_the_components_are_whole_from_right_to_left(page: Page, demo_address: str) -> None:
    arabic = {"name": "language", "value": RIGHT_TO_LEFT, "url": demo_address}
    page.context.add_cookies([arabic])
    page.set_viewport_size({"width": 320, "height": 800})
    faults = []

    for component, names in gallery.names().items():
        page.goto(f"/gallery/{component}/{names[0]}")
        started(page)
        faults += [f"{component}: {fault}" for fault in faults_of(page, component)]

    assert not faults, "\n".join(faults)
