"""Completing a run: hours that were really followed, a learning record, and a way back."""

import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.learning.models import CompletionKind, CourseRun, Enrolment, LearningRecord
from tests.academy.learning.conftest import TODAY, a_run, enrolled
from tests.cast import AMINA, BRAM, GORAN, Cast


def the_form(*done: Enrolment, hours: str = "8", on: str = "2026-11-20") -> dict[str, object]:
    fields = {f"hours_{str(each.uuid).replace('-', '_')}": hours for each in done}
    return {"completed_on": on, "done": [str(each.uuid) for each in done], **fields}


@pytest.fixture
def people(run: CourseRun) -> list[Enrolment]:
    """Amina, Goran and Bram are on the list."""
    return enrolled(run, AMINA, GORAN, BRAM)


def records(db_session) -> list[LearningRecord]:
    return list(db_session.scalars(select(LearningRecord).order_by(LearningRecord.id)))


def test_nobody_is_ticked_and_the_hours_of_the_course_are_filled_in(anna, run, people) -> None:
    page = anna.page(f"/course-runs/{run.uuid}/complete")

    assert page.select("main input[type=checkbox][checked]") == []
    hours = page.select("main input[name^=hours_]")
    assert [field["value"] for field in hours] == ["8", "8", "8"]
    assert page.select_one("#completed_on")["value"] == "2026-11-23"


def test_everybody_can_be_ticked_with_one_link(anna, run, people) -> None:
    page = anna.page(f"/course-runs/{run.uuid}/complete?everyone")

    assert len(page.select("main input[type=checkbox][checked]")) == 3


def test_many_are_completed_at_once_with_their_own_hours(anna, run, people, db_session) -> None:
    amina, goran, _bram = people
    form = the_form(amina, goran)
    form[f"hours_{str(goran.uuid).replace('-', '_')}"] = "7,5"

    answer = anna.post(f"/course-runs/{run.uuid}/complete", data=form)

    assert answer.status_code == 303
    assert "2 mensen zijn klaar" in anna.page(answer.location).get_text()
    assert [(each.completion, each.hours) for each in people] == [
        (CompletionKind.COMPLETED, 8.0),
        (CompletionKind.COMPLETED, 7.5),
        (None, None),
    ]
    assert amina.completed_on == date(2026, 11, 20)
    assert [(each.person.name, each.hours) for each in records(db_session)] == [
        (AMINA.name, 8.0),
        (GORAN.name, 7.5),
    ]


def test_a_learning_record_says_what_was_followed(anna, run, people, db_session) -> None:
    anna.post(f"/course-runs/{run.uuid}/complete", data=the_form(people[0]))

    (record,) = records(db_session)
    assert record.title == {"nl": "Rekenen in de winkel"}
    assert (record.provider, record.form) == ("Academie Kringloop", "klassikaal")
    assert (record.starts_on, record.ends_on) == (date(2026, 11, 16), date(2026, 11, 20))
    assert record.details == {
        "course": "rekenen-in-de-winkel",
        "version": "1.0",
        "place": "Utrecht, lokaal 2",
        "skills": [],
        "outcomes": {"nl": "rekent een prijs uit\ngeeft geld terug"},
        "assessment": {"nl": "De teamleider kijkt op het werk."},
        "quality": {"nl": "De academie bekijkt de cursus elk jaar."},
        "level": "",
    }


def test_it_is_in_the_audit_log_of_the_employer(anna, cast, run, people, db_session) -> None:
    anna.post(f"/course-runs/{run.uuid}/complete", data=the_form(people[0]))

    event = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.action, event.chain) == ("enrolment.completed", cast.schakel.id)
    assert event.details == {"person": str(AMINA.uuid), "run": str(run.uuid)}


def test_a_double_tap_writes_one_record(anna, run, people, db_session) -> None:
    for _time in range(2):
        form = the_form(*people[:2])
        assert anna.post(f"/course-runs/{run.uuid}/complete", data=form).status_code == 303

    assert len(records(db_session)) == 2
    assert "was al klaar" in anna.page(f"/course-runs/{run.uuid}").get_text()


def test_hours_of_who_is_not_ticked_do_not_matter(anna, run, people, db_session) -> None:
    form = the_form(people[0]) | {f"hours_{str(people[1].uuid).replace('-', '_')}": "x"}

    assert anna.post(f"/course-runs/{run.uuid}/complete", data=form).status_code == 303
    assert len(records(db_session)) == 1


@pytest.mark.parametrize("hours", ["", "veel", "0", "-1", "NaN", "401", "1e400", "8;DROP"])
def test_wrong_hours_are_said_and_everything_is_kept(anna, run, people, db_session, hours) -> None:
    form = the_form(people[0], hours=hours)

    answer = anna.post(f"/course-runs/{run.uuid}/complete", data=form)

    assert answer.status_code == 422
    assert "uren in" in answer.page.select_one("main [role=alert]").get_text()
    assert len(answer.page.select("main input[type=checkbox][checked]")) == 1
    assert records(db_session) == []


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-11-15", "vanaf het begin van de cursus tot vandaag"),
        ("2026-11-24", "vanaf het begin van de cursus tot vandaag"),
        ("gisteren", "Vul een datum in"),
        ("", "Vul de laatste dag in."),
    ],
)
def test_the_last_day_lies_in_the_run_and_not_ahead(
    anna, run, people, db_session, day, message
) -> None:
    form = the_form(people[0], on=day)

    answer = anna.post(f"/course-runs/{run.uuid}/complete", data=form)

    assert answer.status_code == 422
    assert message in answer.page.select_one("main [role=alert]").get_text()
    assert records(db_session) == []


def test_nobody_ticked_is_said(anna, run, people) -> None:
    answer = anna.post(f"/course-runs/{run.uuid}/complete", data=the_form())

    assert answer.status_code == 422
    assert "Kies 1 of meer mensen." in answer.page.get_text()


def test_somebody_from_another_run_is_refused(anna, cast: Cast, course, run, people) -> None:
    (stranger,) = enrolled(a_run(cast, course), AMINA)

    answer = anna.post(f"/course-runs/{run.uuid}/complete", data=the_form(stranger))

    assert answer.status_code == 422
    assert stranger.completion is None


def test_a_run_that_has_not_begun_cannot_be_completed(anna, cast: Cast, course) -> None:
    tomorrow = TODAY + timedelta(days=1)
    run = a_run(cast, course, starts_on=tomorrow, ends_on=tomorrow)
    (amina,) = enrolled(run, AMINA)

    assert anna.get(f"/course-runs/{run.uuid}/complete").status_code == 409
    form = the_form(amina, on=str(tomorrow))
    assert anna.post(f"/course-runs/{run.uuid}/complete", data=form).status_code == 422
    assert amina.completion is None


def test_a_cancelled_run_cannot_be_completed(anna, run, people) -> None:
    anna.post(f"/course-runs/{run.uuid}/cancel")

    answer = anna.post(f"/course-runs/{run.uuid}/complete", data=the_form(people[0]))

    assert answer.status_code == 409
    assert people[0].completion is None


def test_when_everybody_is_done_there_is_nothing_left_to_fill_in(anna, run, people) -> None:
    anna.submit(f"/course-runs/{run.uuid}/complete?everyone")

    page = anna.page(f"/course-runs/{run.uuid}/complete")

    assert "Er is niemand meer om af te ronden" in page.get_text()


def test_who_stops_gets_no_learning_record(anna, run, people, db_session) -> None:
    answer = anna.post(f"/enrolments/{people[0].uuid}/stop")

    assert answer.status_code == 303
    assert people[0].completion == CompletionKind.STOPPED
    assert records(db_session) == []
    assert anna.post(f"/enrolments/{people[0].uuid}/stop").status_code == 409
    assert anna.post(f"/enrolments/{people[0].uuid}/remove").status_code == 409


def test_a_mistake_is_taken_back_and_the_audit_log_keeps_both(
    anna, run, people, db_session
) -> None:
    amina = people[0]
    anna.post(f"/course-runs/{run.uuid}/complete", data=the_form(amina))

    for _time in range(2):
        assert anna.post(f"/enrolments/{amina.uuid}/reopen").status_code == 303

    assert (amina.completion, amina.completed_on, amina.hours) == (None, None, None)
    assert records(db_session) == []
    events = db_session.scalars(
        select(AuditEvent).where(AuditEvent.object_uuid == amina.uuid).order_by(AuditEvent.id)
    ).all()
    assert [event.action for event in events] == ["enrolment.completed", "enrolment.reopened"]
    assert events[-1].details["was"] == "completed"


def test_after_taking_back_it_can_be_completed_again(anna, run, people, db_session) -> None:
    amina = people[0]
    for hours in ("8", "4"):
        anna.post(f"/enrolments/{amina.uuid}/reopen")
        anna.post(f"/course-runs/{run.uuid}/complete", data=the_form(amina, hours=hours))

    assert [record.hours for record in records(db_session)] == [4.0]


def test_an_unknown_enrolment_is_not_found(anna) -> None:
    for action in ("remove", "stop", "reopen"):
        assert anna.post(f"/enrolments/{uuid.uuid4()}/{action}").status_code == 404
