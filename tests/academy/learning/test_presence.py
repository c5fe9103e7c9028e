"""Who was there: on a tablet, for everybody, never ahead, never of oneself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.database import db, transaction
from academy.learning import presence
from academy.learning.models import CourseRun, Enrolment, LearningRecord, Presence
from academy.privacy.exporting import everything_about
from tests.academy.learning.conftest import TODAY, a_course, a_run, enrolled
from tests.cast import AMINA, ANNA, BEA, BRAM, CAS, DEWI, GORAN, JAN, OSCAR, Cast
from tests.clock import START

if TYPE_CHECKING:
    from tests.client import AcademyClient

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def jan(cast: Cast, client: AcademyClient) -> AcademyClient:
    """The browser of Jan, who leads Sorteren."""
    return client.as_(JAN)


def own(run: CourseRun, day: date = TODAY) -> str:
    return f"/course-offers/{run.uuid}/attendance?day={day.isoformat()}"


def whole(run: CourseRun, day: date = TODAY) -> str:
    return f"/course-runs/{run.uuid}/attendance?day={day.isoformat()}"


def answers(*people: Enrolment, answer: str = "there", hours: str = "4") -> dict[str, str]:
    keys = [str(each.uuid).replace("-", "_") for each in people]
    return {f"answer_{key}": answer for key in keys} | {f"hours_{key}": hours for key in keys}


def known(db_session) -> list[tuple[str, date, float]]:
    rows = db_session.scalars(select(Presence).order_by(Presence.id))
    return [(each.enrolment.person.name, each.day, each.hours) for each in rows]


def test_a_leader_writes_who_was_there_of_the_own_people(jan, run, db_session) -> None:
    amina, goran, dewi = enrolled(run, AMINA, GORAN, DEWI)
    page = jan.page(own(run))
    assert DEWI.name not in page.get_text()
    assert page.select("main input[type=radio][checked]") == []

    answer = jan.post(own(run), data=answers(amina, dewi) | answers(goran, answer="away", hours=""))

    assert answer.status_code == 303
    assert known(db_session) == [(AMINA.name, TODAY, 4.0), (GORAN.name, TODAY, 0.0)]
    event = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()[-2]
    assert (event.action, event.object_uuid) == ("enrolment.attended", amina.uuid)
    assert event.details["day"], event.details["hours"] == (TODAY.isoformat(), "4")


def test_the_academy_writes_it_of_everybody(anna, run, db_session) -> None:
    people = enrolled(run, AMINA, DEWI)

    anna.post(whole(run, YESTERDAY), data=answers(*people))

    assert known(db_session) == [(AMINA.name, YESTERDAY, 4.0), (DEWI.name, YESTERDAY, 4.0)]
    assert "4 van 8" in anna.page(f"/course-runs/{run.uuid}").get_text()


def test_everybody_is_chosen_with_one_tap_and_nothing_is_saved_yet(anna, run, db_session) -> None:
    enrolled(run, AMINA, GORAN)

    answer = anna.submit(whole(run), "round", tick="all")

    chosen = answer.page.select("main input[type=radio][checked]")
    assert [each["value"] for each in chosen] == ["there", "there"]
    assert known(db_session) == []


def test_a_correction_says_what_it_was(anna, run, db_session) -> None:
    people = enrolled(run, AMINA)
    anna.post(whole(run), data=answers(*people))

    anna.submit(whole(run), "round", **answers(*people, hours="3,5"))

    assert known(db_session) == [(AMINA.name, TODAY, 3.5)]
    event = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event.details | {"hours": "3.5", "was": "4"} == event.details


def test_of_two_who_write_at_once_neither_takes_back_the_other(anna, run, db_session) -> None:
    """Both see an empty list; the second only writes about somebody else."""
    amina, goran = enrolled(run, AMINA, GORAN)
    empty = anna.page(whole(run))
    anna.post(whole(run), data=answers(amina))

    shown = {each["name"]: each.get("value", "") for each in empty.select("[name^=shown_]")}
    anna.post(whole(run), data=shown | answers(goran))

    assert {name for name, _day, _hours in known(db_session)} == {AMINA.name, GORAN.name}


@pytest.mark.parametrize("day", [TOMORROW, date(2026, 11, 15), date(1999, 1, 1)])
def test_nobody_is_there_ahead_of_the_day_or_outside_the_run(anna, cast, course, day) -> None:
    run = a_run(cast, course, ends_on=TOMORROW)
    people = enrolled(run, AMINA)

    assert anna.get(whole(run, day)).status_code == 409
    assert anna.post(whole(run, day), data=answers(*people)).status_code == 409
    assert people[0].presences == []


def test_with_lesson_days_only_these_count(anna, cast: Cast, course) -> None:
    run = a_run(cast, course, lesson_days=(YESTERDAY, TODAY))
    enrolled(run, AMINA)

    assert anna.get(whole(run, date(2026, 11, 17))).status_code == 409
    page = anna.page(whole(run))
    assert [link.get_text() for link in page.select(".tabs--filters a")] == [
        "23 november 2026", "22 november 2026",
    ]  # fmt: skip
    assert page.select_one("main [name^=hours_]")["value"] == "4"


def test_a_run_that_has_not_begun_has_no_attendance(anna, jan, cast: Cast, course) -> None:
    run = a_run(cast, course, starts_on=TOMORROW, ends_on=TOMORROW)
    enrolled(run, AMINA)

    assert jan.as_(JAN).get(f"/course-offers/{run.uuid}/attendance").status_code == 409
    assert anna.as_(ANNA).get(f"/course-runs/{run.uuid}/attendance").status_code == 409


def test_nobody_writes_it_of_themselves(jan, run, db_session) -> None:
    (himself,) = enrolled(run, JAN)
    assert "Dit ben jij." in jan.page(own(run)).get_text()

    assert jan.post(own(run), data=answers(himself)).status_code == 409
    assert known(db_session) == []


@pytest.mark.parametrize(
    ("hours", "message"),
    [
        ("", "Vul het aantal uren in."),
        ("veel", "Vul een aantal uren in"),
        ("0", "Vul een aantal uren in"),
        ("25", "Een dag heeft 24 uur."),
    ],
)
def test_strange_hours_are_said_at_the_person(anna, run, hours, message, db_session) -> None:
    amina, goran = enrolled(run, AMINA, GORAN)

    answer = anna.post(whole(run), data=answers(amina, hours=hours) | answers(goran))

    assert answer.status_code == 422
    assert message in answer.page.select_one("main [role=alert]").get_text()
    assert known(db_session) == []


def test_a_strange_day_or_answer_is_refused(anna, run) -> None:
    people = enrolled(run, AMINA)

    assert anna.post(whole(run), data=answers(*people, answer="perhaps")).status_code == 422
    assert anna.get(f"/course-runs/{run.uuid}/attendance?day=gisteren").status_code == 200


@pytest.mark.parametrize("member", [OSCAR, CAS], ids=lambda member: member.name)
def test_others_see_nobody_and_write_nothing(client, run, member, db_session) -> None:
    people = enrolled(run, AMINA)
    client.as_(member)

    assert AMINA.name not in client.page(own(run)).get_text()
    client.post(own(run), data=answers(*people))
    assert client.get(whole(run)).status_code == 404
    assert known(db_session) == []


def test_an_administrator_writes_it_for_the_organisation(client, run, db_session) -> None:
    people = enrolled(run, AMINA, BRAM)

    client.as_(BEA).post(own(run), data=answers(*people))

    assert len(known(db_session)) == 2


def test_whoever_was_looked_for_is_not_taken_off_the_list(anna, run) -> None:
    people = enrolled(run, AMINA)
    anna.post(whole(run), data=answers(*people))

    address = f"/enrolments/{people[0].uuid}/remove"
    shown = anna.page(f"/course-runs/{run.uuid}").select("main form")
    answer = anna.post(address)

    assert address not in [form["action"] for form in shown]
    assert answer.status_code == 409
    assert "Kies: Is gestopt" in answer.page.get_text()


@pytest.fixture
def demanding(cast: Cast) -> CourseRun:
    """A run of a course of 8 hours, of which 80 percent is needed: 6.4 hours."""
    return a_run(cast, a_course("Streng", least_share=80))


def test_completing_counts_the_days_that_somebody_was_there(anna, demanding, db_session) -> None:
    amina, goran = enrolled(demanding, AMINA, GORAN)
    anna.post(whole(demanding, YESTERDAY), data=answers(amina, goran))
    anna.post(whole(demanding), data=answers(amina))

    page = anna.page(f"/course-runs/{demanding.uuid}/complete?everyone")
    assert "Klaar is wie 6,4 uur of meer volgde" in page.get_text()
    ticked = page.select("main input[type=checkbox][checked]")
    assert [each["value"] for each in ticked] == [str(amina.uuid)]
    anna.submit(f"/course-runs/{demanding.uuid}/complete?everyone")

    (record,) = db_session.scalars(select(LearningRecord))
    assert (record.person_id, record.hours) == (amina.person_id, 8.0)


def test_too_few_hours_are_refused_at_the_person(anna, demanding, db_session) -> None:
    amina, goran = enrolled(demanding, AMINA, GORAN)
    anna.post(whole(demanding), data=answers(goran))
    key = f"hours_{str(amina.uuid).replace('-', '_')}"
    base = {"completed_on": TODAY.isoformat()}

    typed = base | {"done": [str(amina.uuid)], key: "6"}
    counted = base | {"done": [str(goran.uuid)]}
    for form in (typed, counted):
        answer = anna.post(f"/course-runs/{demanding.uuid}/complete", data=form)
        assert answer.status_code == 422
        assert "volgde 6,4 uur of meer" in answer.page.get_text()

    assert db_session.scalars(select(LearningRecord)).all() == []
    assert anna.post(
        f"/course-runs/{demanding.uuid}/complete", data=typed | {key: "6,4"}
    ).status_code == 303  # fmt: skip


def test_taking_it_twice_changes_nothing(run, db_session) -> None:
    people = enrolled(run, AMINA)
    hours = {str(people[0].uuid): 4.0}
    told = {"among": hours, "by": ANNA.actor, "now": people[0].enrolled_at}

    assert presence.take(run, TODAY, hours, **told) == 1
    assert presence.take(run, TODAY, hours, **told) == 0
    assert known(db_session) == [(AMINA.name, TODAY, 4.0)]


def test_who_was_there_stands_in_what_a_person_takes_along(anna, run, db_session) -> None:
    anna.post(whole(run), data=answers(*enrolled(run, AMINA)))

    [kept] = everything_about(AMINA.identity(), now=START)["enrolments"]

    assert kept["days"] == [{"day": TODAY.isoformat(), "hours": 4.0}]


def test_whoever_was_never_there_gets_no_proof(anna, run, db_session) -> None:
    """Also of a course that asks for no share of its hours."""
    (amina,) = enrolled(run, AMINA)
    anna.post(whole(run), data=answers(amina, answer="away", hours=""))

    page = anna.page(f"/course-runs/{run.uuid}/complete?everyone")
    assert page.select("main input[type=checkbox][checked]") == []
    form = {"completed_on": TODAY.isoformat(), "done": [str(amina.uuid)]}
    answer = anna.post(f"/course-runs/{run.uuid}/complete", data=form)

    assert answer.status_code == 422
    assert "Wie er nooit was, is niet klaar." in answer.page.get_text()
    assert db_session.scalars(select(LearningRecord)).all() == []


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("starts_on", {"starts_on": "2026-11-30", "ends_on": "2026-12-01"}),
        ("ends_on", {"starts_on": "2026-11-01", "ends_on": "2026-11-02"}),
        ("lesson_days", {"lesson_days": "16-11-2026"}),
    ],
)
def test_a_day_on_which_somebody_was_there_stays_a_day_of_the_run(
    anna, run, field, changes, db_session
) -> None:
    was_there(run, AMINA)

    answer = anna.submit(f"/course-runs/{run.uuid}/edit", **changes)

    assert answer.status_code == 422
    assert "Laat die dag erbij." in answer.page.select_one(f"#{field}-error").get_text()
    db_session.expire_all()
    assert run.starts_on == date(2026, 11, 16)


def test_nobody_completes_a_run_before_the_last_day_they_were_there(anna, run, db_session) -> None:
    one = was_there(run, AMINA)
    sent = {"done": str(one.uuid), "completed_on": "2026-11-16"}

    answer = anna.post(f"/course-runs/{run.uuid}/complete", data=sent)

    assert answer.status_code == 422
    said = answer.page.select_one("#completed_on-error").get_text()
    assert "Kies die dag of een latere." in said
    sent["completed_on"] = TODAY.isoformat()
    assert anna.post(f"/course-runs/{run.uuid}/complete", data=sent).status_code == 303


def was_there(run, member):
    """On the last day of the run."""
    [one] = enrolled(run, member)
    db.session.commit()
    with transaction(run):
        presence.take(
            run, TODAY, {str(one.uuid): 4.0}, among=[str(one.uuid)], by=ANNA.actor, now=START
        )
    return one
