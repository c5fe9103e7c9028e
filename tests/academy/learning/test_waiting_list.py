"""The waiting list: who comes when a run is full waits, and moves up when a seat comes free."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.database import transaction
from academy.learning.models import Course, CourseRun, Enrolment
from academy.privacy import erasing
from tests.academy.learning.conftest import TODAY, a_run, enrolled
from tests.academy.learning.test_enrol import on_the_list, place, ticked
from tests.cast import AMINA, ANNA, BRAM, DEWI, FATMA, GORAN, JAN, Cast
from tests.clock import START

if TYPE_CHECKING:
    from tests.client import AcademyClient


@pytest.fixture
def jan(cast: Cast, client: AcademyClient) -> AcademyClient:
    """The browser of Jan, who leads Sorteren."""
    return client.as_(JAN)


@pytest.fixture
def full(cast: Cast, course: Course) -> CourseRun:
    """One seat, which Bram has."""
    run = a_run(cast, course, seats=1)
    enrolled(run, BRAM)
    return run


def seats_of(run: CourseRun) -> dict[str, bool]:
    return {each.person.name: each.has_seat for each in run.enrolments}


def actions(db_session) -> list[str]:
    return list(db_session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def test_a_leader_hears_beforehand_how_many_will_wait(jan, cast: Cast, course, db_session) -> None:
    run = a_run(cast, course, seats=2)
    enrolled(run, BRAM)

    asked = jan.post(place(run, cast), data=ticked(AMINA, GORAN, sure=False))

    assert "1 persoon komt op de wachtlijst" in asked.page.get_text()
    answer = jan.post(place(run, cast), data=ticked(AMINA, GORAN))
    said = jan.page(answer.location).get_text()
    assert "1 persoon aangemeld. 1 persoon staat op de wachtlijst." in said
    assert seats_of(run) == {BRAM.name: True, AMINA.name: True, GORAN.name: False}
    assert actions(db_session)[-2:] == ["enrolment.added", "enrolment.queued"]


def test_the_place_on_the_list_is_shown_to_leader_academy_and_worker(jan, cast, full) -> None:
    enrolled(full, DEWI)
    jan.post(place(full, cast), data=ticked(AMINA))

    assert "Wachtlijst, plaats 2" in jan.page(f"/course-offers/{full.uuid}").get_text()
    assert "er is een wachtlijst" in jan.page("/course-offers").get_text()
    assert "Je staat op de wachtlijst" in jan.as_(AMINA).page("/learning").get_text()


def test_whoever_waits_longest_gets_the_seat(anna, full, db_session) -> None:
    (amina, _goran) = enrolled(full, AMINA, GORAN)
    [bram] = [each for each in full.enrolments if each.person.name == BRAM.name]
    assert "Wachtlijst, plaats 2" in anna.page(f"/course-runs/{full.uuid}").get_text()

    anna.post(f"/enrolments/{bram.uuid}/remove")

    assert seats_of(full) == {AMINA.name: True, GORAN.name: False}
    events = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert (events[-1].action, events[-1].object_uuid) == ("enrolment.moved_up", amina.uuid)


def test_whoever_leaves_the_waiting_list_gives_nobody_a_seat(jan, cast, full) -> None:
    amina, _goran = enrolled(full, AMINA, GORAN)

    jan.post(f"/enrolments/{amina.uuid}/withdraw")

    assert seats_of(full) == {BRAM.name: True, GORAN.name: False}


def test_more_seats_let_people_in(anna, full) -> None:
    enrolled(full, AMINA, GORAN, FATMA)

    anna.submit(f"/course-runs/{full.uuid}/edit", seats="3")

    assert seats_of(full) == {
        BRAM.name: True, AMINA.name: True, GORAN.name: True, FATMA.name: False,
    }  # fmt: skip


def test_without_a_limit_everybody_gets_in(anna, full) -> None:
    enrolled(full, AMINA, GORAN)

    anna.submit(f"/course-runs/{full.uuid}/edit", seats="")

    assert set(seats_of(full).values()) == {True}


def test_a_newcomer_never_passes_who_waits(full, db_session) -> None:
    """A seat came free in a way that nobody noticed: an erased person left it."""
    enrolled(full, AMINA)
    db_session.delete(next(each for each in full.enrolments if each.person.name == BRAM.name))
    db_session.flush()
    db_session.expire(full)

    enrolled(full, GORAN)

    assert seats_of(full) == {AMINA.name: True, GORAN.name: False}


def test_who_waits_is_not_completed_nor_stopped(anna, full, db_session) -> None:
    (amina,) = enrolled(full, AMINA)
    page = anna.page(f"/course-runs/{full.uuid}/complete")
    assert AMINA.name not in page.get_text()
    key = str(amina.uuid)

    hours = {f"hours_{key.replace('-', '_')}": "8"}
    form = {"completed_on": TODAY.isoformat(), "done": [key], **hours}
    assert anna.post(f"/course-runs/{full.uuid}/complete", data=form).status_code == 422
    assert anna.post(f"/enrolments/{key}/stop").status_code == 409
    assert db_session.get_one(Enrolment, amina.id).completion is None


def test_after_the_last_day_to_enrol_nobody_comes_in(jan, cast: Cast, course) -> None:
    yesterday = TODAY - timedelta(days=1)
    run = a_run(cast, course, enrol_until=yesterday)

    assert "Aanmelden kon tot en met" in jan.page(f"/course-offers/{run.uuid}").get_text()
    assert jan.get(place(run, cast)).status_code == 409
    for sure in (False, True):
        assert jan.post(place(run, cast), data=ticked(AMINA, sure=sure)).status_code == 409
    assert on_the_list(run) == set()


def test_on_the_last_day_to_enrol_it_still_works(jan, cast: Cast, course) -> None:
    run = a_run(cast, course, enrol_until=TODAY)

    jan.post(place(run, cast), data=ticked(AMINA))

    assert on_the_list(run) == {AMINA.name}


def test_the_seat_of_whoever_is_erased_goes_on(full, db_session) -> None:
    enrolled(full, GORAN)
    db_session.commit()

    with transaction(*erasing.decided_by(BRAM.row)):
        erasing.erase(BRAM.row, by=ANNA.actor, now=START)

    db_session.expire_all()
    assert seats_of(full) == {GORAN.name: True}
