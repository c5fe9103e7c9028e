"""Who teaches a run sees its people and writes who was there: of this run, as long as they lead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.database import db, transaction
from academy.learning import attendance, service, trainers
from academy.learning.models import CourseRun, CourseTrainer, Presence
from academy.learning.values import Attendance
from academy.people.models import Membership
from tests.academy.learning.conftest import TODAY, a_course, a_run, enrolled
from tests.academy.learning.test_presence import YESTERDAY, answers, known, whole
from tests.cast import AMINA, ANNA, BEA, BRAM, DEWI, ERIK, GORAN, JAN, OSCAR, PIET, Cast, Member
from tests.clock import START
from tests.races import DONE, race

if TYPE_CHECKING:
    from tests.client import AcademyClient


def place_of(member: Member) -> Membership:
    return member.row.memberships[0]


def teaches(run: CourseRun, *members: Member) -> None:
    for member in members:
        trainers.add(run, place_of(member), by=ANNA.actor, now=START)


def action_on(client: AcademyClient, address: str, part: str) -> str:
    """Where the one form goes that has this in its action."""
    (form,) = client.page(address).select(f"main form[action*='{part}']")
    return str(form["action"])


def page_of(run: CourseRun) -> str:
    return f"/trainings/{run.uuid}"


def test_the_academy_finds_a_leader_by_name_and_takes_him_off_again(
    anna: AcademyClient, run: CourseRun, db_session
) -> None:
    there = f"/course-runs/{run.uuid}/trainers"
    assert "Oscar" not in anna.page(there).main.get_text()
    assert "3 letters" in anna.page(f"{there}?q=os").main.get_text()

    anna.post(action_on(anna, f"{there}?q=oscar", "/trainers/"))
    assert [row.person.name for row in db_session.scalars(select(CourseTrainer))] == [OSCAR.name]
    assert OSCAR.name in anna.page(f"/course-runs/{run.uuid}").main.get_text()
    assert not anna.page(f"{there}?q=oscar").select("form[action*='/trainers/']")

    anna.post(action_on(anna, there, "/remove"))
    assert db_session.scalars(select(CourseTrainer)).all() == []
    actions = list(db_session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))
    assert [each for each in actions if each.startswith("course-trainer")] == [
        "course-trainer.added", "course-trainer.removed",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["amina", "erik", "rens", "els"])
def test_nobody_finds_workers_employers_readers_or_who_left(
    anna: AcademyClient, run: CourseRun, name: str
) -> None:
    page = anna.page(f"/course-runs/{run.uuid}/trainers?q={name}")

    assert not page.select("form[action*='/trainers/']")
    assert "Niemand gevonden" in page.main.get_text()


@pytest.mark.parametrize("member", [AMINA, ERIK])
def test_nor_makes_one_of_them_a_trainer(
    anna: AcademyClient, run: CourseRun, member: Member, db_session
) -> None:
    where = f"/course-runs/{run.uuid}/trainers/{place_of(member).uuid}"

    assert anna.post(where).status_code == 404
    assert db_session.scalars(select(CourseTrainer)).all() == []


def test_the_organisation_reads_in_its_log_that_its_leaders_were_looked_for(
    anna: AcademyClient, run: CourseRun, cast: Cast, db_session
) -> None:
    anna.page(f"/course-runs/{run.uuid}/trainers?q=oscar")

    looks = select(AuditEvent).where(AuditEvent.action == "people.seen_from_outside")
    assert [each.chain for each in db_session.scalars(looks)] == [cast.cirkel.id]


def test_a_trainer_writes_who_was_there_of_everybody(
    client: AcademyClient, run: CourseRun, db_session
) -> None:
    amina, dewi = enrolled(run, AMINA, DEWI)
    teaches(run, OSCAR)
    oscar = client.as_(OSCAR)

    listed = oscar.page("/trainings").select_one("main a[href^='/trainings/']")
    page = oscar.page(str(listed["href"]))
    assert AMINA.name in page.main.get_text()
    answer = oscar.post(whole(run, YESTERDAY), data=answers(amina, dewi))

    assert answer.location == page_of(run)
    assert known(db_session) == [(AMINA.name, YESTERDAY, 4.0), (DEWI.name, YESTERDAY, 4.0)]
    assert oscar.get(f"{page_of(run)}/calendar.ics").mimetype == "text/calendar"


@pytest.mark.parametrize("member", [JAN, PIET, BEA, AMINA, ERIK])
def test_who_does_not_teach_it_does_not_know_of_it(
    client: AcademyClient, run: CourseRun, member: Member, db_session
) -> None:
    people = enrolled(run, AMINA)
    teaches(run, OSCAR)
    other = client.as_(member)

    assert other.get(page_of(run)).status_code == 404
    assert other.get(whole(run)).status_code == 404
    assert other.post(whole(run), data=answers(*people)).status_code == 404
    assert other.get(f"{page_of(run)}/calendar.ics").status_code == 404
    assert db_session.scalars(select(Presence)).all() == []
    assert not other.page("/trainings").select("main a[href^='/trainings/']")


def test_a_trainer_has_the_own_run_and_nothing_else_of_the_academy(
    client: AcademyClient, run: CourseRun, cast: Cast
) -> None:
    another = a_run(cast, a_course("Fietsen"))
    teaches(run, OSCAR)
    oscar = client.as_(OSCAR)

    assert oscar.get(whole(run)).status_code == 200
    for address in (
        whole(another), page_of(another), f"/course-runs/{run.uuid}",
        f"/course-runs/{run.uuid}/trainers", f"/course-runs/{run.uuid}/attendance.csv",
        f"/course-runs/{run.uuid}/attendance/table",
    ):  # fmt: skip
        assert oscar.get(address).status_code in {403, 404}, address


def test_who_leads_no_more_sees_nothing_any_more(
    client: AcademyClient, run: CourseRun, db_session
) -> None:
    people = enrolled(run, AMINA)
    teaches(run, OSCAR)
    oscar = client.as_(OSCAR)
    assert oscar.get(page_of(run)).status_code == 200

    place_of(OSCAR).ends_on = YESTERDAY
    db.session.commit()

    assert oscar.get(page_of(run)).status_code == 404
    assert oscar.get(whole(run)).status_code == 404
    assert oscar.post(whole(run), data=answers(*people)).status_code == 404
    assert db_session.scalars(select(Presence)).all() == []


def test_a_card_opens_no_list_of_people(client: AcademyClient, run: CourseRun) -> None:
    """A card opens one's own wallet: whoever hands out cards could come in by one."""
    teaches(run, JAN)
    identity = JAN.identity()
    by_card = type(identity)(
        identity.person_id, identity.person_uuid, identity.person_name, frozenset(),
        identity.session_uuid, identity.today,
    )  # fmt: skip

    assert trainers.taught_by(identity)
    assert trainers.taught_by(by_card) == []
    assert trainers.find_taught(by_card, run.uuid) is None


def test_nobody_writes_of_oneself_also_who_teaches(
    client: AcademyClient, run: CourseRun, db_session
) -> None:
    jan, goran = enrolled(run, JAN, GORAN)
    teaches(run, JAN)
    page = client.as_(JAN).page(whole(run))

    assert "Dit ben jij" in page.main.get_text()
    assert client.post(whole(run), data=answers(jan, goran)).status_code == 409
    assert db_session.scalars(select(Presence)).all() == []


def test_a_run_stays_open_to_its_trainer_for_a_month(
    client: AcademyClient, cast: Cast, course
) -> None:
    first = TODAY - timedelta(days=31)
    old = a_run(cast, course, starts_on=first, ends_on=first)
    recent = a_run(cast, course, starts_on=first, ends_on=first + timedelta(days=1))
    teaches(old, OSCAR)
    teaches(recent, OSCAR)
    oscar = client.as_(OSCAR)

    assert oscar.get(page_of(old)).status_code == 404
    assert oscar.get(page_of(recent)).status_code == 200


def test_it_is_a_thing_to_do_until_it_is_known_who_was_there(
    client: AcademyClient, run: CourseRun
) -> None:
    (amina,) = enrolled(run, AMINA)
    teaches(run, OSCAR)
    oscar = client.as_(OSCAR)
    assert "Schrijf bij 1 cursus op wie er was." in oscar.page("/to-do").main.get_text()

    oscar.post(whole(run), data=answers(amina))
    assert "wie er was" not in oscar.page("/to-do").main.get_text()
    assert oscar.page("/course-offers").select("main a[href='/trainings']")


def test_nobody_becomes_trainer_of_what_does_not_go_on(
    anna: AcademyClient, run: CourseRun, db_session
) -> None:
    service.cancel_run(run, by=ANNA.actor, now=START)

    where = f"/course-runs/{run.uuid}/trainers/{place_of(OSCAR).uuid}"
    assert anna.post(where).status_code == 409
    assert db_session.scalars(select(CourseTrainer)).all() == []


def test_of_two_who_choose_the_same_trainer_at_once_one_row_is_made(
    app, cast: Cast, course, db_session
) -> None:
    number, place = a_run(cast, course).id, place_of(OSCAR).uuid

    def choose() -> None:
        with transaction(found := db.session.get_one(CourseRun, number)):
            row = db.session.scalars(select(Membership).where(Membership.uuid == place)).one()
            trainers.add(found, row, by=ANNA.actor, now=START)

    assert race(app, choose, choose) == [DONE, DONE]
    assert len(db_session.scalars(select(CourseTrainer)).all()) == 1


def test_what_a_trainer_wrote_counts_for_completion(client: AcademyClient, run: CourseRun) -> None:
    (bram,) = enrolled(run, BRAM)
    teaches(run, OSCAR)
    client.as_(OSCAR).post(whole(run), data=answers(bram, hours="8"))

    done = [Attendance(str(bram.uuid), 1.0)]
    assert attendance.complete(run, done, on=TODAY, by=ANNA.actor, now=START) == 1
    assert bram.hours == 8.0
