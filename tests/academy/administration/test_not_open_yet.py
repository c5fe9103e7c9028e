"""Who gets a role that a card does not open, and has no password that does, is told to get one."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from academy.database import db
from academy.people.models import AssessorAuthority
from academy.security.identity import Role
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    CAS,
    DEWI,
    JAN,
    PIET,
    Cast,
    a_card,
    a_membership,
    an_account,
    membership_of,
)  # fmt: skip
from tests.client import AcademyClient

SENTENCE = "Kan nog niet inloggen als teamleider"


@pytest.fixture
def bea(cast: Cast, client: AcademyClient) -> AcademyClient:
    return client.as_(BEA)


def lead(client: AcademyClient, cast: Cast, person=AMINA):
    values = {"role": "team_leader", "team": str(cast.winkel.uuid)}
    return client.submit(f"/people/{person.uuid}/memberships/new", "membership", **values)


class TestTheNextPage:
    def test_is_the_one_that_gives_the_start_code(self, bea: AcademyClient, cast: Cast) -> None:
        a_card(AMINA.row)

        answer = lead(bea, cast)

        assert answer.location == f"/people/{AMINA.uuid}/account"
        page = bea.page(answer.location)
        assert SENTENCE in page.get_text()
        assert "Zonder wachtwoord kan Amina Yıldız dit werk niet doen." in page.get_text()
        assert "oude wachtwoord" not in page.get_text()

    def test_also_for_a_substitute(self, bea: AcademyClient, cast: Cast) -> None:
        away = membership_of(JAN, Role.TEAM_LEADER)

        answer = bea.submit(
            f"/memberships/{away.uuid}/substitute",
            "substitute",
            person=str(AMINA.uuid),
            ends_on=BEA.identity().today.isoformat(),
        )

        assert answer.location == f"/people/{AMINA.uuid}/account"

    def test_also_when_a_role_is_taken_up_again(self, bea: AcademyClient, cast: Cast) -> None:
        row = membership_of(JAN, Role.TEAM_LEADER)
        row.ends_on = BEA.identity().today

        answer = bea.post(f"/memberships/{row.uuid}/reopen")

        assert answer.location == f"/people/{JAN.uuid}/account"

    @pytest.mark.parametrize("password", ["kringloop-demo", None], ids=["password", "start code"])
    def test_is_the_person_who_can_come_in(
        self, bea: AcademyClient, cast: Cast, password: str | None
    ) -> None:
        account = an_account(AMINA.row, AMINA.email, password)
        if password is None:
            account.start_code_hash, account.start_code_given_by_id = b"code", cast.schakel.id

        assert lead(bea, cast).location == f"/people/{AMINA.uuid}"

    def test_is_the_person_for_one_more_job_as_worker(self, bea: AcademyClient, cast: Cast) -> None:
        values = {"role": "worker", "team": str(cast.winkel.uuid)}

        answer = bea.submit(f"/people/{AMINA.uuid}/memberships/new", "membership", **values)

        assert answer.location == f"/people/{AMINA.uuid}"


class TestWhereLeadersAreShown:
    @pytest.mark.parametrize("page", ["the person", "everybody", "the organisation"])
    def test_it_says_who_cannot_work_yet(self, bea: AcademyClient, cast: Cast, page: str) -> None:
        path = {
            "the person": f"/people/{PIET.uuid}",
            "everybody": f"/organisations/{cast.schakel.uuid}/people?q=piet",
            "the organisation": f"/organisations/{cast.schakel.uuid}",
        }[page]
        an_account(JAN.row, JAN.email)
        before = bea.page(path).select_one("main").get_text().count(SENTENCE)

        an_account(PIET.row, PIET.email)

        assert before - bea.page(path).select_one("main").get_text().count(SENTENCE) == 1

    def test_a_password_of_elsewhere_opens_nothing_here(
        self, bea: AcademyClient, cast: Cast
    ) -> None:
        an_account(PIET.row, PIET.email).given_by_id = cast.cirkel.id

        assert SENTENCE in bea.page(f"/people/{PIET.uuid}").get_text()

    def test_the_academy_reads_it_of_administrators(
        self, client: AcademyClient, cast: Cast
    ) -> None:
        path = f"/organisations/{cast.schakel.uuid}/administrators"
        assert "Kan nog niet inloggen als beheerder" in client.as_(ANNA).page(path).get_text()


def test_somebody_whom_two_organisations_need_gets_the_first_code_from_either(
    cast: Cast, app: Flask
) -> None:
    """Each refused because of the other, and nobody could give one."""
    a_membership(DEWI.row, Role.TEAM_LEADER, team=cast.textiel)
    a_membership(DEWI.row, Role.TEAM_LEADER, team=cast.winkel)
    path, values = f"/people/{DEWI.uuid}/account", {"email": DEWI.email}

    first = app.test_client().as_(BEA).submit(path, "account", **values)

    assert first.status_code == 303
    assert app.test_client().as_(CAS).get(path).status_code == 403, "that code is in use"


@pytest.mark.parametrize(
    ("role", "more", "rows"),
    [("team_leader", {}, 1), ("team_leader", {"everything": []}, 0), ("worker", {}, 0)],
    ids=["a leader", "a leader, unticked", "a worker"],
)
def test_a_new_leader_may_assess_at_once(
    cast: Cast, client: AcademyClient, role: str, more: dict[str, Any], rows: int
) -> None:
    values = {"role": role, "team": str(cast.winkel.uuid), **more}
    client.as_(BEA).submit(f"/people/{AMINA.uuid}/memberships/new", "membership", **values)
    found = db.session.scalars(
        select(AssessorAuthority).where(AssessorAuthority.person_id == AMINA.row.id)
    ).all()
    assert [each.domain_id for each in found] == [None] * rows
