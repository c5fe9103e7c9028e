"""The wallet with 50 badges and a team of 40, against a signed-in page with the layout only."""

import time

from bench.conditions import median_of
from bench.people import LEADER, Site, email_of, give_badges
from bench.server import Browser

BADGES = 50
TEAM = 40
VIEWS = 40
WARM = 10


def prepare(site: Site) -> None:
    give_badges(site, site.workers[0], BADGES)
    for worker in site.workers[1:TEAM]:
        give_badges(site, worker, 2)


def measure(site: Site) -> None:
    worker = email_of(0)
    bare = _slowest(worker, "/accessibility")
    print(f"  a signed-in page with the layout only: p95 {bare * 1e3:.1f} ms")
    pages = {
        "wallet with 50 badges": (worker, "/wallet"),
        "team of 40": (LEADER, f"/teams/{site.team}"),
        "matrix of 40 people and 50 skills": (LEADER, f"/teams/{site.team}/matrix"),
    }
    for name, (email, path) in pages.items():
        page = _slowest(email, path)
        goal = "" if name.startswith("matrix") else " (goal: under 5)"
        print(f"  {name}: p95 {page * 1e3:.1f} ms, {page / bare:.1f} times{goal}")


def _slowest(email: str, path: str) -> float:
    """What 19 of 20 views take at most: the median of several runs of `VIEWS` views."""
    browser = Browser(email)
    for _view in range(WARM):
        browser.get(path)
    return median_of(lambda: _p95(browser, path))


def _p95(browser: Browser, path: str) -> float:
    times = []
    for _view in range(VIEWS):
        start = time.perf_counter()
        browser.get(path)
        times.append(time.perf_counter() - start)
    return sorted(times)[int(len(times) * 0.95)]
