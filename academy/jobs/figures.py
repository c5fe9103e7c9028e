"""How the queue is doing: for `jobs list`, and for the alarms of whoever runs the platform."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import REGISTRY
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import and_, func, select

from academy.database import db
from academy.jobs.models import Job, JobState
from academy.jobs.moments import FromNow
from academy.jobs.queue import state_is


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of this moment; each of them should be near zero."""

    oldest_due_seconds: float
    """How long the oldest due job has been waiting."""
    expired_leases: int
    """Running jobs whose worker was lost and that nobody has taken over yet."""
    dead: int
    """Jobs that failed too often and wait for a person."""


def figures() -> Figures:
    """Read the figures, in one statement."""
    ready = and_(state_is(JobState.READY), Job.due_at <= FromNow())
    lost = and_(state_is(JobState.RUNNING), Job.leased_until <= FromNow())
    row = db.session.execute(
        select(
            FromNow().label("now"),
            select(func.min(Job.due_at)).where(ready).scalar_subquery().label("oldest"),
            select(func.count()).where(lost).scalar_subquery(),
            select(func.count()).where(state_is(JobState.DEAD)).scalar_subquery(),
        )
    ).one()
    return Figures(_seconds(row.oldest, row.now), row[2], row[3])


def _seconds(oldest: datetime | None, now: datetime) -> float:
    return 0.0 if oldest is None else (now - oldest).total_seconds()


class QueueCollector(Collector):
    """Puts the figures among the others of `/metrics`, inside a request."""

    def describe(self) -> Iterable[Metric]:
        """Nothing: their names must not be asked of a database at start-up."""
        return []

    def collect(self) -> Iterable[Metric]:
        now = figures()
        yield GaugeMetricFamily(
            "academy_jobs_oldest_due_seconds", "Wait of the oldest due job", now.oldest_due_seconds
        )
        yield GaugeMetricFamily(
            "academy_jobs_expired_leases", "Jobs whose worker was lost", now.expired_leases
        )
        yield GaugeMetricFamily(
            "academy_jobs_dead", "Jobs that wait for a person after too many failures", now.dead
        )


REGISTRY.register(QueueCollector())
