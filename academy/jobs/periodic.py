"""Work that comes back by itself: one job per period, whichever process thinks of it first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from academy.database import db, transaction
from academy.dates import AMSTERDAM
from academy.jobs.models import Job
from academy.jobs.moments import FromNow
from academy.jobs.queue import Priority, enqueue

NIGHT_BEGINS = timedelta(hours=3)
"""Nightly work starts at three, when shops are closed."""

WEEK_BEGINS = timedelta(hours=7)
"""Weekly mail comes on Monday at seven, before the shops open."""


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that exists once in each period."""

    name: str
    period: Callable[[datetime], str]
    """The moment's period in text; part of the unique key."""
    priority: Priority


def each_minute(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M")


def each_ten_minutes(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M")[:-1]


def each_hour(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H")


def each_night(now: datetime) -> str:
    """The day in the Netherlands; before three at night it is still the day before."""
    return (now.astimezone(AMSTERDAM) - NIGHT_BEGINS).date().isoformat()


def each_week(now: datetime) -> str:
    """The week in the Netherlands; on Monday before seven it is still the one before."""
    year, week, _day = (now.astimezone(AMSTERDAM) - WEEK_BEGINS).date().isocalendar()
    return f"{year}-W{week:02}"


def enqueue_what_is_due(periodic: tuple[Periodic, ...]) -> None:
    """Add the jobs of this period that are not there yet; the database's clock decides."""
    if not periodic:
        return
    now = db.session.scalars(select(FromNow())).one()
    wanted = {f"{each.name}:{each.period(now)}": each for each in periodic}
    # a read first: every half second a worker asks, and once a minute something is missing
    known = set(db.session.scalars(select(Job.unique_key).where(Job.unique_key.in_(wanted))))
    db.session.rollback()
    missing = {key: each for key, each in wanted.items() if key not in known}
    if missing:
        with transaction():
            for key, each in missing.items():
                enqueue(each.name, unique_key=key, priority=each.priority)
