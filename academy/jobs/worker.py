"""Runs jobs one after another in one process, which may be killed at any moment.

A slot is such a process. Its leases are renewed by a thread at a third of their length; a job
over its time limit takes the whole process down, because nothing else stops a stuck renderer.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

from flask import Flask
from sqlalchemy.exc import OperationalError

from academy.database import db, transaction
from academy.errors import BusyError
from academy.jobs import queue
from academy.jobs.periodic import Periodic, enqueue_what_is_due
from academy.jobs.queue import LEASE_SECONDS, Lease, LeaseLostError, Priority
from academy.jobs.rights import Find, HasOldNames, still_holds
from academy.jobs.work import Work, WorkerStoppingError

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
"""Between two looks when nothing was due: a file cannot call, and half a second is not long."""
PAUSE_WITHOUT_DATABASE = 5.0
"""Before asking a database again that is gone, so that it is not met by a rush when it is back."""
ERROR_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Handler:
    """A kind of job: the function that does it and how long it may take."""

    run: Callable[[Work], None]
    limit_seconds: float = 600
    find: Find | None = None
    """What the job is about, for whoever starts it; None: people start no such job."""
    has_old_names: HasOldNames | None = None
    """Whether what was made names somebody otherwise than now; None: it names nobody."""


Handlers = Mapping[str, Handler]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What one process takes on."""

    handlers: Handlers
    below: Priority | None = None
    """Only jobs more urgent than this; None: all."""
    lease_seconds: float = LEASE_SECONDS


class Stop:
    """Whether to stop: set by a signal or by the end of the parent, looked at between items."""

    def __init__(self) -> None:
        self._is_requested = False
        self._parent = os.getppid()

    @property
    def is_requested(self) -> bool:
        # a parent that was killed passes no signal on; its children get another parent
        return self._is_requested or os.getppid() != self._parent

    def request(self, *_signal: object) -> None:
        self._is_requested = True

    def pause(self, seconds: float) -> None:
        """Sleep, but not on after a signal: Python goes on sleeping when its handler returns."""
        ends_at = time.monotonic() + seconds
        while not self.is_requested and (left := ends_at - time.monotonic()) > 0:
            time.sleep(min(left, POLL_SECONDS))

    def listen(self) -> Self:
        """Let SIGTERM and SIGINT ask this process to stop."""
        signal.signal(signal.SIGTERM, self.request)
        signal.signal(signal.SIGINT, self.request)
        return self


def run_until_stopped(app: Flask, slot: Slot, stop: Stop, periodic: tuple[Periodic, ...]) -> None:
    """Work until `stop`; survives a database that is gone for a while."""
    with app.app_context():
        while not stop.is_requested:
            try:
                enqueue_what_is_due(periodic)
                worked = run_next(app, slot, stop)
            except (OperationalError, BusyError) as error:
                log.error("the database cannot be used: %s", error)  # noqa: TRY400
                db.session.rollback()
                stop.pause(PAUSE_WITHOUT_DATABASE)
                continue
            if not worked:
                stop.pause(POLL_SECONDS)


def run_until_idle(app: Flask, slot: Slot, stop: Stop | None = None) -> int:
    """Do all that is due now; gives how many jobs that were."""
    stop, jobs = stop or Stop(), 0
    while not stop.is_requested and run_next(app, slot, stop):
        jobs += 1
    return jobs


def run_next(app: Flask, slot: Slot, stop: Stop) -> bool:
    """Do the most urgent due job; False when there is none."""
    is_due = queue.something_is_due(below=slot.below)
    db.session.rollback()
    if not is_due:
        return False
    with transaction():
        lease = queue.claim(below=slot.below, seconds=slot.lease_seconds)
    if lease is None:
        return False
    _run(app, slot, stop, lease)
    db.session.remove()
    return True


def _run(app: Flask, slot: Slot, stop: Stop, lease: Lease) -> None:
    work = Work(lease, is_stopping=lambda: stop.is_requested)
    try:
        handler = slot.handlers[lease.name]
        if not _may_begin(lease, handler):
            return
        with Keeper(app, lease, handler.limit_seconds):
            handler.run(work)
            if not work.is_finished:
                work.finish()
    except WorkerStoppingError:
        with transaction():
            queue.release(lease)
    except LeaseLostError as error:
        log.warning("%s", error)
    except Exception as error:
        log.exception("job %s (%s) failed", lease.job_uuid, lease.name)
        _fail(lease, f"{type(error).__name__}: {error}"[:ERROR_LENGTH])


def _may_begin(lease: Lease, handler: Handler) -> bool:
    """False ends the job: whoever started it may not have what it makes, now."""
    may = lease.started is None or still_holds(lease.started, handler.find)
    db.session.rollback()
    if not may:
        with transaction():
            queue.refuse(lease)
    return may


def _fail(lease: Lease, error: str) -> None:
    try:
        with transaction():
            queue.fail(lease, error)
    except LeaseLostError as lost:
        log.warning("%s", lost)


class Keeper:
    """Renews a lease while its job runs, and ends the process when that takes too long."""

    def __init__(self, app: Flask, lease: Lease, limit_seconds: float) -> None:
        self._app, self._lease = app, lease
        self._ends_at = time.monotonic() + limit_seconds
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._done.wait(min(self._lease.seconds / 3, self._time_left())):
            # SIGKILL: a renderer in C looks at no Python signal, and the lease makes it safe
            if self._time_left() <= 0:
                log.error("job %s is over its time limit", self._lease.job_uuid)
                os.kill(os.getpid(), signal.SIGKILL)
            if not self._renew():
                return

    def _time_left(self) -> float:
        return max(0.0, self._ends_at - time.monotonic())

    def _renew(self) -> bool:
        with self._app.app_context():
            try:
                with transaction():
                    queue.hold(self._lease)
            except LeaseLostError:
                return False
            except (OperationalError, BusyError) as error:
                log.warning("the lease could not be renewed yet: %s", error)
        return True
