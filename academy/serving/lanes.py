"""Threads that answer requests: some for reading, others for changing."""

import time
from typing import Any

from waitress.task import ThreadedTaskDispatcher

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Lanes:
    """What waitress calls a dispatcher, twice: whoever waits for a turn to write stands in the
    way of nobody who reads."""

    def __init__(self, *, reading: int, changing: int) -> None:
        self._reading, self._changing = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self._reading.set_thread_count(reading)
        self._changing.set_thread_count(changing)

    def add_task(self, channel: Any) -> None:
        """A channel whose first request is there in whole."""
        request = channel.requests[0]
        request.arrived = time.monotonic()
        # What could not be read as HTTP has no command; refusing it is quick.
        reads = getattr(request, "command", "GET") in READING
        (self._reading if reads else self._changing).add_task(channel)

    def shutdown(self) -> None:
        """Nothing waits any more when this is called, so nothing is cancelled by it."""
        self._reading.shutdown()
        self._changing.shutdown()
