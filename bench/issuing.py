"""Badges through the running server: recorded, issued, stored and self-verified.

The ratio is to the cheapest thing that a signed-in person can save: a worker hides a badge, a
form that inserts one row.
"""

import re
import statistics
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from bench.conditions import RUNS
from bench.people import LEADER, SKILL, Site, email_of, give_badges
from bench.server import PORT, Browser, Server

BADGES = 400
WARM = 16
TABLETS = 4
WORKERS = 1 + WARM + BADGES
"""The first one hides badges, the others get one each."""
HIDDEN = 50


def prepare(site: Site) -> None:
    give_badges(site, site.workers[0], HIDDEN)


def measure(server: Server, site: Site) -> None:
    workers = site.workers[-BADGES - WARM :]
    tablets = [tablet_of(workers[0]) for _ in range(TABLETS)]
    for number in range(WARM):
        save(tablets[number % TABLETS], workers[number])

    each = BADGES // RUNS
    starts = range(WARM, WARM + each * RUNS, each)
    runs = [run(tablets, workers[start : start + each], server) for start in starts]
    row = _cost_of_one_row(server)
    rate, half, worst, badge = (statistics.median(figures) for figures in zip(*runs, strict=True))
    print(f"  badges a second, everything stored and verified: {rate:.1f} (goal 100)")
    print(f"  p50 {half * 1e3:.0f} ms, p95 {worst * 1e3:.0f} ms")
    print(f"  CPU: {badge * 1e3:.1f} ms a badge, {row * 1e3:.1f} ms a form of one row")
    print(f"  ratio to a form of one row: {badge / row:.1f} (goal: at most 4)")


def run(
    tablets: list[Browser], workers: Sequence[uuid.UUID], server: Server
) -> tuple[float, float, float, float]:
    """Badges a second, half and 19 of 20 seconds of a badge, and CPU seconds of one."""

    def save_in_turn(number: int) -> list[float]:
        return [save(tablets[number], each) for each in workers[number::TABLETS]]

    cpu, start = server.cpu_seconds(), time.perf_counter()
    with ThreadPoolExecutor(TABLETS) as pool:
        times = sorted(chain.from_iterable(pool.map(save_in_turn, range(TABLETS))))
    elapsed, cost = time.perf_counter() - start, server.cpu_seconds() - cpu
    count = len(workers)
    slow = times[int(count * 0.95)]
    return count / elapsed, statistics.median(times), slow, cost / count


def tablet_of(worker: uuid.UUID, port: int = PORT) -> Browser:
    browser = Browser(LEADER, port)
    browser.get(_address(worker))
    return browser


def _address(worker: uuid.UUID) -> str:
    return f"/people/{worker}/skills/{SKILL}/assess"


def save(tablet: Browser, worker: uuid.UUID) -> float:
    """Seconds until the badge is there."""
    answers = {f"criterion_c{number}": "seen" for number in (1, 2, 3)}
    fields = {"uuid": str(uuid.uuid4()), "level": "2", "method": "practice"}
    start = time.perf_counter()
    tablet.post(_address(worker), observed_on=time.strftime("%Y-%m-%d"), **fields, **answers)
    return time.perf_counter() - start


def _cost_of_one_row(server: Server) -> float:
    """CPU seconds of a worker who hides a badge: the cheapest form that inserts a row."""
    worker = Browser(email_of(0))
    badges = re.findall(rb'href="/wallet/([0-9a-f-]{36})"', worker.get("/wallet"))
    paths = [f"/wallet/{badge.decode()}/hide" for badge in dict.fromkeys(badges)]
    worker.get(paths[0].removesuffix("/hide"))
    worker.post(paths[0])
    cpu = server.cpu_seconds()
    for path in paths[1:]:
        worker.post(path)
    return (server.cpu_seconds() - cpu) / len(paths[1:])
