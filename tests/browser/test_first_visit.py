"""What a first visit costs somebody on a prepaid phone, in bytes as they come over the line."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.test_large_text import MAIN, main_pages
from tests.demo import DemoSite, served

pytestmark = pytest.mark.browser

MOST, MOST_SCRIPTS = 100_000, 15_000
OTHER_SCRIPTS = "/fonts/noto-"
"""Fonts of Arabic and Ethiopic come only with such a name, and are not counted."""


@pytest.fixture(scope="module")
def plain_address(demo_site: DemoSite) -> Iterator[str]:
    """Of the scripts as they are, for those that tell of what ran are larger."""
    with served(demo_site.app, scripts_tell=False) as address:
        yield address


class Line:
    """Counts what a page takes, by kind."""

    def __init__(self, page: Page) -> None:
        self.bytes = Counter[str]()
        self._kinds: dict[str, str] = {}
        self._devtools: CDPSession = page.context.new_cdp_session(page)
        self._devtools.on("Network.responseReceived", self._answered)
        self._devtools.on("Network.loadingFinished", self._finished)
        self._devtools.send("Network.enable")

    def _answered(self, event: dict[str, Any]) -> None:
        if OTHER_SCRIPTS not in event["response"]["url"]:
            self._kinds[event["requestId"]] = event["type"]

    def _finished(self, event: dict[str, Any]) -> None:
        if kind := self._kinds.get(event["requestId"]):
            self.bytes[kind] += event["encodedDataLength"]


@pytest.mark.parametrize("visitor", MAIN)
def test_a_first_visit_fits_in_a_hundred_kilobytes(
    demo: DemoSite, plain_address: str, browser: Browser, visitor: str
) -> None:
    cookie, faults = demo.cookie(visitor), []

    for path in main_pages(demo, visitor):
        with browser.new_context(viewport={"width": 360, "height": 740}) as newcomer:
            if cookie:
                newcomer.add_cookies([{"name": "session", "value": cookie, "url": plain_address}])
            page = newcomer.new_page()
            line = Line(page)
            page.goto(f"{plain_address}{path}", wait_until="networkidle")
            found = line.bytes
        assert {"Document", "Stylesheet", "Script", "Font"} <= set(found), "not all was counted"
        if found.total() > MOST or found["Script"] > MOST_SCRIPTS:
            faults.append(f"{path} takes {found.total()} bytes: {dict(found)}")

    assert not faults, "\n".join(faults)
