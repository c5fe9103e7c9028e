"""Debian's Chromium, driven by Playwright, signed in as anybody of the demo."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.chromium import chromium_options
from tests.browser.floor import Floor, a_floor
from tests.browser.last_word import last_word
from tests.browser.watching import PageFaults, watched
from tests.demo import DemoSite

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return chromium_options()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture(scope="session")
def base_url(demo_address: str) -> str:
    """Playwright completes addresses with this."""
    return demo_address


@pytest.fixture
def faults() -> Iterator[PageFaults]:
    """Watches pages: `faults.watch(browser.new_context(…))`."""
    with watched() as found:
        yield found


@pytest.fixture
def visit(
    demo: DemoSite, demo_address: str, context: BrowserContext, faults: PageFaults
) -> Iterator[Visit]:
    """`visit("team leader", language="ar", width=360)` gives a page of that person's browser.

    Anything that a page throws, or does not get, fails the test.
    """
    faults.watch(context)

    def open_page(
        visitor: str, *, language: str = "nl", width: int = 1024, height: int = 768
    ) -> Page:
        cookies = {"language": language, "session": demo.cookie(visitor)}
        context.clear_cookies()
        context.add_cookies(
            [{"name": name, "value": value, "url": demo_address}
             for name, value in cookies.items() if value]
        )  # fmt: skip
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        return page

    yield open_page
    last_word(context)


@pytest.fixture(scope="module")
def floor(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Floor]:
    """A shop floor of its own for the tests of one file."""
    with a_floor(demo_folder, tmp_path_factory.mktemp("floor")) as found:
        yield found
