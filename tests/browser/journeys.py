"""What journeys share: a course that is planned, and looks at whether everybody can use a page."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from academy.dates import local_day
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.sideways import sideways, widest
from tests.browser.started import started

SIZES = ((768, 1024), (1440, 900))
ENGLISH = "en"
LOOKED_AT = {"nl": 768, ENGLISH: 1440}
"""At which width axe looks: asking it takes longest of all."""
RUN = re.compile(r"/course-runs/([0-9a-f-]{36})$")


def a_run_is_planned(page: Page, course: str, also: Callable[[Page], None] | None = None) -> str:
    """The academy plans a course for today; gives the last part of its address."""
    today = local_day(datetime.now(UTC)).isoformat()
    page.goto("/courses")
    page.get_by_role("link", name=course).click()
    page.get_by_role("link", name="Plan deze cursus").click()
    started(page)
    page.get_by_label("Wie geeft de cursus?").select_option(index=1)
    page.get_by_label("Waar?").fill("Utrecht, lokaal 1")
    page.get_by_label("Eerste dag").fill(today)
    page.get_by_label("Laatste dag", exact=True).fill(today)
    if also:
        also(page)
    page.get_by_role("button", name="Opslaan").click()
    expect(page).to_have_url(RUN)
    found = RUN.search(page.url)
    assert found is not None
    return found[1]


class Looks:
    """Looks at pages in the state in which a journey finds them, and once more in English."""

    def __init__(self) -> None:
        self._visited: list[tuple[str, str]] = []

    def at(self, page: Page, visitor: str = "") -> None:
        """`visitor` may open the page again in English, when its address alone gives it.

        Where it may not, axe looks in Dutch only.
        """
        before = page.viewport_size
        found = [fault for size in SIZES for fault in _faults(page, *size)]
        assert not found, "\n".join(found)
        if before:
            page.set_viewport_size(before)
        if visitor:
            self._visited.append((visitor, page.url))

    def again_in_english(self, visit: Visit) -> None:
        for visitor, address in dict.fromkeys(self._visited):
            page = visit(visitor, language=ENGLISH)
            page.goto(address)
            assert page.locator("html").get_attribute("lang") == ENGLISH, address
            self.at(page)
            page.close()


def _faults(page: Page, width: int, height: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": height})
    where = f"{urlsplit(page.url).path} at {width} px"
    is_due = LOOKED_AT[page.locator("html").get_attribute("lang") or ""] == width
    found = [f"{where}: {fault}" for fault in violations(page)] if is_due else []
    return [*found, f"{where}: scrolls sideways, by {widest(page)}"] if sideways(page) else found
