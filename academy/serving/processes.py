"""The processes of the web server: forked from one that loaded everything, kept alive, replaced.

The first process holds the socket and answers nothing. It forks the others, so what is loaded is
shared, and starts one again that ended. SIGTERM lets them finish. SIGHUP starts over with what is
on the disk now: the same process, under the same number, executes itself anew, keeps the socket,
forks new processes and only then tells the old ones to finish; no request is lost.
"""

import gc
import logging
import mmap
import os
import signal
import socket
import struct
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from academy.serving.lanes import Lanes
from academy.serving.server import Server

log = logging.getLogger(__name__)

SIGNALS = frozenset(
    {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD}
)  # blocked all the time and waited for, so that none comes in between
GRACE_SECONDS = 25
"""To finish what had begun; the unit waits a little longer."""
STUCK_SECONDS = 60
"""A process that did not even look around for so long is killed and replaced."""
TRIAL_SECONDS = 120
"""To find out whether what is on the disk loads; meanwhile the processes are looked after."""
PAUSE_SECONDS = 1.0
"""Before a process is started again that ended at once, so that a fault does not spin."""
SOCKET, LEAVING = "ACADEMY_SOCKET", "ACADEMY_LEAVING"
"""How one execution tells the next what it has: a file descriptor, and processes to let go."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many processes, and threads in each."""

    processes: int
    reading: int
    changing: int


@dataclass
class Child:
    """One process that answers, or that tries."""

    number: int
    """Its place among the heartbeats; of a trial, the number of the process."""
    started: float


@dataclass
class Processes:
    """Runs until it is told to stop."""

    application: Any
    listener: socket.socket
    size: Size
    leaving: set[int] = field(default_factory=set)
    """Of the execution before; they finish what they have."""
    children: dict[int, Child] = field(default_factory=dict)
    due: dict[int, float] = field(default_factory=dict)
    """When a process is started again in a place where one ended at once."""
    trial: Child | None = None
    """Finds out whether what is on the disk loads."""
    ends_at: float | None = None
    """When those are killed that did not finish; None: nobody said stop."""

    def run(self) -> None:
        gc.collect()
        gc.freeze()  # what is loaded by now stays shared: the collector no longer touches it
        self.beats = mmap.mmap(-1, 8 * self.size.processes)
        for number in range(self.size.processes):
            self._start(number)
        for process in self.leaving:
            _send(process, signal.SIGTERM)
        tell_system("READY=1")
        while self.children or self.leaving or self.due:
            came = signal.sigtimedwait(SIGNALS, 1.0)
            if came is not None:
                self._obey(came.si_signo)
            self._take_leave()
            self._start_due()
            self._end_stuck()

    def _obey(self, number: int) -> None:
        if number in {signal.SIGTERM, signal.SIGINT}:
            self.ends_at = self.ends_at or time.monotonic() + GRACE_SECONDS
            self.due.clear()
            tell_system("STOPPING=1")
            self.listener.close()  # or who comes now would wait for nobody
            for process in self.children:
                _send(process, signal.SIGTERM)
            if self.trial:
                _send(self.trial.number, signal.SIGKILL)
        elif number == signal.SIGHUP and self.ends_at is None and self.trial is None:
            self.trial = Child(_try_to_load(), time.monotonic())

    def _start(self, number: int) -> None:
        self._beat(number)
        parent, process = os.getpid(), os.fork()
        if process == 0:
            self._answer(number, parent)
        self.children[process] = Child(number, time.monotonic())

    def _answer(self, number: int, parent: int) -> None:
        """Never returns: the process that answers ends here."""
        code = 1
        try:
            lanes = Lanes(reading=self.size.reading, changing=self.size.changing)
            server = Server(self.application, self.listener, lanes)

            def beat() -> bool:
                self._beat(number)
                return os.getppid() == parent

            # Ctrl-C in a terminal reaches everybody; the first process says when to stop.
            for ignored in (signal.SIGINT, signal.SIGHUP):
                signal.signal(ignored, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, lambda *_signal: server.stop())
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
            server.serve(beat)
            code = 0
        except BaseException:
            log.exception("a process of the web server stopped with an error")
        finally:
            logging.shutdown()
            os._exit(code)

    def _beat(self, number: int) -> None:
        struct.pack_into("d", self.beats, 8 * number, time.monotonic())

    def _end_stuck(self) -> None:
        now = time.monotonic()
        if self.ends_at is not None and now > self.ends_at:
            for process in (*self.children, *self.leaving):
                _send(process, signal.SIGKILL)
        if self.trial and now > self.trial.started + TRIAL_SECONDS:
            _send(self.trial.number, signal.SIGKILL)
        for process, child in self.children.items():
            (last,) = struct.unpack_from("d", self.beats, 8 * child.number)
            if self.ends_at is None and now > last + STUCK_SECONDS:
                log.error("process %s of the web server is stuck; it is replaced", process)
                _send(process, signal.SIGKILL)

    def _take_leave(self) -> None:
        """Of every process that ended; those that were not told to are started again."""
        while self.children or self.leaving:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            if self.trial and process == self.trial.number:
                self.trial = None
                self._start_over(status)
                continue
            self.leaving.discard(process)
            child = self.children.pop(process, None)
            if child is None or self.ends_at is not None:
                continue
            if status:
                log.error(
                    "process %s of the web server ended (%s); it is replaced", process, status
                )
            now = time.monotonic()
            is_early = now < child.started + PAUSE_SECONDS
            self.due[child.number] = now + PAUSE_SECONDS if is_early else now

    def _start_due(self) -> None:
        now = time.monotonic()
        for number in [number for number, at in self.due.items() if at <= now]:
            del self.due[number]
            self._start(number)

    def _start_over(self, status: int) -> None:
        """Execute what is on the disk now, unless it does not even load."""
        if self.ends_at is not None:
            return
        if status:
            log.error("what is on the disk does not load; the server goes on with what it has")
            return
        os.environ[SOCKET] = str(self.listener.fileno())
        os.environ[LEAVING] = ",".join(map(str, (*self.children, *self.leaving)))
        self.listener.set_inheritable(True)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves


def _try_to_load() -> int:
    """The number of a process that ends with 0 when it could load the application."""
    command = [sys.executable, *sys.orig_argv[1:], "--try"]
    nothing_to_read = (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)
    return os.posix_spawn(sys.executable, command, os.environ, file_actions=[nothing_to_read])


def inherited() -> tuple[socket.socket | None, set[int]]:
    """The socket and the processes of the execution before this one, if there was one."""
    number, leaving = os.environ.pop(SOCKET, ""), os.environ.pop(LEAVING, "")
    listener = socket.socket(fileno=int(number)) if number else None
    if listener is not None:
        listener.set_inheritable(False)
    return listener, {int(process) for process in leaving.split(",") if process}


def tell_system(word: str) -> None:
    """To systemd, for `Type=notify`; nothing when it did not ask."""
    place = os.environ.get("NOTIFY_SOCKET")
    if place:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as system:
            system.sendto(word.encode(), place.replace("@", "\0", 1) if place[0] == "@" else place)


def _send(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        log.info("process %s has already ended", process)
