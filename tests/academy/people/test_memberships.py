"""People move, are replaced and go; who may see whom follows at once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from academy.access.models import Account
from academy.people.models import AssessorAuthority
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
    CAS,
    FATMA,
    JAN,
    OSCAR,
    PIET,
    Cast,
    a_membership,
    an_account,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import TestClock


@pytest.fixture
def bea(cast: Cast, client: AcademyClient) -> AcademyClient:
    return client.as_(BEA)


def today() -> date:
    return BEA.identity().today


class TestMove:
    def test_the_new_leader_sees_and_the_old_one_does_not(
        self, bea: AcademyClient, cast: Cast
    ) -> None:
        row = membership_of(AMINA, Role.WORKER)
        path = f"/people/{AMINA.uuid}"

        bea.submit(f"/memberships/{row.uuid}/move", "move", team=str(cast.winkel.uuid))

        old, new = sorted(AMINA.row.memberships, key=lambda each: each.id)
        assert (old.ends_on, new.starts_on) == (today() - timedelta(days=1), today())
        assert (new.team, new.staff_number) == (cast.winkel, "101")
        assert bea.as_(JAN).get(path).status_code == 404
        assert bea.as_(PIET).get(path).status_code == 200

    def test_a_move_on_the_first_day_leaves_no_overlap(self, bea, cast: Cast, db_session) -> None:
        row = membership_of(AMINA, Role.WORKER)
        row.starts_on = today()

        bea.submit(f"/memberships/{row.uuid}/move", "move", team=str(cast.winkel.uuid))

        current = [each for each in AMINA.row.memberships if each.holds_on(today())]
        assert [each.team for each in current] == [cast.winkel]

    def test_not_to_elsewhere(self, bea: AcademyClient, cast: Cast) -> None:
        row = membership_of(AMINA, Role.WORKER)

        answer = bea.submit(f"/memberships/{row.uuid}/move", "move", team=str(cast.textiel.uuid))

        assert answer.status_code == 422
        assert row.ends_on is None

    def test_not_by_an_administrator_elsewhere(self, client: AcademyClient, cast: Cast) -> None:
        row = membership_of(AMINA, Role.WORKER)

        for action in ("move", "end", "reopen", "staff-number", "substitute"):
            answer = client.as_(CAS).post(f"/memberships/{row.uuid}/{action}")
            assert answer.status_code == 404, action


class TestEnd:
    def test_a_leader_who_stops_may_nothing_any_more(self, bea: AcademyClient, cast: Cast) -> None:
        row = membership_of(JAN, Role.TEAM_LEADER)
        yesterday = today() - timedelta(days=1)

        bea.submit(f"/memberships/{row.uuid}/end", "end", last_day=yesterday.isoformat())

        assert JAN.identity().places == frozenset()
        assert bea.as_(JAN).get(f"/people/{AMINA.uuid}").status_code == 404
        assert bea.get("/wallet").status_code == 200, "the wallet stays"

    def test_the_last_day_ends_at_midnight_in_a_session_that_goes_on(
        self, client: AcademyClient, cast: Cast, clock: TestClock
    ) -> None:
        membership_of(JAN, Role.TEAM_LEADER).ends_on = today()
        clock.advance(hours=13, minutes=29)
        client.as_(JAN)
        assert client.get(f"/people/{AMINA.uuid}").status_code == 200, "one minute before"

        clock.advance(minutes=1)

        assert client.get(f"/people/{AMINA.uuid}").status_code == 404

    def test_the_authority_ends_with_it(self, bea: AcademyClient, cast: Cast, db_session) -> None:
        row = membership_of(JAN, Role.TEAM_LEADER)

        bea.submit(f"/memberships/{row.uuid}/end", "end", last_day=today().isoformat())

        held = db_session.scalars(
            select(AssessorAuthority).where(AssessorAuthority.person_id == JAN.row.id)
        ).one()
        assert held.ends_on == today()

    def test_the_last_administrator_stays(self, bea: AcademyClient, cast: Cast) -> None:
        row = membership_of(BEA, Role.ORGANISATION_ADMIN)

        answer = bea.submit(f"/memberships/{row.uuid}/end", "end")

        assert answer.status_code == 409
        assert "laatste beheerder" in answer.page.get_text()
        assert row.ends_on is None

    def test_an_end_can_be_taken_back(
        self, bea: AcademyClient, cast: Cast, clock: TestClock
    ) -> None:
        row = membership_of(AMINA, Role.WORKER)
        bea.submit(f"/memberships/{row.uuid}/end", "end")
        assert row.ends_on == today()

        page = bea.page(f"/people/{AMINA.uuid}")
        assert page.select_one(f"form[action='/memberships/{row.uuid}/reopen']")
        bea.post(f"/memberships/{row.uuid}/reopen")

        assert row.ends_on is None

    def test_but_not_after_a_month(self, bea: AcademyClient, cast: Cast, clock: TestClock) -> None:
        row = membership_of(AMINA, Role.WORKER)
        bea.submit(f"/memberships/{row.uuid}/end", "end")
        clock.advance(days=40)

        page = bea.as_(BEA).page(f"/people/{AMINA.uuid}")
        assert not page.select(f"form[action='/memberships/{row.uuid}/reopen']")
        bea.post(f"/memberships/{row.uuid}/reopen")

        assert row.ends_on is not None


class TestSeveral:
    def test_a_second_job(self, bea: AcademyClient, cast: Cast) -> None:
        path = f"/people/{AMINA.uuid}/memberships/new"
        values = {"role": "worker", "team": str(cast.winkel.uuid), "staff_number": "v-7"}

        assert bea.submit(path, "membership", **values).status_code == 303
        assert {row.team for row in AMINA.row.memberships} == {cast.sorteren, cast.winkel}
        again = bea.submit(path, "membership", **values)
        assert again.status_code == 422
        assert "heeft deze rol hier al" in again.page.get_text()

    def test_a_substitute_leads_until_the_last_day(
        self, bea: AcademyClient, cast: Cast, db_session, clock: TestClock
    ) -> None:
        away = membership_of(JAN, Role.TEAM_LEADER)
        until = today() + timedelta(days=14)

        answer = bea.submit(
            f"/memberships/{away.uuid}/substitute", "substitute",
            person=str(BRAM.uuid), ends_on=until.isoformat(),
        )  # fmt: skip

        assert answer.status_code == 303
        row = membership_of(BRAM, Role.TEAM_LEADER)
        assert (row.replaces_id, row.ends_on, row.team) == (away.id, until, cast.sorteren)
        lent = db_session.scalars(
            select(AssessorAuthority).where(AssessorAuthority.person_id == BRAM.row.id)
        ).one()
        assert lent.ends_on == until
        assert bea.as_(BRAM).get(f"/people/{AMINA.uuid}").status_code == 200
        clock.advance(days=15)
        assert bea.as_(BRAM).get(f"/people/{AMINA.uuid}").status_code == 404

    def test_nobody_replaces_without_an_end(self, bea: AcademyClient, cast: Cast) -> None:
        away = membership_of(JAN, Role.TEAM_LEADER)

        answer = bea.submit(
            f"/memberships/{away.uuid}/substitute", "substitute", person=str(FATMA.uuid), ends_on=""
        )

        assert answer.status_code == 422


def test_a_name_is_changed_and_found_again(cast: Cast, bea: AcademyClient) -> None:
    bea.submit(f"/people/{AMINA.uuid}/edit", "person", name="  Amina   Yılmaz ")

    assert AMINA.row.name == "Amina Yılmaz"
    listed = bea.page(f"/organisations/{cast.schakel.uuid}/people?q=yilmaz")
    assert [each.get_text() for each in listed.select("tbody th")] == ["Amina Yılmaz"]


def test_a_team_ends_when_nobody_works_in_it(cast: Cast, bea: AcademyClient, db_session) -> None:
    path = f"/teams/{cast.winkel.uuid}/edit"
    assert bea.submit(path, "end").status_code == 422
    for member, role in ((PIET, Role.TEAM_LEADER), (BRAM, Role.WORKER)):
        membership_of(member, role).ends_on = today()

    assert bea.submit(path, "end").status_code == 303
    assert cast.winkel.ends_on == today()
    bea.submit(path, "reopen")
    assert cast.winkel.ends_on is None


def test_a_person_without_a_post_elsewhere_is_not_taken_over(
    cast: Cast, bea: AcademyClient, db_session
) -> None:
    """Who is mighty elsewhere gets no start code from here."""
    a_membership(OSCAR.row, Role.TEAM_LEADER, team=cast.winkel)
    an_account(OSCAR.row, OSCAR.email)

    answer = bea.post(f"/people/{OSCAR.uuid}/account", data={"email": "x@example.nl"})

    assert answer.status_code == 403
    assert db_session.scalars(select(Account.email)).one() == OSCAR.email
