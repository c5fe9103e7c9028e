"""Who left keeps a seat that somebody else could have: the office is told, and gives it away."""

from datetime import timedelta

from sqlalchemy import select

from academy.database import db, transaction
from academy.learning import presence, service
from academy.learning.models import CourseRun, Enrolment
from academy.people.models import Membership
from tests.academy.learning.conftest import TODAY, enrolled
from tests.academy.todo.test_todo import tasks
from tests.cast import AMINA, ANNA, BEA, CAS, GORAN, JAN, Cast, Member
from tests.client import AcademyClient
from tests.clock import START

WORDS = "1 persoon die weg is, staat nog bij een cursus."


def leaves(member: Member) -> None:
    found = select(Membership).where(Membership.person_id == member.row.id)
    for row in db.session.scalars(found):
        row.ends_on = TODAY - timedelta(days=1)
    db.session.commit()


def test_the_office_hears_who_left_and_gives_the_seat_away(
    client: AcademyClient, cast: Cast, run: CourseRun
) -> None:
    run.seats = 1
    enrolled(run, AMINA, GORAN)
    db.session.commit()
    assert tasks(client, BEA) == {}
    leaves(AMINA)

    there = f"/course-offers/{run.uuid}"
    assert tasks(client, BEA) == {WORDS: there}
    assert tasks(client, CAS) == tasks(client, JAN) == {}
    page = client.as_(BEA).page(there)
    [line] = [each for each in page.select("main li.row") if "Amina" in each.get_text()]
    assert "Werkt hier niet meer" in line.get_text()

    assert client.post(line.select_one("form")["action"]).status_code == 303
    assert tasks(client, BEA) == {}
    [left] = db.session.scalars(select(Enrolment)).all()
    assert (left.person_id, left.has_seat) == (GORAN.row.id, True)


def test_who_was_there_asks_nothing(client: AcademyClient, cast: Cast, run: CourseRun) -> None:
    run.starts_on = TODAY
    [enrolment] = enrolled(run, AMINA)
    db.session.commit()
    with transaction(run):
        presence.take(
            run, TODAY, {str(enrolment.uuid): 2}, among=[str(enrolment.uuid)], by=ANNA.actor,
            now=START,
        )  # fmt: skip
    leaves(AMINA)
    assert tasks(client, BEA) == {}


def test_a_course_that_does_not_go_on_asks_nothing(
    client: AcademyClient, cast: Cast, run: CourseRun
) -> None:
    enrolled(run, AMINA)
    leaves(AMINA)
    assert tasks(client, BEA)
    with transaction(run):
        service.cancel_run(run, by=ANNA.actor, now=START)
    assert tasks(client, BEA) == {}
