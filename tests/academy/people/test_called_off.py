"""What was called off before it began, or had its last day from the start: no rule may count it."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from academy.access.models import Session
from academy.database import db, transaction
from academy.people import authorities, memberships
from academy.people.authorities import EVERYTHING
from academy.people.memberships import Post
from academy.people.models import AssessorAuthority, Membership, Person
from academy.security.identity import Role
from tests.academy.assessments.conftest import filled_in
from tests.academy.shown import palette
from tests.cast import AMINA, BEA, BRAM, CAS, GORAN, JAN, PIET, Cast, a_membership, membership_of
from tests.client import AcademyClient
from tests.clock import START, TestClock

__all__ = ["palette"]

TODAY = START.date()
DAY = timedelta(days=1)

NewWorker = Callable[[date], Membership]


@pytest.fixture
def begins(cast: Cast) -> NewWorker:
    """Somebody is put into the team Winkel, from this day on."""

    def add(first_day: date) -> Membership:
        post = Post(
            organisation=cast.schakel, role=Role.WORKER, team=cast.winkel, starts_on=first_day
        )
        with transaction(cast.schakel):
            person = memberships.add_person("Nora Nieuw", now=START)
            return memberships.add_membership(person, post, by=BEA.actor, now=START)

    return add


def end_now(row: Membership) -> None:
    with transaction(row.organisation):
        memberships.end_now(row, today=TODAY, by=BEA.actor, now=START)


def test_who_was_moved_at_once_was_never_in_the_wrong_team(
    client: AcademyClient, palette: Cast, begins: NewWorker
) -> None:
    """Its leader finds for weeks who left the team, to send what was seen before."""
    row = begins(TODAY)
    path = f"/people/{row.person.uuid}/skills/textiel-sorteren/assess"
    assert client.as_(PIET).get(path).status_code == 200

    with transaction(row.organisation):
        memberships.move(
            row, palette.sorteren, first_day=TODAY, today=TODAY, by=BEA.actor, now=START
        )

    assert client.as_(PIET).get(path).status_code == 404
    assert client.as_(JAN).get(path).status_code == 200


@pytest.mark.parametrize("ahead", [0, 1, 20])
def test_a_role_that_was_called_off_holds_on_no_day(begins: NewWorker, ahead: int) -> None:
    row = begins(TODAY + ahead * DAY)
    end_now(row)

    days = [TODAY + count * DAY for count in range(-40, 40)]
    assert not [day for day in days if row.holds_on(day)]
    assert not row.goes_on_from(TODAY)
    around = Membership.holds_between(TODAY - 40 * DAY, None)
    assert row.id not in db.session.scalars(select(Membership.id).where(around)).all()


def test_called_off_by_mistake_it_begins_on_its_own_first_day(begins: NewWorker) -> None:
    later = TODAY + 20 * DAY
    row = begins(later)
    end_now(row)

    with transaction(row.organisation):
        memberships.reopen(row, today=TODAY, by=BEA.actor, now=START)

    assert (row.starts_on, row.ends_on) == (later, None)


def test_a_page_says_that_it_was_called_off(
    client: AcademyClient, cast: Cast, begins: NewWorker
) -> None:
    row = begins(TODAY)
    person = row.person.uuid
    end_now(row)

    assert "Niet doorgegaan" in client.as_(BEA).page(f"/people/{person}").get_text()
    everybody = client.page(f"/organisations/{cast.schakel.uuid}/people?who=all")
    assert everybody.select_one("main") is not None


def test_an_authority_of_an_hour_does_not_reach_back_to_yesterday(
    client: AcademyClient, palette: Cast
) -> None:
    held = _authority_of(JAN.row)
    db.session.delete(held)
    db.session.commit()
    _grant(palette)
    with transaction(palette.schakel):
        authorities.withdraw(_authority_of(JAN.row), today=TODAY, by=BEA.identity(), now=START)
    _grant(palette)

    yesterday = filled_in(observed_on=(TODAY - DAY).isoformat())
    path = f"/people/{AMINA.uuid}/skills/textiel-sorteren/assess"

    assert client.as_(JAN).post(path, data=yesterday).status_code == 403
    assert client.as_(JAN).post(path, data=filled_in()).status_code == 303


def _grant(cast: Cast) -> None:
    with transaction(cast.schakel):
        authorities.grant(
            JAN.row, cast.schakel, domain_ids=EVERYTHING, starts_on=TODAY,
            grounds=authorities.Grounds(None),
            by=BEA.actor, now=START,
        )  # fmt: skip


def _authority_of(person: Person) -> AssessorAuthority:
    found = select(AssessorAuthority).where(AssessorAuthority.person_id == person.id)
    return db.session.scalars(found).one()


def test_with_the_role_goes_an_authority_that_began_the_same_day(cast: Cast) -> None:
    held = _authority_of(JAN.row)
    held.starts_on = TODAY
    db.session.commit()

    end_now(membership_of(JAN, Role.TEAM_LEADER))

    assert not held.holds_on(TODAY)


def test_a_substitute_borrows_no_authority_before_the_leader_has_it(cast: Cast) -> None:
    soon = TODAY + 3 * DAY
    _authority_of(JAN.row).starts_on = soon
    db.session.commit()

    _appoint(cast, until=TODAY + 5 * DAY)

    lent = _authority_of(BRAM.row)
    assert (lent.starts_on, lent.ends_on) == (soon, TODAY + 5 * DAY)


def _appoint(cast: Cast, *, until: date) -> Membership:
    away = membership_of(JAN, Role.TEAM_LEADER)
    with transaction(cast.schakel):
        return memberships.appoint_substitute(
            away, BRAM.row, starts_on=TODAY, ends_on=until, by=BEA.actor, now=START
        )


@pytest.mark.parametrize("later", [0, 10])
def test_a_substitute_does_not_stay_for_good(
    client: AcademyClient, cast: Cast, clock: TestClock, later: int
) -> None:
    """One tap on "toch niet stoppen" took the last day away."""
    row = _appoint(cast, until=TODAY + 5 * DAY)
    clock.advance(days=later)
    page = client.as_(BEA).page(f"/people/{BRAM.uuid}")
    assert not page.select(f'form[action="/memberships/{row.uuid}/reopen"]')

    told = client.post(f"/memberships/{row.uuid}/reopen", follow_redirects=True)

    assert "Kies opnieuw een vervanger." in told.page.get_text()
    assert row.ends_on == TODAY + 5 * DAY


def test_whoever_leads_again_comes_in_by_no_way_that_another_gave(
    client: AcademyClient, cast: Cast
) -> None:
    row = a_membership(GORAN.row, Role.TEAM_LEADER, team=cast.winkel, ends_on=TODAY - DAY)
    a_membership(GORAN.row, Role.WORKER, team=cast.textiel)
    given = Session(
        uuid=uuid.uuid4(), person=GORAN.row, method="card", device="", started_at=START,
        given_by_id=cast.cirkel.id, last_used_at=START, expires_at=START + DAY,
    )  # fmt: skip
    db.session.add(given)
    db.session.commit()

    client.as_(BEA).post(f"/memberships/{row.uuid}/reopen")

    assert row.ends_on is None
    assert given.ended_at is not None


def test_a_role_that_was_called_off_can_go_back_to_an_older_version(
    app: Flask, cast: Cast, begins: NewWorker
) -> None:
    row = begins(TODAY)
    end_now(row)
    key = row.uuid
    db.session.remove()
    downgrade(revision="0011")
    upgrade()

    kept = db.session.scalars(select(Membership).where(Membership.uuid == key)).one()

    assert kept.starts_on == kept.ends_on == TODAY - DAY
    assert membership_of(CAS, Role.ORGANISATION_ADMIN).ends_on is None
