"""The job table: work that is enqueued with its cause and leased by one worker at a time.

Promises: a job that was committed is done at least once, and what it does inside
`hold` or `finish` exactly once, however often workers are killed. The ten rules behind it are
in docs/adr/0012; the database's clock alone decides when something is due or a lease is over.
States stand as literals in the statements, or a full table makes SQLite's planner slow.
"""

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sqlalchemy import CursorResult, and_, delete, literal_column, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from academy.database import db, insert_unless_there
from academy.jobs.models import LONGEST_KEY, Job, JobState
from academy.jobs.moments import FromNow
from academy.jobs.rights import Started
from academy.security.permissions import Permission

MAX_ATTEMPTS = 5
FIRST_PAUSE_SECONDS = 5
MAX_PAUSE_SECONDS = 15 * 60
LEASE_SECONDS = 60.0
GAVE_UP = "The worker stopped in the middle of it, each time it was tried."


class Priority(IntEnum):
    """Lower goes first. What is below NORMAL has a slot of its own, so bulk never starves it."""

    QUICK = 0
    NORMAL = 10
    BULK = 20


class LeaseLostError(Exception):
    """The job was cancelled, or another worker has taken it over: change nothing more."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on one job until another moment."""

    job_id: int
    job_uuid: uuid.UUID
    token: uuid.UUID
    name: str
    arguments: Mapping[str, Any]
    attempts: int
    """How often it was begun, this time included."""
    seconds: float
    """How long a renewal lasts."""
    started: Started | None
    """None: nobody in particular, as for work that comes back by itself."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a job leaves for the person who asked for it."""

    key: str
    """Where it is in the file store."""
    name: str
    """The name under which it is downloaded."""


def state_is(state: JobState) -> ColumnElement[bool]:
    return Job.state == literal_column(f"'{state.value}'")


def enqueue(
    name: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    unique_key: str | None = None,
    priority: Priority = Priority.NORMAL,
    delay_seconds: float = 0,
    started: Started | None = None,
) -> uuid.UUID:
    """Put a job in the caller's transaction; gives its UUID.

    With a `unique_key` that is taken, nothing is added and the older job's UUID is given. It has at
    most `LONGEST_KEY` signs; ValueError tells one that only SQLite would take.
    """
    if unique_key is not None and len(unique_key) > LONGEST_KEY:
        raise ValueError(f"The key of the job {name} is too long: {unique_key}")
    job_uuid = uuid.uuid4()
    values = {
        "uuid": job_uuid,
        "name": name,
        "arguments": dict(arguments or {}),
        "unique_key": unique_key,
        "state": JobState.READY,
        "priority": int(priority),
        "due_at": FromNow(delay_seconds),
        "created_at": FromNow(),
        "started_by_id": started.by_id if started else None,
        "permission": started.permission.value if started else None,
        "about": started.about if started else None,
    }
    insert_unless_there(Job, values)
    if unique_key is None:
        return job_uuid
    return db.session.scalars(select(Job.uuid).where(Job.unique_key == unique_key)).one()


def something_is_due(*, below: Priority | None = None) -> bool:
    """A glance that takes no lock, so that idle workers disturb nobody."""
    return db.session.scalar(_due(below).limit(1)) is not None


def claim(*, below: Priority | None = None, seconds: float = LEASE_SECONDS) -> Lease | None:
    """Take the most urgent due job under a fresh token, or None; the attempt is counted here.

    `below` leaves out what is less urgent. The caller owns the transaction.
    """
    # or a job that kills its worker would be tried for ever: nobody is left to call `fail`
    _bury_abandoned()
    due = _due(below).order_by(Job.priority, Job.due_at).limit(1)
    # evaluated once; as a subquery PostgreSQL may run it for each row, and lock more than one job
    chosen = due.with_for_update(skip_locked=True).cte("chosen")
    token = uuid.uuid4()
    taken = db.session.execute(
        update(Job)
        .where(Job.id.in_(select(chosen.c.id)))
        .values(
            state=JobState.RUNNING,
            lease_token=token,
            leased_until=FromNow(seconds),
            attempts=Job.attempts + 1,
            due_at=FromNow(),  # if this worker is lost, it queues up behind what waits now
        )
        .returning(
            Job.id,
            Job.uuid,
            Job.name,
            Job.arguments,
            Job.attempts,
            Job.started_by_id,
            Job.permission,
            Job.about,
        )
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if taken is None:
        return None
    return Lease(
        job_id=taken.id,
        job_uuid=taken.uuid,
        token=token,
        name=taken.name,
        arguments=taken.arguments,
        attempts=taken.attempts,
        seconds=seconds,
        started=_started(taken.started_by_id, taken.permission, taken.about),
    )


def _started(by_id: int | None, permission: str | None, about: uuid.UUID | None) -> Started | None:
    if by_id is None or permission is None or about is None:
        return None
    return Started(by_id=by_id, permission=Permission(permission), about=about)


def hold(lease: Lease, *, done: int | None = None, total: int | None = None) -> None:
    """Begin a transaction of a job: renew the lease and lock the row; raises LeaseLostError."""
    values: dict[str, Any] = {"leased_until": FromNow(lease.seconds)}
    values |= {} if done is None else {"progress": done}
    values |= {} if total is None else {"total": total}
    _change_held(lease, **values)


def finish(lease: Lease, result: Result | None = None) -> None:
    """The job is done with this transaction; raises LeaseLostError."""
    _change_held(
        lease,
        state=JobState.DONE,
        lease_token=None,
        leased_until=None,
        progress=Job.total,
        error="",
        finished_at=FromNow(),
        result_key=result.key if result else None,
        result_name=result.name if result else None,
    )


def refuse(lease: Lease) -> None:
    """End a job whose starter lost the right to it; nothing is made."""
    _change_held(
        lease, state=JobState.REFUSED, lease_token=None, leased_until=None, finished_at=FromNow()
    )


def release(lease: Lease) -> None:
    """Give a job back unharmed, because the worker stops: the attempt does not count."""
    _change_held(
        lease,
        state=JobState.READY,
        lease_token=None,
        leased_until=None,
        attempts=Job.attempts - 1,
        due_at=FromNow(),
    )


def fail(lease: Lease, error: str) -> None:
    """Try again after a pause that doubles each time, or bury the job with its error."""
    if lease.attempts >= MAX_ATTEMPTS:
        _change_held(
            lease, state=JobState.DEAD, lease_token=None, error=error, finished_at=FromNow()
        )
        return
    _change_held(
        lease,
        state=JobState.READY,
        lease_token=None,
        leased_until=None,
        error=error,
        due_at=FromNow(pause_seconds(lease.attempts, random.SystemRandom().random())),
    )


def pause_seconds(attempts: int, chance: float) -> float:
    """Between half and the whole of 5, 10, 20, … seconds; `chance` from 0 to 1 spreads them."""
    longest: float = min(FIRST_PAUSE_SECONDS * 2 ** (attempts - 1), MAX_PAUSE_SECONDS)
    return longest * (0.5 + chance / 2)


def cancel(job: Job) -> bool:
    """Stop a job that is not finished; a worker notices at its next item."""
    return _change(
        and_(Job.id == job.id, or_(state_is(JobState.READY), state_is(JobState.RUNNING))),
        state=JobState.CANCELLED,
        lease_token=None,
        leased_until=None,
        finished_at=FromNow(),
    )


def retry(job_uuid: uuid.UUID) -> bool:
    """Start a dead or cancelled job again, with all its attempts; False when it is neither."""
    return _change(
        and_(Job.uuid == job_uuid, or_(state_is(JobState.DEAD), state_is(JobState.CANCELLED))),
        state=JobState.READY,
        attempts=0,
        due_at=FromNow(),
        finished_at=None,
        leased_until=None,
    )


def prune(*, older_than_seconds: float) -> list[str]:
    """Forget jobs that ended so long ago, but for the dead; gives the keys of their results."""
    gone = db.session.execute(
        delete(Job)
        .where(
            or_(*map(state_is, (JobState.DONE, JobState.CANCELLED, JobState.REFUSED))),
            Job.finished_at < FromNow(-older_than_seconds),
        )
        .returning(Job.result_key)
        .execution_options(synchronize_session=False)
    )
    return [key for key in gone.scalars() if key]


def _due(below: Priority | None) -> Any:
    """Ready jobs whose time has come, and running ones whose worker was lost."""
    ready = and_(state_is(JobState.READY), Job.due_at <= FromNow())
    lost = and_(state_is(JobState.RUNNING), Job.leased_until <= FromNow())
    due = select(Job.id).where(or_(ready, lost))
    return due if below is None else due.where(Job.priority < int(below))


def _bury_abandoned() -> None:
    _change(
        and_(
            state_is(JobState.RUNNING),
            Job.leased_until <= FromNow(),
            Job.attempts >= MAX_ATTEMPTS,
        ),
        state=JobState.DEAD,
        lease_token=None,
        error=GAVE_UP,
        finished_at=FromNow(),
    )


def _change_held(lease: Lease, **values: Any) -> None:
    held = and_(Job.id == lease.job_id, Job.lease_token == lease.token, state_is(JobState.RUNNING))
    if not _change(held, **values):
        message = f"Job {lease.job_uuid} was cancelled or taken over."
        raise LeaseLostError(message)


def _change(which: ColumnElement[bool], **values: Any) -> bool:
    statement = update(Job).where(which).values(**values)
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)  # noqa: S101 - tells the type checker about rowcount
    return result.rowcount > 0
