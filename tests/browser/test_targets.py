"""What a gloved hand has to hit on a tablet is large."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.demo import DemoSite, find_pages

pytestmark = pytest.mark.browser

SMALLEST = 64
"""CSS pixels, from the needs of people on a shop floor; WCAG 2.2 asks 24."""
MEASURE = """least => [...document.querySelectorAll(
        'main button:not([aria-hidden]), main .button, main .tile, main input[type=radio], '
        + 'main input[type=checkbox]')]
    .filter(tag => tag.offsetParent !== null)
    .map(tag => tag.matches('input') ? tag.closest('label') ?? tag : tag)
    .map(tag => [tag.getBoundingClientRect(), tag])
    .filter(([box]) => box.height < least)
    .map(([box, tag]) => `${Math.round(box.width)} × ${Math.round(box.height)}: `
        + tag.outerHTML.slice(0, 120))"""
ON_THE_FLOOR = ("teams.index", "teams.show", "assessments.")
"""Endpoints that a team leader uses standing, tablet in hand."""


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (1280, 800)])
def test_controls_of_the_tablet_pages_are_large(
    demo: DemoSite, visit: Visit, width: int, height: int
) -> None:
    page = visit("team leader", width=width, height=height)
    pages = find_pages(demo.client("team leader"))
    paths = [path for path, endpoint in pages.items() if endpoint.startswith(ON_THE_FLOOR)]

    small = [f"{path}: {found}" for path in paths for found in too_small(page, path)]

    assert paths, "the team leader reaches no tablet page"
    assert not small, f"smaller than {SMALLEST} px:\n" + "\n".join(small)


def too_small(page: Page, path: str) -> list[str]:
    page.goto(path)
    found: list[str] = page.evaluate(MEASURE, SMALLEST)
    return found
