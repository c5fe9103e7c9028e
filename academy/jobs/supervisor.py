"""Keeps one process per slot alive, and stops them all with itself.

The slots are forked before anything has opened a connection or a thread. Quick work has a slot
of its own, so that a pile of certificates never keeps a badge waiting.
"""

import logging
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import Flask

from academy.database import db
from academy.jobs.periodic import Periodic
from academy.jobs.worker import Slot, Stop, run_until_stopped

log = logging.getLogger(__name__)

PAUSE_BEFORE_RESTART = 1.0
"""So that a fault that ends a slot at once does not spin; the other slots work on."""
SIGNALS = (signal.SIGTERM, signal.SIGINT)


@dataclass
class Supervisor:
    """Runs `slots` until it is told to stop; a slot that dies is started again."""

    app: Flask
    slots: Sequence[Slot]
    periodic: tuple[Periodic, ...]
    stop: Stop = field(default_factory=Stop)
    children: dict[int, Slot] = field(default_factory=dict)

    def run(self) -> None:
        # two processes on one connection would read each other's answers
        with self.app.app_context():
            db.engine.dispose()
        for number in SIGNALS:
            signal.signal(number, self._pass_on)
        for slot in self.slots:
            self._start(slot)
        while self.children:
            self._wait_for_one()

    def _pass_on(self, *_signal: object) -> None:
        self.stop.request()
        for process in self.children:
            _terminate(process)

    def _start(self, slot: Slot) -> None:
        """Fork with signals held back: the child must not act on them as a supervisor."""
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        process = os.fork()
        if process == 0:
            self._work(slot)
        self.children[process] = slot
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        if self.stop.is_requested:
            _terminate(process)

    def _work(self, slot: Slot) -> None:
        """Never returns: a slot's process ends here."""
        code = 1
        try:
            stop = Stop().listen()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
            run_until_stopped(self.app, slot, stop, self.periodic)
            code = 0
        except BaseException:
            log.exception("a slot stopped with an error")
        finally:
            logging.shutdown()
            os._exit(code)  # what the parent registered with atexit is the parent's

    def _wait_for_one(self) -> None:
        process, status = os.wait()
        slot = self.children.pop(process, None)
        if slot is not None and not self.stop.is_requested:
            log.error("a slot ended with status %s; it is started again", status)
            self.stop.pause(PAUSE_BEFORE_RESTART)
            self._start(slot)


def _terminate(process: int) -> None:
    try:
        os.kill(process, signal.SIGTERM)
    except ProcessLookupError:
        log.info("slot %s has already ended", process)
