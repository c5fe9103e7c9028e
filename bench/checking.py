"""Badges of somebody else through `/verify`, against the engine alone: `python -m bench.checking`.

Of each kind that people bring. The network is left out on both sides: what is fetched lies ready,
and the page is asked in this process. Both work in part in the sandbox, so the clock counts. What
is loaded by then is frozen for the collector of garbage, as in a process of the server.

The engine does for a program what it does for `verify`: judging. For a page it draws the picture
too, so that counts for it there. Beside them stands a bare Flask program that takes the same upload
and says "ok": what no page of this framework goes below. Run by itself, it puts its table into
docs/performance.md.
"""

import gc
import io
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from flask import Flask, request
from werkzeug.test import EnvironBuilder, run_wsgi_app

from badges import sandbox
from badges.sandbox import Task
from badges.verifying import Verdict, verify
from bench import conditions, tables
from bench.engine import NOW
from bench.foreign import BADGES_A_TURN, ELSEWHERE, KINDS, TURNS, Foreign
from bench.people import site_with

GOAL = 1.5
Act = Callable[[], object]


def main() -> None:
    conditions.tell()
    with site_with(1) as site:
        tables.put("checking", list(measure(site.app)))


def measure(app: Flask) -> Iterator[str]:
    """The lines of the table, printed as they come."""
    app.extensions["academy"] = replace(app.extensions["academy"], elsewhere=ELSEWHERE)
    plain = _bare()
    gc.collect()
    gc.freeze()
    for line in _lines(app, plain):
        print(line, flush=True)
        yield line


def _lines(app: Flask, plain: Flask) -> Iterator[str]:
    yield "| kind | judging, ms | drawing, ms | for a program | page | a bare upload, ms |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, kind in KINDS.items():
        turns = [_a_turn(app, plain, number, kind) for number in range(TURNS)]
        judging, drawing, _program, _page, bare = (
            statistics.median(each) * 1e3 for each in zip(*turns, strict=True)
        )
        program = statistics.median(turn[2] / turn[0] for turn in turns)
        page = statistics.median(turn[3] / (turn[0] + turn[1]) for turn in turns)
        drawn = f"{drawing:.1f}" if kind.is_picture else "-"
        told = " | ".join(_against_goal(each) for each in (program, page))
        yield f"| {name} | {judging:.1f} | {drawn} | {told} | {bare:.1f} |"


def _against_goal(ratio: float) -> str:
    return f"{ratio:.2f}{' (!)' if ratio > GOAL else ''}"


def _a_turn(app: Flask, plain: Flask, number: int, kind: Foreign) -> list[float]:
    """Seconds of judging, drawing, both answers and the bare upload; none saw its badge before.

    Who goes first changes with each turn.
    """
    first, second, third, fourth = (
        kind.made(number * BADGES_A_TURN + each) for each in range(BADGES_A_TURN)
    )
    acts: list[Act] = [
        partial(_judge, first),
        partial(_draw, first) if kind.is_picture else _nothing,
        _asking(app, second, "application/json", kind.ending),
        _asking(app, third, "text/html", kind.ending),
        _asking(plain, fourth, "text/html", kind.ending),
    ]
    start = number % len(acts)
    taken = {each: _seconds(acts[each]) for each in [*range(start, len(acts)), *range(start)]}
    return [taken[each] for each in range(len(acts))]


def _asking(app: Flask, badge: bytes, accept: str, ending: str) -> Act:
    """The request is made ready before it is timed."""
    environ = EnvironBuilder(
        "/verify",
        method="POST",
        headers=[("Accept", accept)],
        environ_base={"REMOTE_ADDR": "127.0.0.1"},  # a demo answers nobody else
        data={"file": (io.BytesIO(badge), f"badge.{ending}")},
    ).get_environ()

    def ask() -> None:
        body, status, _headers = run_wsgi_app(app.wsgi_app, environ, buffered=True)
        if status != "200 OK":
            raise SystemExit(f"/verify answers {status}")
        b"".join(body)

    return ask


def _bare() -> Flask:
    """A program that takes an upload and does nothing with it."""
    app = Flask("bare")

    @app.post("/verify")
    def check() -> str:
        request.files["file"].read()
        return "ok"

    return app


def _judge(badge: bytes) -> None:
    report = verify(badge, documents=ELSEWHERE, now=NOW, trust={})
    if report.verdict is not Verdict.UNKNOWN_ISSUER:
        raise SystemExit(f"the benchmark's foreign badge is {report.verdict}")


def _draw(badge: bytes) -> None:
    sandbox.shared().run(Task.DRAW, badge)


def _nothing() -> None:
    """No picture, nothing to draw."""


def _seconds(work: Act) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
