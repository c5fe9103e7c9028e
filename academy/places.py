"""Places for heavy work: so much of a kind at once in each process, and not more.

The others wait for a place while they have patience, and few of them: whoever waits holds a
thread, and the threads are for everybody. With the default of eight threads for reading and eight
for changing there is always one left. Memory has a limit too: a picture takes up to 150 MB while
it is read, a PDF about as much, so no more than one of each at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from academy import patience
from academy.errors import BusyError


class Places:
    """For one kind of work."""

    def __init__(self, *, at_once: int, waiting: int) -> None:
        self._free = BoundedSemaphore(at_once)
        self._inside = BoundedSemaphore(at_once + waiting)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """We have a place inside; raises BusyError when there was none in time."""
        if not self._inside.acquire(blocking=False):
            raise BusyError("busy")
        try:
            if not self._free.acquire(timeout=patience.seconds_left()):
                raise BusyError("busy")
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._inside.release()


PICTURES = Places(at_once=1, waiting=1)
"""Photos that people send, read and made smaller."""
PAPER = Places(at_once=1, waiting=4)
"""Certificates and proofs as PDF."""
FOREIGN = Places(at_once=3, waiting=2)
"""Files of strangers that are checked: most of that is waiting for other websites."""
SPEECH = Places(at_once=1, waiting=1)
"""A computer's voice: a few tenths of a second, once for each text."""
