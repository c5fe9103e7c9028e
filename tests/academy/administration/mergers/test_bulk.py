"""Work on many badges that was asked for before a merger, or goes on through it, loses nothing."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from academy.assessments.models import Assessment
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.work import Work
from academy.teams.certificates import make_certificates
from academy.teams.renewals.renewing import PORTION
from tests.academy.administration.mergers.merged import begin, going_on, work
from tests.academy.shown import EMERGENCY, Shown, palette, shown
from tests.academy.teams.test_renewals import fields, outcomes
from tests.cast import OSCAR, Cast, Member, a_membership, a_person
from tests.client import AcademyClient

__all__ = ["palette", "shown"]
CROWD = [Member(f"Kracht {number:02}") for number in range(PORTION + 2)]


@pytest.fixture
def renewing(client: AcademyClient, shown: Shown, cast: Cast) -> str:
    """Oscar asked to renew a badge of each of his twelve; the page that tells how it went."""
    for member in CROWD:
        a_membership(a_person(member.name, uuid=member.uuid), team=cast.textiel)
        db.session.commit()
        shown(member, EMERGENCY, by=OSCAR, team=cast.textiel, days_ago=400)
    address = f"/teams/{cast.textiel.uuid}/renewals"
    sent = fields(client.as_(OSCAR), address)
    client.post(address, data=sent)
    return f"{address}/{sent['key']}"


def looked_at() -> list[int]:
    """How often each of them was, not counting what expires."""
    db.session.rollback()
    numbers = [member.row.id for member in CROWD]
    found = select(func.count(Assessment.id)).where(Assessment.person_id.in_(numbers))
    return list(db.session.scalars(found.group_by(Assessment.person_id)))


def everybody_went(cast: Cast) -> bool:
    return all(
        going_on(member, cast.schakel) and not going_on(member, cast.cirkel) for member in CROWD
    )


def jobs() -> set[JobState]:
    db.session.rollback()
    return set(db.session.scalars(select(Job.state)))


def test_the_renewal_comes_first(client: AcademyClient, renewing: str, cast: Cast) -> None:
    begin(cast)
    work()
    assert jobs() == {JobState.DONE}
    assert everybody_went(cast)
    assert looked_at() == [2] * len(CROWD)
    assert outcomes(client.as_(OSCAR), renewing) == ["Vernieuwd"] * len(CROWD)


def test_the_merger_comes_first(client: AcademyClient, renewing: str, cast: Cast) -> None:
    put_off(days=9)
    begin(cast)
    work()
    assert everybody_went(cast)
    put_off(days=-9)

    work()

    assert jobs() == {JobState.DONE}
    assert looked_at() == [2] * len(CROWD)
    assert outcomes(client.as_(OSCAR), renewing) == ["Vernieuwd"] * len(CROWD)
    newest = select(Credential.organisation_id).order_by(Credential.id.desc()).limit(len(CROWD))
    assert set(db.session.scalars(newest)) == {cast.schakel.id}


def test_the_merger_comes_between_two_portions(
    client: AcademyClient, renewing: str, cast: Cast
) -> None:
    renewal = _MergesMeanwhile(claim())
    begin(cast)

    HANDLERS["renew-badges"].run(renewal)

    db.session.rollback()
    assert everybody_went(cast)
    assert looked_at() == [2] * len(CROWD), "each once more, and nobody twice"
    assert outcomes(client.as_(OSCAR), renewing) == ["Vernieuwd"] * len(CROWD)


def test_certificates_that_were_asked_for_before_are_printed(
    client: AcademyClient, shown: Shown, cast: Cast
) -> None:
    for member in CROWD[:3]:
        a_membership(a_person(member.name, uuid=member.uuid), team=cast.textiel)
        db.session.commit()
        shown(member, by=OSCAR, team=cast.textiel, days_ago=9)
    client.as_(OSCAR).post(f"/teams/{cast.textiel.uuid}/certificates")
    printing = Work(claim())
    begin(cast)
    work()

    result = make_certificates(printing, dependencies())

    assert result is not None, "they are of the team in which they go on"
    printed = db.session.scalars(select(Job.total).where(Job.name == "team-certificates")).one()
    assert printed == 3


def claim() -> queue.Lease:
    """Of the one piece of work that waits."""
    db.session.commit()
    with transaction():
        lease = queue.claim()
    assert lease is not None
    return lease


def put_off(days: int) -> None:
    """The work that waits, or was put off."""
    db.session.commit()
    with transaction():
        for job in db.session.scalars(select(Job).where(Job.state == JobState.READY)):
            job.due_at += timedelta(days=days)


class _MergesMeanwhile(Work):
    """Everybody goes over after the first portion."""

    def step(self, *decided_by: Any, done: int | None = None, total: int | None = None) -> Any:
        if done == PORTION:
            work()
        return super().step(*decided_by, done=done, total=total)
