"""The main job on a poor phone and a poor line: ``python -m bench.poor_line``.

Chromium acts as if: 1.6 Mbit/s, 300 ms for each round trip, a processor six times slower. Measured
is when the largest piece of a page stands (LCP), in a browser that has nothing of ours yet, and of
the page after saving, from the tap on. The measure beside it is one page without anything, on the
same line: two round trips and a signed-in view. Needs Chromium and the development packages.
"""

import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from bench import issuing
from bench.conditions import RUNS, median_of, tell
from bench.people import LEADER, SKILL, Site, email_of, give_badges, site_with
from bench.server import PORT, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WARM = 16
"""So many badges first: the first one of each process of the server makes keys and loads much."""
WORKERS, BADGES = 1 + WARM + RUNS, 10
ADDRESS = f"http://127.0.0.1:{PORT}"
LINE = {
    "offline": False, "latency": 300,
    "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8,
}  # fmt: skip
TIMES_SLOWER = 6
FIRST = 2.0
FIRST_RELEASE = 5.8
"""Seconds to the saved page, on the machine of then; the goal is half of it."""
LARGEST = """() => new Promise((give) => new PerformanceObserver((list) =>
    give(list.getEntries().at(-1).startTime / 1000)
).observe({type: "largest-contentful-paint", buffered: true}))"""
READY = "() => performance.getEntriesByType('navigation')[0].responseEnd / 1000"


def main() -> None:
    try:
        # `make bench` starts without the development packages
        from playwright.sync_api import sync_playwright  # noqa: PLC0415

        from tests.browser.chromium import chromium_options  # noqa: PLC0415
    except ImportError:
        sys.exit("Playwright is missing; run: ./test --only-install")
    tell()
    with site_with(WORKERS) as site, running(), sync_playwright() as playwright:
        give_badges(site, site.workers[0], BADGES)
        browser = playwright.chromium.launch(**chromium_options())
        bare = median_of(lambda: _first(browser, None, "/healthz", READY))
        print(f"  a file of two letters on this line: {bare:.2f} s")
        for name, (email, path) in _pages(site).items():
            seconds = median_of(partial(_first, browser, email, path))
            _show(f"first visit, {name}", seconds, bare, FIRST)
        _warm_up(site)
        workers = iter(site.workers[1 + WARM :])
        saved = median_of(lambda: _save(browser, next(workers)))
        _show("the page after saving", saved, bare, FIRST_RELEASE / 2)
        browser.close()


def _warm_up(site: Site) -> None:
    tablets = [issuing.tablet_of(site.workers[1]) for _ in range(issuing.TABLETS)]
    for number, worker in enumerate(site.workers[1 : 1 + WARM]):
        issuing.save(tablets[number % issuing.TABLETS], worker)


def _pages(site: Site) -> dict[str, tuple[str | None, str]]:
    return {
        "front page": (None, "/"),
        "sign in with a card": (None, "/sign-in/card"),
        f"wallet with {BADGES} badges": (email_of(0), "/wallet"),
        "team": (LEADER, f"/teams/{site.team}"),
        "form of an assessment": (LEADER, _form_of(site.workers[0])),
    }


def _form_of(worker: uuid.UUID) -> str:
    return f"/people/{worker}/skills/{SKILL}/assess"


def _show(name: str, seconds: float, bare: float, goal: float) -> None:
    print(f"  {name}: {seconds:.2f} s, {seconds / bare:.1f} times (goal: {goal:.1f} s)", flush=True)


@contextmanager
def _phone(browser: "Browser", email: str | None) -> Iterator["Page"]:
    """A new browser, signed in on a good line, then on the poor one with nothing kept."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    if email is not None:
        page.goto(f"{ADDRESS}/sign-in")
        page.fill("#email", email)
        page.fill("#password", "kringloop-demo")
        page.click("#sign-in button[type=submit]")
        page.wait_for_url(lambda address: "/sign-in" not in address)
    devtools = context.new_cdp_session(page)
    devtools.send("Network.clearBrowserCache")
    devtools.send("Network.emulateNetworkConditions", LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
    yield page
    context.close()


def _first(browser: "Browser", email: str | None, path: str, wanted: str = LARGEST) -> float:
    with _phone(browser, email) as page:
        page.goto(f"{ADDRESS}{path}", wait_until="networkidle")
        return float(page.evaluate(wanted))


def _save(browser: "Browser", worker: uuid.UUID) -> float:
    """From the tap on `Opslaan`; the form has loaded what both pages share."""
    with _phone(browser, LEADER) as page:
        page.goto(f"{ADDRESS}{_form_of(worker)}")
        page.locator("html[data-scripts=started]").wait_for()
        page.locator("[data-module=tap-all]").first.click()
        page.locator("input[name=level][value='2']").check()
        page.locator(".action-bar button[type=submit]").last.click()
        page.wait_for_url("**/assessments/*", wait_until="networkidle")
        return float(page.evaluate(LARGEST))


if __name__ == "__main__":
    main()
