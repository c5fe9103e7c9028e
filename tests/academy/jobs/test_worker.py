"""Workers: what they do with a job, how they stop, and what survives their death."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.access.models import SignInAttempt
from academy.database import db, transaction
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.periodic import Periodic, each_minute, each_night, enqueue_what_is_due
from academy.jobs.queue import Priority, Result
from academy.jobs.work import Work
from academy.jobs.worker import Handler, Slot, Stop, run_until_idle
from tests.academy.jobs.working import leave_a_mark
from tests.clock import START
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("db_session")


def put(name: str, **arguments: object) -> UUID:
    with transaction():
        return queue.enqueue(name, arguments)


def now(job: UUID) -> Job:
    """The job as it is now."""
    db.session.rollback()
    return db.session.scalars(select(Job).where(Job.uuid == job)).one()


def slot(run: Callable[[Work], None]) -> Slot:
    return Slot(handlers={"job": Handler(run)})


def marks() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(SignInAttempt)) or 0


def test_effects_and_the_end_of_a_job_are_one_transaction(app: Flask) -> None:
    job = put("job")

    def run(work: Work) -> None:
        with work.step(total=2):
            leave_a_mark("Ilse")
        with work.finishing(Result("jobs/1", "lijst.pdf")):
            leave_a_mark("Bram")

    assert run_until_idle(app, slot(run)) == 1
    assert (now(job).state, now(job).result_key, marks()) == (JobState.DONE, "jobs/1", 2)


def test_a_handler_without_an_end_of_its_own_is_done_when_it_returns(app: Flask) -> None:
    job = put("job")
    run_until_idle(app, slot(lambda _work: None))
    assert now(job).state == JobState.DONE


def test_an_error_undoes_the_item_and_is_kept(app: Flask) -> None:
    job = put("job")

    def run(work: Work) -> None:
        with work.step():
            leave_a_mark("Ilse")
            raise ValueError("no paper")

    run_until_idle(app, slot(run))
    assert (now(job).state, now(job).error, marks()) == (JobState.READY, "ValueError: no paper", 0)


def test_an_unknown_kind_of_job_fails_and_says_so(app: Flask) -> None:
    job = put("job-of-another-release")
    run_until_idle(app, slot(lambda _work: None))
    assert now(job).error == "KeyError: 'job-of-another-release'"


def test_a_cancelled_job_stops_at_the_next_item(app: Flask) -> None:
    job = put("job")

    def run(work: Work) -> None:
        for name in ("Ilse", "Bram", "Goran"):
            with work.step():
                leave_a_mark(name)
            if name == "Ilse":
                with transaction():
                    queue.cancel(now(job))

    run_until_idle(app, slot(run))
    assert (now(job).state, marks()) == (JobState.CANCELLED, 1)


def test_a_worker_that_stops_finishes_the_item_and_gives_the_job_back(app: Flask) -> None:
    job, stop = put("job"), Stop()

    def run(work: Work) -> None:
        for name in ("Ilse", "Bram"):
            with work.step():
                stop.request()
                leave_a_mark(name)

    run_until_idle(app, slot(run), stop)
    assert (now(job).state, now(job).attempts, marks()) == (JobState.READY, 0, 1)


def test_periodic_work_exists_once_per_period() -> None:
    periodic = (Periodic("sweep", each_minute, Priority.QUICK),)
    keys = set()
    for _ in range(3):
        enqueue_what_is_due(periodic)
        keys |= set(db.session.scalars(select(Job.unique_key)))
    assert 1 <= len(keys) <= 2, "one for each minute that passed"
    assert all(key.startswith("sweep:20") for key in keys)


def test_the_night_begins_at_three_in_the_netherlands() -> None:
    two_at_night = START.replace(hour=1, minute=59)
    assert each_night(two_at_night) == "2026-11-22"
    assert each_night(two_at_night.replace(hour=2)) == "2026-11-23"


@contextmanager
def a_worker(app: Flask, tmp_path: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A real process that works on this database with the jobs of `working.py`."""
    settings = app.extensions["academy"].settings
    command = [sys.executable, "-m", "tests.academy.jobs.working", settings.database_url, *options]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([*command, str(tmp_path)], stderr=log, stdout=log)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def slot_of(worker: subprocess.Popen[bytes]) -> int:
    """The process that the worker forked for its slot."""
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text(encoding="ascii")
    return int(children.split()[0])


@pytest.mark.slow
def test_a_job_survives_kill_9_and_each_item_is_done_once(app: Flask, tmp_path: Path) -> None:
    job = put("fill", items=8, pause=0.15)
    with a_worker(app, tmp_path) as worker:
        wait_until(lambda: marks() >= 3)
        os.kill(slot_of(worker), signal.SIGKILL)
        assert marks() < 8
        wait_until(lambda: now(job).state == JobState.DONE)
    assert marks() == 8
    assert (now(job).attempts, now(job).progress) == (2, 8)


@pytest.mark.slow
def test_the_slots_stop_when_their_supervisor_is_killed(app: Flask, tmp_path: Path) -> None:
    job = put("fill", items=50, pause=0.15)
    with a_worker(app, tmp_path) as worker:
        wait_until(lambda: marks() >= 2)
        slot = slot_of(worker)
        os.kill(worker.pid, signal.SIGKILL)
        wait_until(lambda: now(job).state == JobState.READY)
        wait_until(lambda: not Path(f"/proc/{slot}").exists())


@pytest.mark.slow
def test_sigterm_finishes_the_item_and_leaves_the_rest(app: Flask, tmp_path: Path) -> None:
    job = put("fill", items=50, pause=0.15)
    with a_worker(app, tmp_path) as worker:
        wait_until(lambda: marks() >= 2)
        worker.terminate()
        assert worker.wait(timeout=10) == 0
    assert (now(job).state, now(job).attempts, now(job).lease_token) == (JobState.READY, 0, None)


@pytest.mark.slow
def test_a_stuck_job_is_killed_at_its_limit_and_the_slot_starts_again(
    app: Flask, tmp_path: Path
) -> None:
    stuck, after = put("hang"), put("fill", items=1, pause=0)
    with a_worker(app, tmp_path):
        wait_until(lambda: now(after).state == JobState.DONE)
    assert now(stuck).attempts >= 1
    assert now(stuck).state == JobState.RUNNING


@pytest.mark.slow
def test_three_workers_that_are_killed_again_and_again_do_every_job_once(
    app: Flask, tmp_path: Path
) -> None:
    with transaction():
        for number in range(60):
            queue.enqueue("mark", {"name": f"job {number}", "pause": 0.02})
    with (
        a_worker(app, tmp_path) as one,
        a_worker(app, tmp_path) as two,
        a_worker(app, tmp_path) as three,
    ):
        wait_until(lambda: marks() >= 5)
        for round_, worker in enumerate((one, two, three, one, two), start=1):
            with suppress(IndexError, ProcessLookupError):  # its slot is just starting again
                os.kill(slot_of(worker), signal.SIGKILL)
            wait_until(lambda least=6 * round_: marks() >= least)
        wait_until(lambda: states() == {JobState.DONE: 60})
    keys = db.session.scalars(select(SignInAttempt.key)).all()
    assert (len(keys), len(set(keys))) == (60, 60)


def states() -> dict[str, int]:
    db.session.rollback()
    found = select(Job.state, func.count()).group_by(Job.state)
    return {row[0]: row[1] for row in db.session.execute(found)}
