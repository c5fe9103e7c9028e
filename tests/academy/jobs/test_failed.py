"""The academy sees which work gave up, and can have it done again."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.database import db
from academy.jobs.models import Job, JobState
from academy.security.identity import Role
from academy.security.permissions import Permission
from tests.cast import AMINA, ANNA, BEA, JAN, RENS, Cast, as_, membership_of
from tests.client import AcademyClient
from tests.clock import START


@pytest.fixture
def dead(cast: Cast) -> uuid.UUID:
    return a_job(JobState.DEAD, error="OSError: no room for Amina's certificate")


def a_job(state: JobState, *, error: str = "") -> uuid.UUID:
    job = Job(
        uuid=uuid.uuid4(), name="team-certificates", arguments={}, state=state, attempts=5,
        error=error, due_at=START, created_at=START,
        finished_at=START if state is JobState.DEAD else None,
    )  # fmt: skip
    db.session.add(job)
    db.session.commit()
    return job.uuid


def state_of(job_uuid: uuid.UUID) -> tuple[JobState, int]:
    state, attempts = db.session.execute(
        select(Job.state, Job.attempts).where(Job.uuid == job_uuid)
    ).one()
    return JobState(state), attempts


def test_the_academy_sees_what_and_why_but_no_names(client: AcademyClient, dead: uuid.UUID) -> None:
    row = as_(client, ANNA).page("/jobs/failed").select_one("tbody tr")

    assert "Certificaten van een team" in row.get_text()
    assert row.select_one("code").get_text() == "OSError"
    assert "Misschien is de schijf vol." in row.get_text()
    assert "Het platform" in row.get_text()
    assert "Amina" not in row.get_text()


def test_it_is_done_again(client: AcademyClient, dead: uuid.UUID) -> None:
    answer = as_(client, ANNA).post(f"/jobs/{dead}/retry")

    assert answer.location == "/jobs/failed"
    assert state_of(dead) == (JobState.READY, 0)
    assert "Er is niets mislukt" in client.page("/jobs/failed").get_text()


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("state", [JobState.READY, JobState.RUNNING, JobState.DONE])
def test_only_what_gave_up_is_done_again(client: AcademyClient, state: JobState) -> None:
    job = a_job(state)

    assert as_(client, ANNA).post(f"/jobs/{job}/retry").status_code == 404
    assert client.post(f"/jobs/{uuid.uuid4()}/retry").status_code == 404
    assert state_of(job) == (state, 5)


def test_the_last_one_that_gave_up_stands_on_top(client: AcademyClient, dead: uuid.UUID) -> None:
    later = db.session.scalars(select(Job).where(Job.uuid == a_job(JobState.DEAD))).one()
    later.name, later.finished_at = "delete-old-jobs", START + timedelta(hours=1)
    db.session.commit()

    rows = as_(client, ANNA).page("/jobs/failed").select("tbody tr")

    assert [row.th.get_text() for row in rows] == ["Oud werk weghalen", "Certificaten van een team"]


@pytest.mark.parametrize("member", [JAN, BEA, AMINA, RENS], ids=lambda member: member.name)
def test_nobody_else_may(client: AcademyClient, dead: uuid.UUID, member) -> None:
    as_(client, member)

    assert client.get("/jobs/failed").status_code == 403
    assert client.post(f"/jobs/{dead}/retry").status_code == 404
    assert state_of(dead)[0] is JobState.DEAD


def test_a_visitor_is_asked_to_sign_in(client: AcademyClient, dead: uuid.UUID) -> None:
    assert client.get("/jobs/failed").status_code == 303
    assert client.post(f"/jobs/{dead}/retry").status_code == 401
    assert state_of(dead)[0] is JobState.DEAD


@pytest.mark.parametrize("leaves", [False, True])
def test_it_says_whose_it_is_but_not_by_whom(
    client: AcademyClient, cast: Cast, dead: uuid.UUID, leaves: bool
) -> None:
    job = db.session.scalars(select(Job).where(Job.uuid == dead)).one()
    job.started_by_id, job.about = JAN.row.id, cast.sorteren.uuid
    job.permission = Permission.READ_TEAM
    if leaves:
        membership_of(JAN, Role.TEAM_LEADER).ends_on = START.date() - timedelta(days=1)
    db.session.commit()

    text = as_(client, ANNA).page("/jobs/failed").select_one("tbody tr").get_text()

    assert ("De Schakel" in text and "Sorteren" in text) is not leaves
    assert ("Iemand die dit nu niet meer mag" in text) is leaves
    assert JAN.name not in text
