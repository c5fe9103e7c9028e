"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday morning: half past ten in Amsterdam."""


class TestClock:
    """Callable like the real clock; `clock.advance(days=3)` moves it."""

    __test__ = False

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> datetime:
        """Move by the arguments of `timedelta`; gives the new moment."""
        self.now += timedelta(**by)
        return self.now
