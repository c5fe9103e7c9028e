"""Enrolling: a leader the own team, an administrator the own organisation, the academy nobody."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.learning.models import CourseRun, Enrolment, LearningRecord
from academy.security.identity import Role
from tests.academy.learning.conftest import TODAY, a_run, enrolled
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    ELS,
    ERIK,
    EVERYBODY,
    FATMA,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    RENS,
    Cast,
    Member,
    a_membership,
    a_team,
    membership_of,
)

if TYPE_CHECKING:
    from tests.client import AcademyClient


@pytest.fixture
def jan(cast: Cast, client: AcademyClient) -> AcademyClient:
    """The browser of Jan, who leads Sorteren."""
    return client.as_(JAN)


def place(run: CourseRun, cast: Cast, *, team: str = "sorteren") -> str:
    return f"/course-offers/{run.uuid}/teams/{getattr(cast, team).uuid}"


def ticked(*members: Member, sure: bool = True) -> dict[str, list[str]]:
    people = {"person": [str(member.uuid) for member in members]}
    return people | ({"sure": ["yes"]} if sure else {})


def on_the_list(run: CourseRun) -> set[str]:
    return {enrolment.person.name for enrolment in run.enrolments}


def names(page) -> list[str]:
    return [box.get_text(strip=True) for box in page.select("main .choice__label")]


def named_on(page) -> set[str]:
    text = page.main.get_text()
    return {member.name for member in EVERYBODY if member.name in text}


def test_open_runs_are_on_offer_without_names(jan, cast: Cast, course, run) -> None:
    enrolled(run, DEWI, AMINA)
    page = jan.page("/course-offers")
    assert page.select(f'main a[href="/course-offers/{run.uuid}"]')
    assert named_on(page) == set()


def test_an_offer_says_who_teaches_as_the_academy_wrote_it(jan, cast: Cast, course) -> None:
    taught = a_run(cast, course, trainers="De leermeester fietsen")
    assert "De leermeester fietsen" in jan.page(f"/course-offers/{taught.uuid}").main.get_text()


def test_what_is_over_or_cancelled_is_not_on_offer(jan, cast: Cast, course, run) -> None:
    past = a_run(cast, course, starts_on=date(2026, 1, 5), ends_on=TODAY - timedelta(days=1))
    assert jan.get(f"/course-offers/{past.uuid}").status_code == 404
    assert jan.post(place(past, cast), data=ticked(AMINA)).status_code == 404
    jan.as_(ANNA).post(f"/course-runs/{run.uuid}/cancel")
    assert "Er is nu geen cursus" in jan.as_(JAN).page("/course-offers").get_text()
    assert jan.post(place(run, cast), data=ticked(AMINA)).status_code == 409
    assert on_the_list(run) == set()


def test_a_leader_chooses_confirms_sees_and_takes_off(jan, cast: Cast, run, db_session) -> None:
    assert names(jan.page(place(run, cast))) == [AMINA.name, FATMA.name, GORAN.name, JAN.name]
    asked = jan.submit(place(run, cast), "team-form", **ticked(AMINA, JAN, sure=False))
    assert asked.status_code == 200
    assert named_on(asked.page) == {AMINA.name, JAN.name}
    assert on_the_list(run) == set()

    answer = jan.post(place(run, cast), data=ticked(AMINA, JAN))
    page = jan.page(answer.location)
    assert "2 mensen aangemeld." in page.get_text()
    assert named_on(page) == {AMINA.name, JAN.name}
    assert {each.organisation_id for each in run.enrolments} == {cast.schakel.id}
    event = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.action, event.chain, event.actor) == (
        "enrolment.added",
        cast.schakel.id,
        JAN.uuid,
    )

    [form] = [each for each in page.select("main form") if AMINA.name in each.get_text()]
    jan.post(form["action"])
    assert on_the_list(run) == {JAN.name}
    last = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (last.action, last.actor) == ("enrolment.removed", JAN.uuid)
    assert jan.post(form["action"]).status_code == 404


def test_an_administrator_enrols_from_every_team_of_the_organisation(
    client: AcademyClient, cast: Cast, run
) -> None:
    client.as_(BEA)
    page = client.page(f"/course-offers/{run.uuid}").main.get_text()
    assert cast.sorteren.name in page
    assert cast.winkel.name in page
    assert cast.textiel.name not in page
    client.post(place(run, cast), data=ticked(AMINA))
    client.post(place(run, cast, team="winkel"), data=ticked(BRAM))
    assert on_the_list(run) == {AMINA.name, BRAM.name}


def test_each_sees_only_the_own_people_on_the_list(client: AcademyClient, cast: Cast, run) -> None:
    enrolled(run, AMINA, BRAM, DEWI)
    seen = {
        member: named_on(client.as_(member).page(f"/course-offers/{run.uuid}"))
        for member in (JAN, PIET, OSCAR, BEA, CAS)
    }
    assert seen == {
        JAN: {AMINA.name},
        PIET: {BRAM.name},
        OSCAR: {DEWI.name},
        BEA: {AMINA.name, BRAM.name},
        CAS: {DEWI.name},
    }


@pytest.mark.parametrize(
    "member", [PIET, OSCAR, CAS, ANNA, AMINA, ERIK, RENS], ids=lambda m: m.name
)
def test_nobody_else_chooses_from_a_team_or_takes_somebody_off(
    client: AcademyClient, cast: Cast, run, member: Member
) -> None:
    (amina,) = enrolled(run, AMINA)
    address, number = place(run, cast), f"/enrolments/{amina.uuid}/withdraw"
    client.as_(member)
    assert client.get(address).status_code == 404
    assert client.post(address, data=ticked(GORAN)).status_code == 404
    assert client.post(number).status_code == 404
    assert on_the_list(run) == {AMINA.name}


@pytest.mark.parametrize("member", [ANNA, AMINA, ERIK, RENS], ids=lambda member: member.name)
def test_who_leads_nobody_gets_no_offer(client: AcademyClient, run, member: Member) -> None:
    assert client.as_(member).get("/course-offers").status_code == 403
    assert client.get(f"/course-offers/{run.uuid}").status_code == 403


def test_who_left_the_team_is_the_leaders_no_more(jan, cast: Cast, run) -> None:
    (amina,) = enrolled(run, AMINA)
    membership_of(AMINA, Role.WORKER).ends_on = TODAY - timedelta(days=1)
    a_membership(AMINA.row, team=cast.winkel)
    assert named_on(jan.page(f"/course-offers/{run.uuid}")) == set()
    assert jan.post(f"/enrolments/{amina.uuid}/withdraw").status_code == 404
    assert jan.as_(PIET).post(f"/enrolments/{amina.uuid}/withdraw").status_code == 303


def test_enrolled_elsewhere_is_not_seen_here(jan, cast: Cast, run) -> None:
    """Amina works for two organisations; De Cirkel enrolled her."""
    a_membership(AMINA.row, team=cast.textiel)
    (amina,) = enrolled(run, AMINA)
    amina.organisation_id = cast.cirkel.id
    assert named_on(jan.page(f"/course-offers/{run.uuid}")) == set()
    assert jan.post(f"/enrolments/{amina.uuid}/withdraw").status_code == 404


def test_nobody_is_ticked_beforehand(jan, cast: Cast, run) -> None:
    assert jan.page(place(run, cast)).select("main input[checked]") == []


def test_a_double_tap_enrols_once_and_says_so(jan, cast: Cast, run) -> None:
    for _time in range(2):
        answer = jan.post(place(run, cast), data=ticked(AMINA))
    assert "stond al op de lijst" in jan.page(answer.location).get_text()
    assert on_the_list(run) == {AMINA.name}


def test_who_is_on_the_list_cannot_be_ticked_again(jan, cast: Cast, run) -> None:
    enrolled(run, AMINA)
    page = jan.page(place(run, cast))
    assert len(page.select("main input[type=checkbox][disabled]")) == 1
    assert "Staat al op de lijst" in page.get_text()


@pytest.mark.parametrize("stranger", [BRAM, DEWI, ELS], ids=lambda member: member.name)
def test_who_is_not_in_the_team_now_is_refused(jan, cast: Cast, run, stranger) -> None:
    answer = jan.post(place(run, cast), data=ticked(AMINA, stranger))
    assert answer.status_code == 422
    assert stranger.name not in answer.page.get_text()
    assert on_the_list(run) == set()
    kept = answer.page.select("main input[type=checkbox][checked]")
    assert [box["value"] for box in kept] == [str(AMINA.uuid)]


@pytest.mark.parametrize("people", [[], ["x"], [str(uuid.uuid4())], ["\x00"]])
def test_nobody_or_nonsense_is_refused(jan, cast: Cast, run, people) -> None:
    answer = jan.post(place(run, cast), data={"person": people, "sure": "yes"})
    assert answer.status_code == 422
    assert answer.page.select("main [role=alert]")
    assert on_the_list(run) == set()


def test_a_closed_team_is_not_offered(client: AcademyClient, cast: Cast, run) -> None:
    closed = a_team(cast.utrecht, "Gesloten", ends_on=date(2026, 1, 1))
    page = client.as_(BEA).page(f"/course-offers/{run.uuid}")
    assert closed.name not in page.main.get_text()
    assert client.get(f"/course-offers/{run.uuid}/teams/{closed.uuid}").status_code == 404


def test_a_team_without_people_says_so(client: AcademyClient, cast: Cast, run) -> None:
    empty = a_team(cast.utrecht, "Nieuw")
    page = client.as_(BEA).page(f"/course-offers/{run.uuid}/teams/{empty.uuid}")
    assert "In dit team werkt nu niemand" in page.get_text()


def test_somebody_with_two_roles_in_a_team_stands_there_once(jan, cast: Cast, run) -> None:
    a_membership(JAN.row, Role.WORKER, team=cast.sorteren)
    assert names(jan.page(place(run, cast))).count(JAN.name) == 1


def test_an_erased_person_is_not_offered(jan, cast: Cast, run, clock) -> None:
    AMINA.row.erased_at = clock()
    assert AMINA.name not in jan.page(place(run, cast)).get_text()


# The academy


def test_the_academy_sees_names_only_of_who_is_enrolled(anna, cast: Cast, run) -> None:
    assert named_on(anna.page(f"/course-runs/{run.uuid}")) == set()
    enrolled(run, AMINA)
    assert named_on(anna.page(f"/course-runs/{run.uuid}")) == {AMINA.name}


def test_the_academy_can_look_up_nobody(anna, cast: Cast, run) -> None:
    for end in ("enrol", "enrol-by-number"):
        query = f"organisation={cast.schakel.uuid}&team={cast.sorteren.uuid}"
        address = f"/course-runs/{run.uuid}/{end}?{query}"
        assert anna.get(address).status_code == 404
        assert anna.post(address, data=ticked(AMINA)).status_code == 404
    assert on_the_list(run) == set()


def test_the_academy_finds_no_line_that_another_wrote(anna, run, db_session) -> None:
    record = LearningRecord(
        uuid=uuid.uuid4(), person_id=AMINA.row.id, title={"nl": "BHV"}, provider="Elders",
        form="klassikaal", hours=8, starts_on=TODAY, ends_on=TODAY,
    )  # fmt: skip
    db_session.add(record)
    db_session.commit()
    assert anna.get(f"/learning/{record.uuid}/proof").status_code == 404
    assert anna.as_(AMINA).get(f"/learning/{record.uuid}/proof").status_code == 200


def test_the_academy_takes_somebody_off_the_list(anna, run, db_session) -> None:
    gone = enrolled(run, AMINA, GORAN)[0].uuid
    address = f"/enrolments/{gone}/remove"
    assert anna.post(address).status_code == 303
    assert on_the_list(run) == {GORAN.name}
    last = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (last.action, last.object_uuid) == ("enrolment.removed", gone)
    assert anna.post(address).status_code == 404


@pytest.mark.parametrize("action", ["remove", "stop", "reopen"])
def test_nobody_else_says_how_it_ended(client, run, action, db_session) -> None:
    (amina,) = enrolled(run, AMINA)

    for member in (JAN, AMINA):
        assert client.as_(member).post(f"/enrolments/{amina.uuid}/{action}").status_code == 404
    assert db_session.scalars(select(Enrolment)).one().completion is None
