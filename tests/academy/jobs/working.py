"""A worker as its own process, for tests that kill it: python -m … DATABASE_URL FOLDER."""

import hashlib
import logging
import sys
import time
from pathlib import Path

from sqlalchemy import select

from academy.access.models import SignInAttempt
from academy.database import db
from academy.jobs.supervisor import Supervisor
from academy.jobs.work import Work
from academy.jobs.worker import Handler, Slot
from tests.application import application_for_tests
from tests.clock import START


def key(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def leave_a_mark(name: str) -> None:
    """The effect of these jobs: a row that nothing keeps from being there twice."""
    db.session.add(SignInAttempt(key=key(name), at=START))


def fill(work: Work) -> None:
    """Leave so many marks, one per step; those of an earlier attempt are passed over."""
    items = work.arguments["items"]
    for number in range(items):
        name = f"item {number}"
        is_there = db.session.scalar(select(SignInAttempt.id).where(SignInAttempt.key == key(name)))
        db.session.rollback()
        if is_there is None:
            with work.step(done=number, total=items):
                leave_a_mark(name)
            time.sleep(work.arguments["pause"])


def mark(work: Work) -> None:
    """One mark, together with the end of the job."""
    with work.finishing():
        leave_a_mark(work.arguments["name"])
        time.sleep(work.arguments["pause"])


def hang(_work: Work) -> None:
    time.sleep(60)


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    app = application_for_tests(Path(sys.argv[2]), sys.argv[1])
    handlers = {
        "fill": Handler(fill),
        "mark": Handler(mark),
        "hang": Handler(hang, limit_seconds=0.3),
    }
    Supervisor(app, [Slot(handlers=handlers, lease_seconds=1.0)], ()).run()


if __name__ == "__main__":
    main()
