"""The lease table: who gets which job, and what happens to a job that goes wrong."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from academy.database import db, transaction
from academy.jobs import queue
from academy.jobs.figures import figures
from academy.jobs.models import Job, JobState
from academy.jobs.queue import Lease, LeaseLostError, Priority, Result

pytestmark = pytest.mark.usefixtures("db_session")


def put(name: str = "sort", **options: Any) -> Job:
    """Enqueue in a transaction of its own."""
    with transaction():
        job_uuid = queue.enqueue(name, **options)
    return the_job(job_uuid)


def the_job(job_uuid: object) -> Job:
    return db.session.query(Job).filter_by(uuid=job_uuid).one()


def take(**options: Any) -> Lease | None:
    with transaction():
        return queue.claim(**options)


def taken(**options: Any) -> Lease:
    lease = take(**options)
    assert lease is not None
    return lease


def within(change: Callable[..., object], *arguments: object) -> None:
    with transaction():
        change(*arguments)


def lose_the_worker(lease: Lease) -> None:
    """As if the worker was killed longer ago than its lease lasts."""
    past = datetime.now(UTC) - timedelta(hours=1)
    with transaction():
        db.session.execute(update(Job).where(Job.id == lease.job_id).values(leased_until=past))


def test_a_job_commits_with_its_cause_or_not_at_all() -> None:
    with transaction():
        queue.enqueue("sort")
        db.session.rollback()
    assert take() is None


def test_one_worker_gets_the_job_with_its_arguments() -> None:
    job = put(arguments={"team": "sorteren"})
    lease = taken()
    assert (lease.job_uuid, lease.arguments, lease.attempts) == (job.uuid, {"team": "sorteren"}, 1)
    assert take() is None


def test_the_same_key_is_the_same_job() -> None:
    first = put(unique_key="nightly:2026-11-21")
    again = put(unique_key="nightly:2026-11-21")
    other = put(unique_key="nightly:2026-11-22")
    assert first.uuid == again.uuid != other.uuid


def test_urgent_work_goes_first_and_has_a_slot_of_its_own() -> None:
    put("certificates", priority=Priority.BULK)
    put("mail", priority=Priority.QUICK)
    assert taken(below=Priority.NORMAL).name == "mail"
    assert take(below=Priority.NORMAL) is None
    assert taken().name == "certificates"


def test_what_is_due_later_waits() -> None:
    put(delay_seconds=60)
    assert take() is None
    assert not queue.something_is_due()


def test_a_killed_workers_job_is_taken_over_and_the_old_lease_is_void() -> None:
    put()
    old = taken()
    lose_the_worker(old)
    assert figures().expired_leases == 1
    new = taken()
    assert (new.job_id, new.attempts) == (old.job_id, 2)
    assert new.token != old.token
    for change in (queue.hold, queue.finish, queue.release):
        with pytest.raises(LeaseLostError):
            within(change, old)
    within(queue.finish, new)


def test_a_renewed_lease_keeps_others_away() -> None:
    put()
    lease = taken()
    lose_the_worker(lease)
    within(queue.hold, lease)
    assert take() is None


def test_finishing_keeps_the_result_and_ends_the_lease() -> None:
    job = put()
    lease = taken()
    with transaction():
        queue.hold(lease, done=3, total=4)
    within(queue.finish, lease, Result("jobs/cards", "kaarten.pdf"))
    assert (job.state, job.progress, job.result_name) == (JobState.DONE, 4, "kaarten.pdf")
    assert job.finished_at is not None


def test_a_failed_job_waits_and_is_buried_after_five_times() -> None:
    job = put()
    for attempt in range(1, queue.MAX_ATTEMPTS + 1):
        lease = taken()
        assert lease.attempts == attempt
        within(queue.fail, lease, "ValueError: no paper")
        assert take() is None, "a failed job pauses"
        with transaction():
            db.session.execute(update(Job).values(due_at=datetime.now(UTC) - timedelta(hours=1)))
    assert (job.state, job.error) == (JobState.DEAD, "ValueError: no paper")
    assert figures().dead == 1
    within(queue.retry, job.uuid)
    assert taken().attempts == 1


def test_pauses_double_and_are_spread() -> None:
    longest = [queue.pause_seconds(attempts, 1) for attempts in (1, 2, 3, 4, 20)]
    assert longest == [5, 10, 20, 40, 900]
    assert queue.pause_seconds(1, 0) == 2.5


def test_a_job_that_kills_its_workers_is_buried_too() -> None:
    job = put()
    for _ in range(queue.MAX_ATTEMPTS):
        lose_the_worker(taken())
    assert take() is None
    assert (job.state, job.error) == (JobState.DEAD, queue.GAVE_UP)


def test_a_graceful_release_gives_the_attempt_back() -> None:
    put()
    within(queue.release, taken())
    assert taken().attempts == 1


def test_cancelling_reaches_a_running_job_at_its_next_item() -> None:
    job = put()
    lease = taken()
    within(queue.cancel, job)
    with pytest.raises(LeaseLostError):
        within(queue.hold, lease)
    assert take() is None
    with transaction():
        assert not queue.cancel(job), "it has stopped already"


def test_retrying_is_for_dead_and_cancelled_jobs_only() -> None:
    job = put()
    with transaction():
        assert not queue.retry(job.uuid)


def test_finished_jobs_are_forgotten_after_their_time() -> None:
    put()
    within(queue.finish, taken(), Result("jobs/cards", "kaarten.pdf"))
    with transaction():
        assert queue.prune(older_than_seconds=60) == []
        assert queue.prune(older_than_seconds=-60) == ["jobs/cards"]
    assert db.session.query(Job).count() == 0


def test_the_wait_of_the_oldest_due_job_is_known() -> None:
    assert figures().oldest_due_seconds == 0
    put()
    with transaction():
        db.session.execute(update(Job).values(due_at=datetime.now(UTC) - timedelta(minutes=5)))
    assert 290 < figures().oldest_due_seconds < 310
