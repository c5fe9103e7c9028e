"""Random cuts while a tablet works: what was saved is with the server once, and nothing in the way.

`python -m tests.browser.torture 1000` (`make torture`) by hand; a test does fifty. A run that
fails says its seed, and the same seed cuts at the same places.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import (
    BrowserContext,
    Error,
    Page,
    Playwright,
    Request,
    Route,
    expect,
    sync_playwright,
)

from tests.browser.apart import Apart
from tests.browser.chromium import chromium_options
from tests.browser.floor import (
    SYNC,
    Floor,
    an_unserved_floor,
    enrol,
    heading,
    status,
    waiting,
    with_card,
    without_background,
)
from tests.browser.started import started
from tests.demo import load_demo

LONGEST_TO_LIVE = 0.4
"""Seconds that a server may still have after a batch came: some die before it, some in it, some
after."""
POISON = """() => new Promise((resolve) => {
    const opening = indexedDB.open('tablet');
    opening.onsuccess = () => {
        const found = opening.result, transaction = found.transaction('queue', 'readwrite');
        const store = transaction.objectStore('queue'), asking = store.getAll();
        asking.onsuccess = () => {
            const all = asking.result.map(({seq}) => seq).sort((one, other) => one - other);
            store.put({id: crypto.randomUUID(), kind: 'item', key: crypto.randomUUID(),
                sealed: new Uint8Array(200), seq: all[Math.floor(all.length / 2)] + 0.5,
                at: Date.now(), tries: 0, alone: 0, code: null, reason: null, notBefore: 0});
        };
        transaction.oncomplete = () => { found.close(); resolve(); };
    };
})"""
"""In the middle of what waits."""


class Torture:
    """One tablet of one leader, whose browser, network and server fail by chance."""

    def __init__(
        self, playwright: Playwright, floor: Floor, server: Apart, folder: Path, seed: int
    ) -> None:
        self._playwright, self._floor, self._folder = playwright, floor, folder
        self._server = server
        self._chance = random.Random(seed)
        self._cuts: tuple[Callable[[], None], ...] = (
            self._no_network, self._lost_answer, self._stumbling_server, self._killed_server,
            self._killed_browser, self._two_pages, self._poisoned_queue,
        )  # fmt: skip
        self.saved = self.poisoned = 0
        self.cut = Counter[str]()
        """How often which."""
        self._context, self._page = self._open()
        enrol(self._page, floor)
        with_card(self._page, floor)

    def save(self, times: int) -> None:
        while self.saved < times:
            cut = self._chance.choice(self._cuts)
            self.cut[cut.__name__.strip("_")] += 1
            cut()

    def left(self) -> int:
        """How many things wait when all is well again; what is poisoned stays."""
        self._page.reload()
        started(self._page)
        for _time in range(20):
            self._page.locator("#sync").click()
            self._page.locator("#send-now").click()
            expect(status(self._page)).not_to_contain_text("Versturen:", timeout=60_000)
            if waiting(self._page) == self.poisoned:
                break
            self._page.locator("#back").click()
        return waiting(self._page)

    def close(self) -> None:
        self._context.close()

    def _open(self) -> tuple[BrowserContext, Page]:
        context = self._playwright.chromium.launch_persistent_context(
            str(self._folder), base_url=self._floor.address, locale="nl-NL", **chromium_options()
        )
        without_background(context, self._floor)
        return context, context.pages[0]

    def _some(self, page: Page) -> None:
        """Save one skill of a few people."""
        page.get_by_role("button", name="Meer mensen").click()
        skills = page.locator(".skill-choice")
        skills.nth(self._chance.randrange(skills.count())).click()
        page.locator("#level input").first.check(force=True)
        number = self._chance.randint(1, page.locator("#people input").count())
        for place in range(number):
            page.locator("#people input").nth(place).check(force=True)
        page.locator("#save").click()
        page.get_by_role("button", name="Ja, opslaan").click()
        expect(heading(page)).to_have_text("Opgeslagen")
        self.saved += number
        page.get_by_role("button", name="Naar het team").click()

    def _no_network(self) -> None:
        self._context.set_offline(True)
        self._some(self._page)
        self._context.set_offline(False)

    def _lost_answer(self) -> None:
        def lose(route: Route) -> None:
            route.fetch()
            with suppress(Error):  # another one than was waited for, after this cut was over
                route.abort()

        with self._routed(lose), self._page.expect_event("requestfailed", _is_sync):
            self._some(self._page)

    def _stumbling_server(self) -> None:
        def stumble(route: Route) -> None:
            if self._chance.random() < 0.5:
                route.fulfill(status=500, content_type="text/html", body="<p>broken</p>")
            else:
                route.continue_()

        with self._routed(stumble):
            self._some(self._page)

    def _killed_server(self) -> None:
        def kill(route: Route) -> None:
            self._server.kill_after(self._chance.uniform(0, LONGEST_TO_LIVE))
            route.continue_()

        with self._routed(kill), self._page.expect_request(SYNC):
            self._some(self._page)
        self._server.start_again()

    def _killed_browser(self) -> None:
        self._some(self._page)
        kill_browser(self._folder)
        with suppress(Error):
            self._context.close()
        self._context, self._page = self._open()
        self._page.goto("/tablet/")
        started(self._page)
        with_card(self._page, self._floor)

    def _two_pages(self) -> None:
        other = self._context.new_page()
        other.goto("/tablet/")
        started(other)
        with_card(other, self._floor)
        self._context.set_offline(True)
        self._some(other)
        self._some(self._page)
        self._context.set_offline(False)
        other.close()

    def _poisoned_queue(self) -> None:
        self._context.set_offline(True)
        self._some(self._page)
        self._page.evaluate(POISON)
        self.poisoned += 1
        self._some(self._page)
        self._context.set_offline(False)

    @contextmanager
    def _routed(self, answer: Callable[[Route], None]) -> Iterator[None]:
        self._context.route(SYNC, answer)
        yield
        self._context.unroute(SYNC)


def _is_sync(request: Request) -> bool:
    return SYNC.search(request.url) is not None


def kill_browser(profile: Path) -> None:
    """All processes of the browser that has this profile, as a flat battery does."""
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if f"--user-data-dir={profile}".encode() in told.read_bytes():
                os.kill(int(told.parent.name), signal.SIGKILL)


def torture(
    playwright: Playwright, template: Path, folder: Path, *, times: int, seed: int
) -> tuple[str, Counter[str]]:
    """What is wrong after `times` assessments, nothing when all is well; and what was cut."""
    floor = an_unserved_floor(template, folder / "floor")
    server = Apart(floor.demo.folder)
    try:
        return _tortured(
            playwright,
            replace(floor, address=server.address),
            server,
            folder / "browser",
            times=times,
            seed=seed,
        )
    finally:
        server.stop()


def _tortured(
    playwright: Playwright, floor: Floor, server: Apart, profile: Path, *, times: int, seed: int
) -> tuple[str, Counter[str]]:
    before = floor.assessments()
    run = Torture(playwright, floor, server, profile, seed)
    run.save(times)
    left = run.left()
    run.close()
    kept = floor.assessments() - before
    problems = [
        f"{run.saved - kept} of {run.saved} are lost" if kept < run.saved else "",
        f"{kept - run.saved} of {run.saved} are doubled" if kept > run.saved else "",
        f"{left - run.poisoned} are held up" if left != run.poisoned else "",
    ]
    found = ", ".join(each for each in problems if each)
    return (f"seed {seed}: {found}" if found else ""), run.cut


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.torture")
    parser.add_argument("times", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        load_demo(folder / "demo")
        found, cut = torture(
            playwright, folder / "demo", folder, times=asked.times, seed=asked.seed
        )
    told = ", ".join(f"{often} times {what.replace('_', ' ')}" for what, often in cut.items())
    sys.stdout.write(f"{told}\n")
    sys.stdout.write(found or f"{asked.times} assessments: 0 lost, 0 doubled, 0 held up\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
