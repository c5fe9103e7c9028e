"""Runs: plan, change, cancel, and lists of what is coming and what was."""

import uuid
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.learning.models import Course, CourseRun
from tests.academy.learning.conftest import TODAY, a_course, a_run, enrolled
from tests.academy.learning.test_courses import NOT_OF_THE_ACADEMY
from tests.cast import AMINA, BRAM, GORAN, JAN, Cast
from tests.statements import count_statements


def a_form(cast: Cast, **changes: str) -> dict[str, str]:
    return {
        "provider": str(cast.academy.uuid),
        "place": "Online",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-02",
        "seats": "",
    } | changes


def titles(page) -> list[str]:
    return [cell.get_text(strip=True) for cell in page.select("main tbody th")]


def test_a_planned_run_is_shown_with_an_empty_list(anna, cast: Cast, course, db_session) -> None:
    answer = anna.submit(
        f"/courses/{course.uuid}/runs/new",
        place="Utrecht",
        starts_on="2026-12-01",
        ends_on="2026-12-03",
        seats="12",
        provider=str(cast.schakel.uuid),
    )

    run = db_session.scalars(select(CourseRun)).one()
    assert (run.place, run.starts_on, run.ends_on, run.seats) == (
        "Utrecht", date(2026, 12, 1), date(2026, 12, 3), 12,
    )  # fmt: skip
    assert run.provider.name == "De Schakel"
    page = anna.page(answer.location)
    assert "1 december 2026 tot en met 3 december 2026" in page.get_text()
    assert "Er staat nog niemand op de lijst" in page.get_text()
    actions = db_session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions[-1] == "course-run.planned"


def test_a_run_that_was_sent_twice_is_one(anna, cast: Cast, course, db_session) -> None:
    address = f"/courses/{course.uuid}/runs/new"
    key = anna.page(address).select_one("input[name=key]")["value"]

    sent = [anna.post(address, data=a_form(cast, key=key)).location for _ in range(2)]

    assert sent == [f"/course-runs/{key}"] * 2
    assert len(db_session.scalars(select(CourseRun)).all()) == 1


def test_the_key_of_a_run_of_another_course_takes_nothing(anna, cast, course, db_session) -> None:
    other = a_run(cast, a_course("Een andere"))
    db_session.commit()

    answer = anna.post(f"/courses/{course.uuid}/runs/new", data=a_form(cast, key=str(other.uuid)))

    assert answer.status_code == 303
    assert str(other.uuid) not in answer.location


def test_days_times_trainers_and_money_are_kept_and_shown(anna, cast, course, db_session) -> None:
    form = a_form(
        cast, trainers="Leermeester fietsen", lesson_days="2-12-2026\n1 dec 2026\n2026-12-02",
        begins_at="9.30", is_over_at="12:00", enrol_until="30-11-2026", cost="€ 1.250,50",
        funding="gemeente",
    )  # fmt: skip

    answer = anna.post(f"/courses/{course.uuid}/runs/new", data=form)

    run = db_session.scalars(select(CourseRun)).one()
    assert run.lesson_days == ["2026-12-01", "2026-12-02"]
    assert (run.begins_at, run.is_over_at) == (time(9, 30), time(12))
    assert (run.cost_cents, run.funding) == (125050, "gemeente")
    text = " ".join(anna.page(answer.location).main.get_text(" ").split())
    for said in ("2 december 2026", "09:30 tot 12:00 uur", "1.250,50", "Gemeente", "Leermeester"):
        assert said in text
    edit = anna.page(f"/course-runs/{run.uuid}/edit")
    assert edit.select_one("#lesson_days").get_text().split() == ["1-12-2026", "2-12-2026"]
    assert edit.select_one("#cost")["value"] == "1250,50"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"place": ""}, "Vul een plaats in."),
        ({"place": "x" * 81}, "Er passen 80 tekens"),
        ({"starts_on": ""}, "Vul de eerste dag in."),
        ({"starts_on": "morgen"}, "Vul een datum in"),
        ({"ends_on": "2026-02-31"}, "Vul een datum in"),
        ({"ends_on": "2026-11-30"}, "niet vóór de eerste dag"),
        ({"starts_on": "0001-01-01"}, "Deze dag is te ver weg."),
        ({"starts_on": "2199-01-01", "ends_on": "2199-01-01"}, "Deze dag is te ver weg."),
        ({"ends_on": "2031-01-01"}, "Een cursus duurt hoogstens 2 jaar."),
        ({"seats": "0"}, "Vul een getal in van 1 tot en met 500."),
        ({"seats": "veel"}, "Vul een getal in, met cijfers."),
        ({"seats": "9" * 40}, "Vul een getal in van 1 tot en met 500."),
        ({"seats": "9" * 400}, "Vul een getal in, met cijfers."),
        ({"provider": str(uuid.uuid4())}, "Kies een van de mogelijkheden."),
        ({"provider": ""}, "Kies"),
        ({"trainers": "x" * 201}, "Er passen 200 tekens"),
        ({"lesson_days": "1-12-2026\nvolgende week"}, "Dit is geen datum: volgende week"),
        ({"lesson_days": "3-12-2026"}, "3 december 2026 valt buiten de eerste en de laatste dag"),
        ({"begins_at": "25:00"}, "Vul een tijd in, zoals 9:30."),
        ({"begins_at": "9:30", "is_over_at": "9:30"}, "Kies een tijd die ná het begin ligt."),
        ({"is_over_at": "9:30"}, "Vul ook in hoe laat het begint."),
        ({"enrol_until": "2026-12-03"}, "Kies een dag die niet ná de laatste dag ligt."),
        ({"cost": "gratis"}, "Vul een bedrag in, zoals 1250 of 80,50."),
        ({"cost": "99999999"}, "Vul een bedrag in, zoals 1250 of 80,50."),
        ({"funding": "oom"}, "Kies een van de mogelijkheden."),
    ],
)
def test_a_mistake_in_a_plan_is_said_and_the_rest_is_kept(
    anna, cast: Cast, course, db_session, changes, message
) -> None:
    form = a_form(cast, **changes)

    answer = anna.post(f"/courses/{course.uuid}/runs/new", data=form)

    assert answer.status_code == 422
    assert message in answer.page.select_one("main [role=alert]").get_text()
    if "place" not in changes:
        assert answer.page.select_one("#place")["value"] == "Online"
    assert db_session.scalars(select(CourseRun)).all() == []


def test_of_two_wrong_times_the_page_says_which_is_which(anna, cast: Cast, course) -> None:
    form = a_form(cast, begins_at="25:00", is_over_at="vijf uur")

    answer = anna.post(f"/courses/{course.uuid}/runs/new", data=form)

    said = answer.page.select_one("main [role=alert]").get_text("|", strip=True)
    assert "Begint om – Vul een tijd in" in said
    assert "Klaar om – Vul een tijd in" in said


def test_who_pays_may_be_known_later(anna, cast: Cast, course, db_session) -> None:
    answer = anna.post(f"/courses/{course.uuid}/runs/new", data=a_form(cast, cost="80,50"))

    assert answer.status_code == 303
    planned = db_session.scalars(select(CourseRun)).one()
    assert (planned.cost_cents, planned.funding) == (8050, "")


def test_a_course_that_stopped_is_not_planned(anna, cast: Cast, course, db_session) -> None:
    anna.post(f"/courses/{course.uuid}/retire")

    answer = anna.post(f"/courses/{course.uuid}/runs/new", data=a_form(cast))

    assert answer.status_code == 409
    assert db_session.scalars(select(CourseRun)).all() == []


@pytest.fixture
def calendar(cast: Cast, course: Course) -> None:
    """One run that is over, one that ends today, one that begins tomorrow."""
    days = {"Geweest": (-9, -1), "Bezig": (-1, 0), "Komt nog": (1, 1)}
    for title, (first, last) in days.items():
        starts_on, ends_on = TODAY + timedelta(first), TODAY + timedelta(last)
        a_run(cast, a_course(title), starts_on=starts_on, ends_on=ends_on)


def test_a_run_is_past_the_day_after_its_last_day(anna, calendar) -> None:
    ahead, past = anna.page("/course-runs"), anna.page("/course-runs/past")

    assert titles(ahead) == ["Bezig", "Komt nog"]
    assert titles(past) == ["Geweest"]
    assert "Nu bezig" in ahead.get_text()
    assert "1 cursus" in anna.page("/courses?q=komt").get_text()


def test_empty_lists_say_so(anna) -> None:
    assert "Er is niets gepland" in anna.page("/course-runs").get_text()
    assert "Er is nog geen cursus geweest" in anna.page("/course-runs/past").get_text()


def test_the_list_takes_as_many_statements_for_one_as_for_ten(anna, cast: Cast, course) -> None:
    enrolled(a_run(cast, course), AMINA)
    with count_statements() as few:
        anna.get("/course-runs")
    for _number in range(9):
        enrolled(a_run(cast, course), AMINA, GORAN)

    with count_statements() as many:
        anna.get("/course-runs")

    assert len(many) == len(few), many


def test_a_run_takes_as_many_statements_for_one_as_for_four(anna, run) -> None:
    enrolled(run, AMINA)
    address = f"/course-runs/{run.uuid}"
    anna.get(address)  # the first look is a line in the log
    with count_statements() as few:
        anna.get(address)
    enrolled(run, GORAN, BRAM, JAN)

    with count_statements() as many:
        anna.get(address)

    assert len(many) == len(few), many


def test_a_run_moves_to_another_day_and_place(anna, run: CourseRun, db_session) -> None:
    answer = anna.submit(f"/course-runs/{run.uuid}/edit", place="Arnhem", ends_on="2026-11-30")

    assert answer.status_code == 303
    assert (run.place, run.ends_on) == ("Arnhem", date(2026, 11, 30))
    event = db_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.action, event.details) == (
        "course-run.changed", {"fields": ["place", "ends_on"]},
    )  # fmt: skip


def test_seats_do_not_go_below_who_is_enrolled(anna, run: CourseRun) -> None:
    enrolled(run, AMINA, GORAN)

    answer = anna.submit(f"/course-runs/{run.uuid}/edit", seats="1")

    assert answer.status_code == 422
    assert "Er zijn al 2 mensen aangemeld." in answer.page.get_text()
    assert run.seats is None


def test_a_bad_change_of_a_run_changes_nothing(anna, run: CourseRun) -> None:
    answer = anna.submit(f"/course-runs/{run.uuid}/edit", place="")

    assert answer.status_code == 422
    assert run.place == "Utrecht, lokaal 2"


def test_after_somebody_completed_it_only_seats_change(anna, run: CourseRun) -> None:
    enrolled(run, AMINA)
    anna.submit(f"/course-runs/{run.uuid}/complete?everyone")

    assert anna.submit(f"/course-runs/{run.uuid}/edit", place="Arnhem").status_code == 409
    assert anna.submit(f"/course-runs/{run.uuid}/edit", seats="20").status_code == 303
    assert anna.submit(f"/course-runs/{run.uuid}/edit", trainers="Kim").status_code == 303
    assert (run.place, run.seats) == ("Utrecht, lokaal 2", 20)


def test_a_cancelled_run_says_so_and_stays_as_it_is(anna, run: CourseRun, db_session) -> None:
    anna.post(f"/course-runs/{run.uuid}/cancel")
    anna.post(f"/course-runs/{run.uuid}/cancel")

    assert "Deze cursus gaat niet door." in anna.page(f"/course-runs/{run.uuid}").get_text()
    for end in ("edit", "complete"):
        assert anna.get(f"/course-runs/{run.uuid}/{end}").status_code == 409
    actions = db_session.scalars(select(AuditEvent.action)).all()
    assert actions.count("course-run.cancelled") == 1


def test_a_run_that_somebody_completed_is_not_cancelled(anna, run: CourseRun) -> None:
    enrolled(run, AMINA)
    anna.submit(f"/course-runs/{run.uuid}/complete?everyone")

    assert anna.post(f"/course-runs/{run.uuid}/cancel").status_code == 409
    assert run.cancelled_at is None


@pytest.mark.parametrize("member", NOT_OF_THE_ACADEMY)
def test_for_others_a_run_answers_like_one_that_does_not_exist(client, run, member) -> None:
    client.as_(member)

    for end in ("", "/edit", "/complete"):
        assert client.get(f"/course-runs/{run.uuid}{end}").status_code == 404


def test_nobody_else_changes_a_run(client, cast: Cast, run: CourseRun) -> None:
    client.as_(JAN)

    for end in ("edit", "cancel", "complete"):
        answer = client.post(f"/course-runs/{run.uuid}/{end}", data=a_form(cast))
        assert answer.status_code == 404
    assert (run.cancelled_at, run.place, run.enrolments) == (None, "Utrecht, lokaal 2", [])


def test_of_two_who_change_a_plan_at_once_the_second_sees_both(anna, run: CourseRun) -> None:
    page = f"/course-runs/{run.uuid}/edit"
    seen = anna.page(page).select_one("input[name=seen]")["value"]
    anna.submit(page, place="Zwolle")

    answer = anna.submit(page, seen=seen, place="Utrecht, lokaal 2", trainers="Kim")

    assert answer.status_code == 409
    assert run.place == "Zwolle"
    assert "Zwolle" in answer.page.select_one("#place-error").get_text()
    assert "niets" in answer.page.select_one("#trainers-error").get_text()
    assert answer.page.select_one("#place")["value"] == "Utrecht, lokaal 2"
    again = answer.page.select_one("input[name=seen]")["value"]
    assert anna.submit(page, seen=again, place="Deventer", trainers="Kim").status_code == 303
    assert (run.place, run.trainers) == ("Deventer", "Kim")


@pytest.mark.parametrize("value", ["", "x", "0" * 16])
def test_what_never_stood_on_a_screen_changes_no_plan(anna, run: CourseRun, value: str) -> None:
    page = f"/course-runs/{run.uuid}/edit"

    assert anna.submit(page, seen=value, place="Zwolle").status_code == 409
    assert run.place == "Utrecht, lokaal 2"
