"""Whose turn it is to write, where the database lets in one at a time (SQLite).

SQLite itself would sleep and try again, up to a tenth of a second too long each time. The system
wakes who waits for a lock on a file at once, and lets go of it when a process dies; but it knows
no limit on waiting. So in each process one thread, the keeper, waits for the file on behalf of
whoever stands in line, and who waited too long leaves the line.
"""

import fcntl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import BinaryIO

from academy import ownership
from academy.errors import BusyError


@dataclass(eq=False)
class _Waiter:
    called: threading.Event = field(default_factory=threading.Event)
    file: BinaryIO | None = None
    """Locked, once it is this one's turn; closing it ends the turn."""


class Turns:
    """The line of this process before the lock on one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._line: deque[_Waiter] = deque()
        self._is_kept = False

    @contextmanager
    def taken(self, seconds: float) -> Iterator[None]:
        """It is our turn inside; raises BusyError when it was not within so many seconds."""
        with self._at_once() or self._in_line(seconds):
            yield

    def _at_once(self) -> BinaryIO | None:
        """The locked file, if nobody has it and nobody of this process waits for it."""
        with self._lock:
            if self._line:
                return None
        file = self._path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
        return file

    def _in_line(self, seconds: float) -> BinaryIO:
        waiter = _Waiter()
        with self._lock:
            self._line.append(waiter)
            if not self._is_kept:
                self._is_kept = True
                threading.Thread(target=self._keep, name="turns", daemon=True).start()
        waiter.called.wait(seconds)
        with self._lock:
            if waiter.file is not None:
                return waiter.file
            self._line.remove(waiter)
        raise BusyError("busy")

    def _keep(self) -> None:
        """Wait for the file as long as somebody stands in line, and call them one by one."""
        while True:
            file = self._path.open("ab")
            fcntl.flock(file, fcntl.LOCK_EX)
            with self._lock:
                if self._line:
                    waiter = self._line.popleft()
                    waiter.file = file
                    waiter.called.set()
                else:  # they left while the file was somebody else's
                    file.close()
                if not self._line:
                    self._is_kept = False
                    return


@cache
def turns_of(database: str) -> Turns:
    """The line before this database file; one for all threads of the process."""
    file = Path(f"{database}-turn")
    ownership.make_private(file)
    return Turns(file)
