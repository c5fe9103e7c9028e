"""How often one visitor may ask for a code on paper that does not exist.

A page that is only read writes nothing, so each process counts by itself, in memory, and forgets
with it. A code has 80 bits: this keeps the log and the machine quiet, the code keeps the secret.
"""

import time
from collections import OrderedDict
from threading import Lock

WINDOW_SECONDS = 900.0
WRONG_CODES = 300
"""From one address; a class that types codes from paper stays far below."""
MOST_ADDRESSES = 10_000


class WrongCodes:
    """Counts by address, for a quarter of an hour from the first."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def are_too_many(self, address: str) -> bool:
        """Count one more, and say whether it is one too many."""
        now = time.monotonic()
        with self._lock:
            began, number = self._seen.pop(address, (now, 0))
            if began < now - WINDOW_SECONDS:
                began, number = now, 0
            self._seen[address] = began, number + 1
            if len(self._seen) > MOST_ADDRESSES:
                self._seen.popitem(last=False)
            return number >= WRONG_CODES
