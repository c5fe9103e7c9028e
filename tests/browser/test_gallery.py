"""Every component of the gallery can be used by everybody, and nothing of it is broken."""

import pytest
from playwright.sync_api import Page

from academy.demo import gallery
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.overlap import overlaps
from tests.browser.sideways import sideways, widest
from tests.browser.started import started
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
def test_a_component_is_whole_and_usable(visit: Visit, component: str) -> None:
    page, faults = visit("visitor"), []

    for name in gallery.names()[component]:
        page.goto(f"/gallery/{component}/{name}")
        started(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            faults += [f"{name} at {width} px: {fault}" for fault in faults_of(page, component)]
        faults += [f"{name}: {fault}" for fault in violations(page)]

    assert not faults, "\n".join(faults)


def test_the_components_are_whole_from_right_to_left(visit: Visit) -> None:
    page, faults = visit("visitor", language=RIGHT_TO_LEFT, width=320), []

    for component, names in gallery.names().items():
        page.goto(f"/gallery/{component}/{names[0]}")
        started(page)
        faults += [f"{component}: {fault}" for fault in faults_of(page, component)]

    assert not faults, "\n".join(faults)
