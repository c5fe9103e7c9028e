"""Waits for something outside this process, without guessing how long it takes."""

import time
from collections.abc import Callable


def wait_until(holds: Callable[[], bool], *, seconds: float = 90) -> None:
    """Look every 20 ms; AssertionError when it never happens."""
    ends_at = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends_at, "this never happened"
        time.sleep(0.02)
