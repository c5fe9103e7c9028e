"""Enrolling: through organisation and team, or a staff number, never by browsing everybody."""

import uuid
from datetime import date

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.learning.models import CourseRun, Enrolment
from academy.security.identity import Role
from tests.academy.learning.conftest import a_run, enrolled
from tests.cast import (
    AMINA,
    ANNA,
    BRAM,
    DEWI,
    ELS,
    EVERYBODY,
    FATMA,
    GORAN,
    JAN,
    Cast,
    Member,
    a_membership,
    a_person,
    a_team,
)


def place(run: CourseRun, cast: Cast, *, action: str = "enrol") -> str:
    """The address about De Schakel and its team Sorteren."""
    query = f"organisation={cast.schakel.uuid}&team={cast.sorteren.uuid}"
    return f"/course-runs/{run.uuid}/{action}?{query}"


def ticked(*members: Member) -> dict[str, list[str]]:
    return {"person": [str(member.uuid) for member in members]}


def on_the_list(run: CourseRun) -> set[str]:
    return {enrolment.person.name for enrolment in run.enrolments}


def names(page) -> list[str]:
    return [box.get_text(strip=True) for box in page.select("main .choice__label")]


def test_the_first_page_names_organisations_and_no_person(anna, cast: Cast, run) -> None:
    page = anna.page(f"/course-runs/{run.uuid}/enrol")

    assert "De Schakel" in page.main.get_text()
    assert "De Fietsfabriek" not in page.main.get_text()
    assert not [m.name for m in EVERYBODY if m is not ANNA and m.name in page.get_text()]


def test_an_organisation_shows_its_teams_and_no_person(anna, cast: Cast, run) -> None:
    page = anna.page(f"/course-runs/{run.uuid}/enrol?organisation={cast.schakel.uuid}")

    assert "Sorteren" in page.get_text()
    assert "Textiel" not in page.main.get_text()
    assert names(page) == []


def test_a_team_shows_who_works_there_today(anna, cast: Cast, run) -> None:
    page = anna.page(place(run, cast))

    assert names(page) == [AMINA.name, FATMA.name, GORAN.name, JAN.name]
    assert ELS.name not in page.get_text()


def test_nobody_is_ticked_beforehand(anna, cast: Cast, run) -> None:
    assert anna.page(place(run, cast)).select("main input[checked]") == []


def test_who_is_ticked_gets_on_the_list_through_the_employer(
    anna, cast: Cast, run, db_session
) -> None:
    answer = anna.submit(place(run, cast), "team-form", **ticked(AMINA, JAN))

    assert answer.status_code == 303
    assert on_the_list(run) == {AMINA.name, JAN.name}
    assert {each.organisation_id for each in run.enrolments} == {cast.schakel.id}
    assert "2 mensen aangemeld." in anna.page(answer.location).get_text()
    event = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.action, event.chain) == ("enrolment.added", cast.schakel.id)
    assert event.actor == ANNA.uuid
    assert set(event.details) == {"person", "run"}


def test_a_double_tap_enrols_once_and_says_so(anna, cast: Cast, run) -> None:
    for _time in range(2):
        answer = anna.post(place(run, cast), data=ticked(AMINA))

    assert answer.status_code == 303
    assert "stond al op de lijst" in anna.page(answer.location).get_text()
    assert on_the_list(run) == {AMINA.name}


def test_who_is_on_the_list_cannot_be_ticked_again(anna, cast: Cast, run) -> None:
    enrolled(run, AMINA)

    page = anna.page(place(run, cast))

    assert len(page.select("main input[type=checkbox][disabled]")) == 1
    assert "Staat al op de lijst" in page.get_text()


@pytest.mark.parametrize("stranger", [BRAM, DEWI, ELS], ids=lambda member: member.name)
def test_who_is_not_in_the_team_now_is_refused(anna, cast: Cast, run, stranger) -> None:
    answer = anna.post(place(run, cast), data=ticked(AMINA, stranger))

    assert answer.status_code == 422
    assert stranger.name not in answer.page.get_text()
    assert on_the_list(run) == set()
    kept = answer.page.select("main input[type=checkbox][checked]")
    assert [box["value"] for box in kept] == [str(AMINA.uuid)]


@pytest.mark.parametrize("people", [[], ["x"], [str(uuid.uuid4())], ["\x00"]])
def test_nobody_or_nonsense_is_refused(anna, cast: Cast, run, people) -> None:
    answer = anna.post(place(run, cast), data={"person": people})

    assert answer.status_code == 422
    assert answer.page.select("main [role=alert]")
    assert on_the_list(run) == set()


@pytest.mark.parametrize("query", ["", "?organisation=x&team=y", "?organisation=%00"])
def test_without_a_place_nobody_is_enrolled(anna, cast: Cast, run, query) -> None:
    for action in ("enrol", "enrol-by-number"):
        answer = anna.post(f"/course-runs/{run.uuid}/{action}{query}", data=ticked(AMINA))
        assert answer.status_code == 422
    assert anna.get(f"/course-runs/{run.uuid}/enrol{query}").status_code == 200
    assert on_the_list(run) == set()


def test_a_team_of_another_organisation_is_no_team_there(anna, cast: Cast, run) -> None:
    query = f"organisation={cast.schakel.uuid}&team={cast.textiel.uuid}"

    page = anna.page(f"/course-runs/{run.uuid}/enrol?{query}")

    assert DEWI.name not in page.get_text()


def test_a_closed_team_is_not_offered(anna, cast: Cast, run) -> None:
    closed = a_team(cast.utrecht, "Gesloten", ends_on=date(2026, 1, 1))

    page = anna.page(f"/course-runs/{run.uuid}/enrol?organisation={cast.schakel.uuid}")

    assert closed.name not in page.main.get_text()


def test_a_team_without_people_says_so(anna, cast: Cast, run) -> None:
    empty = a_team(cast.utrecht, "Nieuw")
    query = f"organisation={cast.schakel.uuid}&team={empty.uuid}"

    page = anna.page(f"/course-runs/{run.uuid}/enrol?{query}")

    assert "In dit team werkt nu niemand" in page.get_text()


def test_somebody_with_two_roles_in_a_team_stands_there_once(anna, cast: Cast, run) -> None:
    a_membership(JAN.row, Role.WORKER, team=cast.sorteren)

    assert names(anna.page(place(run, cast))).count(JAN.name) == 1


def test_an_erased_person_is_not_offered(anna, cast: Cast, run, clock) -> None:
    AMINA.row.erased_at = clock()

    assert AMINA.name not in anna.page(place(run, cast)).get_text()


def test_a_staff_number_enrols_one_person(anna, cast: Cast, run) -> None:
    answer = anna.post(place(run, cast, action="enrol-by-number"), data={"staff_number": " 101 "})

    assert answer.status_code == 303
    assert on_the_list(run) == {AMINA.name}


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("999", "Niemand heeft dit nummer."),
        ("104", "Niemand heeft dit nummer."),
        ("10%", "Niemand heeft dit nummer."),
        ("", "Vul een personeelsnummer in."),
        ("1" * 21, "Er passen 20 tekens"),
        ("10\x001", "onzichtbare tekens"),
    ],
)
def test_a_wrong_staff_number_names_nobody(anna, cast: Cast, run, number, message) -> None:
    """104 is Dewi, who works elsewhere."""
    address = place(run, cast, action="enrol-by-number")

    answer = anna.post(address, data={"staff_number": number})

    assert answer.status_code == 422
    assert message in answer.page.select_one("main [role=alert]").get_text()
    assert on_the_list(run) == set()


def test_a_number_that_two_people_have_is_not_guessed(anna, cast: Cast, run) -> None:
    a_membership(a_person("Nog iemand"), team=cast.winkel, staff_number="101")

    answer = anna.post(place(run, cast, action="enrol-by-number"), data={"staff_number": "101"})

    assert answer.status_code == 422


def test_there_are_no_more_people_than_seats(anna, cast: Cast, course) -> None:
    run = a_run(cast, course, seats=2)
    enrolled(run, BRAM)

    answer = anna.post(place(run, cast), data=ticked(AMINA, GORAN))

    assert answer.status_code == 422
    assert "Er is nog 1 plaats vrij, je kiest er 2." in answer.page.get_text()
    assert len(answer.page.select("main input[type=checkbox][checked]")) == 2
    assert on_the_list(run) == {BRAM.name}
    assert anna.post(place(run, cast), data=ticked(AMINA)).status_code == 303


def test_nobody_gets_on_the_list_of_a_cancelled_run(anna, cast: Cast, run) -> None:
    anna.post(f"/course-runs/{run.uuid}/cancel")

    assert anna.post(place(run, cast), data=ticked(AMINA)).status_code == 409
    assert on_the_list(run) == set()


def test_somebody_is_taken_off_the_list(anna, run, db_session) -> None:
    gone = enrolled(run, AMINA, GORAN)[0].uuid

    answer = anna.post(f"/enrolments/{gone}/remove")

    assert answer.status_code == 303
    assert on_the_list(run) == {GORAN.name}
    last = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (last.action, last.object_uuid) == ("enrolment.removed", gone)


def test_taking_off_twice_is_not_found_the_second_time(anna, run) -> None:
    address = f"/enrolments/{enrolled(run, AMINA)[0].uuid}/remove"
    anna.post(address)

    assert anna.post(address).status_code == 404


@pytest.mark.parametrize("action", ["remove", "stop", "reopen"])
def test_nobody_else_touches_an_enrolment(client, run, action, db_session) -> None:
    (amina,) = enrolled(run, AMINA)

    for member in (JAN, AMINA):
        assert client.as_(member).post(f"/enrolments/{amina.uuid}/{action}").status_code == 404
    assert db_session.scalars(select(Enrolment)).one().completion is None
