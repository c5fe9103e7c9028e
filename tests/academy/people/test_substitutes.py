"""A substitute leads a team for a while: named, and ended, by the office or by the leader."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from academy.database import db
from academy.dates import local_day
from academy.people.models import AssessorAuthority, Membership
from academy.people.queries import is_away
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    BEA,
    CAS,
    FATMA,
    JAN,
    OSCAR,
    PIET,
    Cast,
    Member,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock

TODAY = local_day(START)
UNTIL = TODAY + timedelta(days=14)


def address() -> str:
    return f"/memberships/{membership_of(JAN, Role.TEAM_LEADER).uuid}/substitute"


def names(client: AcademyClient, by: Member, whom: Member = PIET, until: date = UNTIL):
    return client.as_(by).submit(
        address(), "substitute", person=str(whom.uuid), ends_on=until.isoformat()
    )


def replacing(member: Member = PIET) -> list[Membership]:
    db.session.rollback()
    found = select(Membership).where(
        Membership.person_id == member.row.id, Membership.replaces_id.is_not(None)
    )
    return list(db.session.scalars(found))


def authority_of(member: Member) -> list[date | None]:
    found = select(AssessorAuthority).where(AssessorAuthority.person_id == member.row.id)
    return [row.ends_on for row in db.session.scalars(found.order_by(AssessorAuthority.id))]


def test_a_leader_names_one_with_an_end(client: AcademyClient, cast: Cast) -> None:
    answer = names(client, JAN)
    assert (answer.status_code, answer.location) == (303, f"/teams/{cast.sorteren.uuid}")
    row = replacing()[0]
    assert (row.team.name, row.ends_on) == ("Sorteren", UNTIL)
    assert authority_of(PIET) == [None, UNTIL]
    page = client.page(answer.location).get_text(" ", strip=True)
    assert "Piet Jansen vervangt jou van 23 november 2026 tot en met 7 december 2026." in page
    assert client.as_(PIET).get(f"/people/{AMINA.uuid}").status_code == 200


def test_a_leader_chooses_among_leaders_and_learns_no_other_name(
    client: AcademyClient, cast: Cast
) -> None:
    options = client.as_(JAN).page(address()).select("option[value]")
    shown = {each.get_text() for each in options if each["value"]}
    assert shown == {FATMA.name, PIET.name}
    assert names(client, JAN, AMINA).status_code == 422
    assert names(client, JAN, OSCAR).status_code == 422


def test_without_a_last_day_nobody_is_named(client: AcademyClient, cast: Cast) -> None:
    answer = client.as_(JAN).submit(address(), "substitute", person=str(PIET.uuid), ends_on="")
    assert answer.status_code == 422
    assert replacing() == []


@pytest.mark.parametrize(
    ("who", "status"), [(FATMA, 404), (PIET, 404), (OSCAR, 404), (CAS, 404), (AMINA, 404)]
)
def test_nobody_names_one_for_somebody_else(
    client: AcademyClient, cast: Cast, who: Member, status: int
) -> None:
    assert client.as_(who).get(address()).status_code == status
    assert client.as_(who).post(address()).status_code == status


@pytest.mark.parametrize("by", [JAN, BEA])
def test_it_is_ended_at_once_with_what_was_lent(
    client: AcademyClient, cast: Cast, by: Member
) -> None:
    names(client, BEA)
    row = replacing()[0]
    assert client.as_(by).post(f"/memberships/{row.uuid}/substitute/end").status_code == 303
    assert replacing()[0].ends_on < TODAY
    assert authority_of(PIET) == [None, TODAY - timedelta(days=1)]
    assert client.as_(PIET).get(f"/people/{AMINA.uuid}").status_code == 404
    assert client.get(f"/teams/{cast.winkel.uuid}").status_code == 200, "the own team stays"
    # a second tap
    assert client.as_(by).post(f"/memberships/{row.uuid}/substitute/end").status_code == 303


@pytest.mark.parametrize("who", [PIET, FATMA, OSCAR, CAS])
def test_nobody_else_ends_it(client: AcademyClient, cast: Cast, who: Member) -> None:
    names(client, JAN)
    row = replacing()[0]
    assert client.as_(who).post(f"/memberships/{row.uuid}/substitute/end").status_code == 404
    assert replacing()[0].ends_on == UNTIL


def test_a_role_that_replaces_nobody_is_not_ended_here(client: AcademyClient, cast: Cast) -> None:
    row = membership_of(PIET, Role.TEAM_LEADER)
    assert client.as_(BEA).post(f"/memberships/{row.uuid}/substitute/end").status_code == 404
    assert client.as_(PIET).post(f"/memberships/{row.uuid}/substitute/end").status_code == 404


def test_somebody_is_away_on_the_days_of_a_substitute(
    client: AcademyClient, cast: Cast, clock: TestClock
) -> None:
    names(client, JAN)
    for day, away in ((TODAY, True), (UNTIL, True), (UNTIL + timedelta(days=1), False)):
        assert is_away(JAN.row.id, cast.schakel.id, day) is away, day
    assert not is_away(PIET.row.id, cast.schakel.id, TODAY)


def test_a_substitute_names_no_substitute_on_the_page_of_the_team(
    client: AcademyClient, cast: Cast
) -> None:
    names(client, JAN)
    page = client.as_(PIET).page(f"/teams/{cast.sorteren.uuid}").get_text()
    assert "Kies een vervanger" not in page
