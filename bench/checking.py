"""Badges of somebody else through `/verify`, against the engine alone with such badges.

Of each kind that people bring. The network is left out on both sides: what is fetched lies ready,
and the page is asked in this process. Both work in part in the sandbox, so the clock counts. What
is loaded by then is frozen for the collector of garbage, as in a process of the server.
"""

import gc
import io
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from badges.verifying import Verdict, verify
from bench.engine import NOW
from bench.foreign import ELSEWHERE, KINDS, TURNS, Foreign


def measure(app: Flask) -> None:
    app.extensions["academy"] = replace(app.extensions["academy"], elsewhere=ELSEWHERE)
    gc.collect()
    gc.freeze()
    for name, kind in KINDS.items():
        for what, accept in (("page", "text/html"), ("JSON", "application/json")):
            turns = [_a_turn(app, number, accept, kind) for number in range(TURNS)]
            answer, engine = (statistics.median(each) * 1e3 for each in zip(*turns, strict=True))
            ratio = statistics.median(one / other for one, other in turns)
            print(
                f"  {name}: {what} {answer:.1f} ms, the engine alone {engine:.1f} ms, "
                f"ratio {ratio:.2f} (goal: at most 1.5)"
            )


def _a_turn(app: Flask, number: int, accept: str, kind: Foreign) -> tuple[float, float]:
    """Seconds for the answer and for the engine; neither has seen its badge before."""
    shown, judged = (kind.made(2 * number + each) for each in (0, 1))
    ask, judge = _asking(app, shown, accept, kind.ending), partial(_judge, judged)
    if number % 2:
        engine = _seconds(judge)
        return _seconds(ask), engine
    return _seconds(ask), _seconds(judge)


def _asking(app: Flask, badge: bytes, accept: str, ending: str) -> Callable[[], None]:
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


def _judge(badge: bytes) -> None:
    report = verify(badge, documents=ELSEWHERE, now=NOW, trust={})
    if report.verdict is not Verdict.UNKNOWN_ISSUER:
        raise SystemExit(f"the benchmark's foreign badge is {report.verdict}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
