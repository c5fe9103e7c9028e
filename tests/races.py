"""Two at the same moment: both have looked before either of them writes, unless a lock holds one.

`race` runs every action in a thread with a session of its own. At its first write each waits for
the others, half a second at most: whoever is held by a lock comes later, and finds what the first
one wrote. So a race that can be lost is lost every time, on both databases.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, request
from sqlalchemy import Engine, event

from academy.database import db
from academy.patience import ARRIVED

PATIENCE_SECONDS = 0.5
LONGEST_SECONDS = 20
WRITES = ("INSERT", "UPDATE", "DELETE")
DONE = "done"


def race(app: Flask, *actions: Callable[[], object]) -> list[str]:
    """What became of each: `done`, or the name of the exception; in alphabetical order.

    What the test prepared is committed first, and what it read is forgotten afterwards.
    """
    db.session.commit()
    outcomes: list[str] = []
    threads = [
        threading.Thread(target=_run, args=(app, action, outcomes), daemon=True)
        for action in actions
    ]
    with _meeting_before_writing(threads):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LONGEST_SECONDS)
    assert not any(thread.is_alive() for thread in threads), "they wait for each other for ever"
    db.session.rollback()
    return sorted(outcomes)


def _run(app: Flask, action: Callable[[], object], outcomes: list[str]) -> None:
    with app.test_request_context():
        # as if it came in later: on a machine that is more than full whoever waits its turn would
        # be told that it is busy, which is right for a person and no outcome of a race
        request.environ[ARRIVED] = time.monotonic() + LONGEST_SECONDS / 2
        try:
            action()
        except Exception as error:
            outcomes.append(type(error).__name__)
        else:
            outcomes.append(DONE)
        finally:
            db.session.remove()


@contextmanager
def _meeting_before_writing(threads: list[threading.Thread]) -> Iterator[None]:
    barrier = threading.Barrier(len(threads), timeout=PATIENCE_SECONDS)
    waiting = set(threads)

    def meet(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        here = threading.current_thread()
        if here in waiting and statement.lstrip().upper().startswith(WRITES):
            waiting.discard(here)
            try:
                barrier.wait()
            except threading.BrokenBarrierError:
                return  # somebody is held by a lock, as it should be

    event.listen(Engine, "before_cursor_execute", meet)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", meet)
