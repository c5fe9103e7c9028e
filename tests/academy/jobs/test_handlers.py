"""What the worker does by itself: badges that a crash left, and deleting in time."""

import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.access.models import Session, SignInAttempt
from academy.assessments.models import Assessment, Evidence, WorkerResponse
from academy.audit.models import AuditEvent
from academy.credentials.models import Credential
from academy.database import Base, db, transaction
from academy.dependencies import dependencies
from academy.job_handlers import HANDLERS, PERIODIC
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.worker import Slot, run_until_idle
from tests.academy.shown import SORTING, Shown
from tests.cast import AMINA, GORAN
from tests.client import AcademyClient
from tests.clock import START, TestClock


def run(app: Flask, name: str) -> None:
    with transaction():
        job = queue.enqueue(name)
    run_until_idle(app, Slot(handlers=HANDLERS))
    assert db.session.scalars(select(Job.state).where(Job.uuid == job)).one() == JobState.DONE


def count(table: type[Base]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_every_periodic_job_has_a_handler() -> None:
    assert {each.name for each in PERIODIC} <= set(HANDLERS)


def test_a_badge_that_a_crash_left_is_issued_once(
    app: Flask,
    shown: Shown,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr("academy.credentials.issuing.store", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            shown(AMINA)
    assert count(Credential) == 0
    for _ in range(2):
        run(app, "issue-pending-badges")
        assert count(Credential) == 1


def test_a_not_yet_is_deleted_after_half_a_year_with_all_that_hangs_on_it(
    app: Flask,
    shown: Shown,
    clock: TestClock,
) -> None:
    shown(AMINA, SORTING, 0)
    shown(GORAN, SORTING, 2)
    observation = db.session.scalars(select(Assessment).where(Assessment.level == 0)).one()
    key = "evidence/one/photo.jpg"
    dependencies().files.put(key, b"a photo")
    db.session.add(Evidence(assessment_id=observation.id, storage_key=key, width=1, height=1,
                            size=7, added_at=START))  # fmt: skip
    db.session.add(WorkerResponse(assessment_id=observation.id, kind="objects", at=START))
    db.session.commit()
    clock.advance(days=182)
    run(app, "delete-old-assessments")
    assert count(Assessment) == 2
    clock.advance(days=1)
    run(app, "delete-old-assessments")
    assert [count(table) for table in (Assessment, Evidence, WorkerResponse)] == [1, 0, 0]
    with pytest.raises(FileNotFoundError):
        dependencies().files.get(key)
    last = select(AuditEvent.action).order_by(AuditEvent.id.desc()).limit(1)
    assert db.session.scalar(last) == "assessment.deleted"


def test_old_tries_and_sessions_are_deleted(
    app: Flask,
    client: AcademyClient,
    shown: Shown,
    clock: TestClock,
) -> None:
    client.as_(AMINA)
    db.session.add(SignInAttempt(key=bytes(32), at=START))
    db.session.commit()
    run(app, "delete-old-sign-ins")
    assert (count(SignInAttempt), count(Session)) == (1, 1)
    clock.advance(days=2)
    run(app, "delete-old-sign-ins")
    assert (count(SignInAttempt), count(Session)) == (0, 1)
    clock.advance(days=190)
    run(app, "delete-old-sign-ins")
    assert count(Session) == 0


@pytest.mark.usefixtures("db_session")
def test_old_jobs_and_their_results_are_deleted(app: Flask) -> None:
    files = dependencies().files
    files.put("jobs/old", b"a result")
    with transaction():
        queue.enqueue("team-certificates")
        lease = queue.claim()
    assert lease is not None
    with transaction():
        queue.finish(lease, queue.Result("jobs/old", "oud.pdf"))
    run(app, "delete-old-jobs")
    assert files.get("jobs/old") == b"a result"
    db.session.execute(Job.__table__.update().values(finished_at=START - timedelta(days=800)))  # type: ignore[attr-defined]
    db.session.commit()
    run(app, "delete-old-jobs")
    with pytest.raises(FileNotFoundError):
        files.get("jobs/old")


@pytest.mark.usefixtures("db_session")
def test_the_commands_list_and_retry(app: Flask) -> None:
    runner = app.test_cli_runner()
    with transaction():
        job_uuid = queue.enqueue("delete-old-jobs")
        job = db.session.scalars(select(Job).where(Job.uuid == job_uuid)).one()
        queue.cancel(job)
    assert f"{job_uuid}  cancelled  delete-old-jobs" in runner.invoke(args=["jobs", "list"]).output
    answer = runner.invoke(args=["jobs", "retry", str(job_uuid)])
    assert answer.exit_code == 0
    assert runner.invoke(args=["jobs", "work", "--until-idle"]).output.endswith("jobs\n")
    answer = runner.invoke(args=["jobs", "retry", str(uuid.uuid4())])
    assert (answer.exit_code, "flask jobs list" in answer.output) == (1, True)


@pytest.mark.parametrize("command", ["jobs", "credentials"])
@pytest.mark.parametrize("limit", [-5, 0, 2**70])
def test_a_list_of_no_such_length_is_refused(app: Flask, command: str, limit: int) -> None:
    answer = app.test_cli_runner().invoke(args=[command, "list", "--limit", str(limit)])
    assert (answer.exit_code, "is not in the range" in answer.output) == (2, True)


@pytest.mark.usefixtures("db_session")
def test_the_queue_is_among_the_figures(client: AcademyClient) -> None:
    with transaction():
        queue.enqueue("delete-old-jobs")
    text = client.get("/metrics").get_data(as_text=True)
    assert "academy_jobs_oldest_due_seconds 0." in text
    assert "academy_jobs_dead 0.0" in text
