"""A job's result is for who could start the job now, not for who could once."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from academy.database import db, transaction
from academy.dates import local_day
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.rights import Started
from academy.jobs.words import NAMES
from academy.jobs.worker import Slot, run_until_idle
from academy.organisations.models import Team
from academy.security.identity import Role
from academy.security.permissions import Permission
from tests.cast import (
    ANNA,
    BEA,
    CAS,
    FATMA,
    JAN,
    Cast,
    Member,
    a_membership,
    a_team,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START

YESTERDAY = local_day(START) - timedelta(days=1)


def a_job(by: Member, team: Team, state: JobState = JobState.DONE) -> str:
    """The address of a job about a team that this person started an hour ago."""
    job = Job(
        uuid=uuid.uuid4(), name="team-certificates", arguments={"team": str(team.uuid)},
        state=state, due_at=START, created_at=START, started_by_id=by.row.id,
        permission=Permission.READ_TEAM, about=team.uuid,
    )  # fmt: skip
    db.session.add(job)
    db.session.commit()
    return f"/jobs/{job.uuid}"


def leave(member: Member, role: Role) -> None:
    membership_of(member, role).ends_on = YESTERDAY


def move(member: Member, cast: Cast) -> None:
    """To another team of the same organisation, from today."""
    leave(member, Role.TEAM_LEADER)
    a_membership(member.row, Role.TEAM_LEADER, team=cast.winkel)


Change = Callable[[Cast], None]
LOSSES: list[tuple[str, Member, Change]] = [
    ("the leader left", JAN, lambda _cast: leave(JAN, Role.TEAM_LEADER)),
    ("the leader moved", JAN, lambda cast: move(JAN, cast)),
    ("the team ended", JAN, lambda cast: setattr(cast.sorteren, "ends_on", YESTERDAY)),
    ("the administrator ended", BEA, lambda _cast: leave(BEA, Role.ORGANISATION_ADMIN)),
    ("the organisation ended", BEA, lambda cast: setattr(cast.schakel, "ends_on", YESTERDAY)),
]
each_loss = pytest.mark.parametrize(
    ("who", "change"), [each[1:] for each in LOSSES], ids=[each[0] for each in LOSSES]
)


@each_loss
def test_who_lost_the_right_can_neither_follow_nor_fetch(
    client: AcademyClient, cast: Cast, who: Member, change: Change
) -> None:
    address = a_job(who, cast.sorteren)
    assert client.as_(who).get(address).status_code == 200
    change(cast)
    for part in ("", "/progress", "/result"):
        assert client.get(address + part).status_code == 404
    assert client.post(f"{address}/cancel").status_code == 404


@each_loss
def test_who_lost_the_right_reads_that_in_the_list(
    client: AcademyClient, cast: Cast, who: Member, change: Change
) -> None:
    address = a_job(who, cast.sorteren)
    assert client.as_(who).page("/jobs").select(f'main a[href="{address}"]')
    change(cast)
    page = client.page("/jobs")
    assert not page.select(f'main a[href="{address}"]')
    assert "Dit mag je nu niet meer zien" in page.get_text()
    assert cast.sorteren.name not in page.get_text()


def test_the_right_comes_back_with_the_role(client: AcademyClient, cast: Cast) -> None:
    address = a_job(JAN, cast.sorteren)
    leave(JAN, Role.TEAM_LEADER)
    assert client.as_(JAN).get(address).status_code == 404
    a_membership(JAN.row, Role.TEAM_LEADER, team=cast.sorteren, starts_on=local_day(START))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("other", [FATMA, BEA, CAS, ANNA], ids=lambda member: member.name)
def test_nobody_else_has_the_job_nor_a_line_about_it(
    client: AcademyClient, cast: Cast, other: Member
) -> None:
    address = a_job(JAN, cast.sorteren)
    client.as_(other)
    for part in ("", "/progress", "/result"):
        assert client.get(address + part).status_code == 404
    assert "Je liet nog niets maken" in client.page("/jobs").get_text()


def test_a_job_of_which_nobody_knows_what_it_needed_is_for_nobody(
    client: AcademyClient, cast: Cast
) -> None:
    address = a_job(JAN, cast.sorteren)
    db.session.execute(update(Job).values(permission=None, about=None))
    db.session.commit()
    assert client.as_(JAN).get(address).status_code == 404


@each_loss
def test_the_worker_makes_nothing_for_who_lost_the_right(
    app: Flask, client: AcademyClient, cast: Cast, who: Member, change: Change
) -> None:
    with transaction():
        started = Started(
            by_id=who.row.id, permission=Permission.READ_TEAM, about=cast.sorteren.uuid
        )
        queue.enqueue("team-certificates", {"team": str(cast.sorteren.uuid)}, started=started)
    change(cast)
    db.session.commit()
    run_until_idle(app, Slot(handlers=HANDLERS))
    job = db.session.scalars(select(Job)).one()
    assert (job.state, job.result_key) == (JobState.REFUSED, None)
    assert job.finished_at is not None


def test_a_refused_job_says_why_to_who_has_the_right_again(
    client: AcademyClient, cast: Cast
) -> None:
    address = a_job(JAN, cast.sorteren, JobState.REFUSED)
    page = client.as_(JAN).page(address).get_text()
    assert "mocht jij dit niet" in page
    assert client.get(f"{address}/progress").json["isFinished"] is True


def test_an_erased_person_gets_nothing_made(app: Flask, cast: Cast) -> None:
    with transaction():
        started = Started(
            by_id=JAN.row.id, permission=Permission.READ_TEAM, about=cast.sorteren.uuid
        )
        queue.enqueue("team-certificates", {"team": str(cast.sorteren.uuid)}, started=started)
        JAN.row.erased_at = START
    run_until_idle(app, Slot(handlers=HANDLERS))
    assert db.session.scalars(select(Job.state)).one() == JobState.REFUSED


def test_every_kind_of_job_has_a_name() -> None:
    assert set(NAMES) == set(HANDLERS)


def test_a_membership_of_the_future_gives_no_right_yet(client: AcademyClient, cast: Cast) -> None:
    new = a_team(cast.utrecht, "Nieuw")
    a_membership(JAN.row, Role.TEAM_LEADER, team=new, starts_on=date(2027, 1, 1))
    assert client.as_(JAN).get(a_job(JAN, new)).status_code == 404


@pytest.mark.parametrize("state", list(JobState))
def test_my_work_lists_every_job_with_what_it_is_about_and_its_result(
    client: AcademyClient, cast: Cast, state: JobState
) -> None:
    address = a_job(JAN, cast.sorteren, state)
    job = db.session.scalars(select(Job)).one()
    job.result_key, job.result_name = "jobs/x.pdf", "x.pdf"
    db.session.commit()

    row = client.as_(JAN).page("/jobs").select_one("tbody tr")

    assert "Certificaten van een team" in row.get_text()
    assert "Sorteren" in row.get_text()
    results = [str(link["href"]) for link in row.select("a[href$='/result']")]
    assert results == ([f"{address}/result"] if state is JobState.DONE else [])
    assert "Certificaten van een team, Sorteren" in client.page(address).h1.get_text()


def test_older_work_is_on_the_next_page(client: AcademyClient, cast: Cast) -> None:
    addresses = [a_job(JAN, cast.sorteren) for _ in range(25)]
    shown = []
    for page in ("/jobs", "/jobs?page=2"):
        rows = client.as_(JAN).page(page).select("tbody th a")
        shown += [str(link["href"]) for link in rows]
    assert shown == addresses[::-1]
    assert (
        client.get("/jobs?page=x").status_code == client.get("/jobs?page=99999").status_code == 200
    )
