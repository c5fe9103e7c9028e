"""How often one visitor may ask for what costs work: a check, or a code on paper that nobody has.

Looking a badge up or checking it writes nothing, so it works while the database is locked or full;
each process counts by itself, in memory, and forgets with it. This keeps the machine quiet for
everybody else; what keeps the secret is the code on paper, of 80 bits.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from flask import Request, current_app

from academy.access.attempts import WINDOW, network_of
from academy.dependencies import Dependencies
from academy.errors import TooManyAttemptsError

CHECKS = 600
"""So that a class or an office behind one address is not shut out."""
CHECKS_IN_A_DEMO = 20_000
"""In a demo everybody, and every script that tries it, comes from this machine."""
WRONG_CODES = 300
"""A class that types codes from paper stays far below."""
MOST_ADDRESSES = 10_000


class Visits:
    """Counts by kind and address, for `WINDOW` from the first."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], tuple[datetime, int]] = OrderedDict()
        self._lock = Lock()

    def are_too_many(self, kind: str, address: str, most: int, *, now: datetime) -> bool:
        """Count one more, and say whether it is one too many."""
        key = kind, network_of(address)
        with self._lock:
            began, number = self._seen.pop(key, (now, 0))
            if not timedelta() <= now - began < WINDOW:
                began, number = now, 0
            self._seen[key] = began, min(number, most) + 1
            if len(self._seen) > MOST_ADDRESSES:
                self._seen.popitem(last=False)
            return number >= most


def count_check(request: Request, deps: Dependencies) -> None:
    """Count one check; raises TooManyAttemptsError."""
    _count("check", request, CHECKS_IN_A_DEMO if deps.settings.demo else CHECKS, deps)


def count_wrong_code(request: Request, deps: Dependencies) -> None:
    """Count one code that no paper has; raises TooManyAttemptsError."""
    _count("wrong code", request, WRONG_CODES, deps)


def _count(kind: str, request: Request, most: int, deps: Dependencies) -> None:
    visits: Visits = current_app.extensions.setdefault("visits", Visits())
    if visits.are_too_many(kind, request.remote_addr or "", most, now=deps.clock()):
        raise TooManyAttemptsError("too-many-tries")
