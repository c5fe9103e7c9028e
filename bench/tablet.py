"""The shop-floor tablet on a slow one and a poor line: ``python -m bench.tablet``.

Chromium acts as in `poor_line`. Measured is when the largest piece of the tablet's page stands, in
a browser that has nothing yet and in one that has worked before; and, from the first tap on, how
long a script takes to change the leader and to save a skill that it knows. Needs Chromium and the
development packages.
"""

import sys
import time
import uuid
from typing import TYPE_CHECKING

from sqlalchemy import select

from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.organisations.models import Team
from academy.tablets import enrolling
from bench.conditions import median_of, tell
from bench.people import Site, site_with
from bench.poor_line import ADDRESS, LARGEST, LINE, TIMES_SLOWER
from bench.server import running
from tests import cast

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WORKERS = 12
FIRST, AGAIN, SWITCH, KNOWN = 2.0, 0.5, 3.0, 10.0
"""Seconds that are the goals."""
CONTROLLED = "async () => { await navigator.serviceWorker.ready; }"


def main() -> None:
    try:
        # as in `poor_line`
        from playwright.sync_api import sync_playwright  # noqa: PLC0415

        from tests.browser.chromium import chromium_options  # noqa: PLC0415
    except ImportError:
        sys.exit("Playwright is missing; run: ./test --only-install")
    tell()
    with site_with(WORKERS) as site, running(), sync_playwright() as playwright:
        code, card = _codes(site)
        browser = playwright.chromium.launch(**chromium_options())
        _show("first load", median_of(lambda: _first(browser)), FIRST)
        page = _enrolled(browser, code)
        _show("load again", median_of(lambda: _again(page)), AGAIN)
        _show("change the leader, with a card", median_of(lambda: _switch(page, card)), SWITCH)
        _show("a skill that one knows", median_of(lambda: _known(page)), KNOWN)
        browser.close()


def _show(name: str, seconds: float, goal: float) -> None:
    print(f"  {name}: {seconds:.2f} s (goal: {goal:.1f} s)", flush=True)


def _codes(site: Site) -> tuple[str, str]:
    """What enrols a tablet, and what stands on the card of the leader."""
    deps = dependencies()
    place = db.session.scalars(select(Team).where(Team.uuid == site.team)).one().site
    with transaction(place.organisation):
        tablet = enrolling.add(
            place, name="Winkel 1", key=uuid.uuid4(), secret_key=deps.settings.secret_key,
            by=cast.BEA.actor, now=deps.clock(),
        )  # fmt: skip
        code = enrolling.code_of(tablet, secret_key=deps.settings.secret_key)
    with transaction(cast.JAN.row):
        card = cast.code_of(cast.a_card(cast.JAN.row))
    db.session.remove()
    db.engine.dispose()
    return code, card


def _slow(context: "BrowserContext") -> "Page":
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.emulateNetworkConditions", LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
    return page


def _context(browser: "Browser") -> "BrowserContext":
    return browser.new_context(base_url=ADDRESS, viewport={"width": 800, "height": 1280})


def _first(browser: "Browser") -> float:
    context = _context(browser)
    page = _slow(context)
    page.goto("/tablet/", wait_until="networkidle")
    seconds = float(page.evaluate(LARGEST))
    context.close()
    return seconds


def _enrolled(browser: "Browser", code: str) -> "Page":
    context = _context(browser)
    page = context.new_page()
    page.goto(f"/tablet/#enrol={code}")
    page.locator("html[data-scripts=started]").wait_for()
    page.locator(".action-bar .button--primary").click()
    page.locator(".shell-tour").wait_for()
    page.evaluate(CONTROLLED)
    page.close()
    return _slow(context)


def _again(page: "Page") -> float:
    page.goto("/tablet/", wait_until="networkidle")
    return float(page.evaluate(LARGEST))


def _switch(page: "Page", card: str) -> float:
    """From the lock of one to the team of the other."""
    if page.locator("#lock").is_visible():
        page.locator("#lock").click()
    begun = time.perf_counter()
    page.locator("#card").fill(card)
    page.locator("#card").press("Enter")
    page.locator("#team-list .person-tile").first.wait_for()
    return time.perf_counter() - begun


TODAY = "Vandaag al gekeken"  # asked about first when it is saved again


def _known(page: "Page") -> float:
    """Of a worker in the team: from the first tap until it is kept."""
    begun = time.perf_counter()
    page.locator("#team-list .person-tile").first.click()
    page.locator(".skill-choice").filter(has_not_text=TODAY).first.click()
    page.locator(".fill-in button").nth(1).click()
    page.locator("#save").click()
    page.locator("#undo").wait_for()
    seconds = time.perf_counter() - begun
    page.locator(".action-bar .button--primary").click()
    return seconds


if __name__ == "__main__":
    main()
