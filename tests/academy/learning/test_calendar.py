"""A run in one's own calendar."""

from datetime import date, time

import pytest
from icalendar import Calendar, Event

from academy.database import db, transaction
from academy.dates import local_day
from academy.learning import service
from tests.academy.learning.conftest import a_course, a_plan, a_run, enrolled
from tests.cast import AMINA, ANNA, BRAM, GORAN, JAN, Cast
from tests.clock import START

WITH_TIMES = {
    "lesson_days": (date(2026, 11, 16), date(2026, 11, 20)),
    "begins_at": time(9, 30),
    "is_over_at": time(12),
}


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_each_lesson_is_an_event_in_dutch_time(anna, cast: Cast, course) -> None:
    run = a_run(cast, course, **WITH_TIMES)

    answer = anna.get(f"/course-runs/{run.uuid}/calendar.ics")

    assert answer.mimetype == "text/calendar"
    lines = unfolded(answer.text)
    assert [line for line in lines if line.startswith(("DTSTART", "DTEND"))] == [
        "DTSTART:20261116T083000Z",
        "DTEND:20261116T110000Z",
        "DTSTART:20261120T083000Z",
        "DTEND:20261120T110000Z",
    ]
    assert "LOCATION:Utrecht\\, lokaal 2" in lines
    assert len({line for line in lines if line.startswith("UID:")}) == 2


def test_without_lessons_it_is_one_event_of_whole_days(anna, run) -> None:
    lines = unfolded(anna.get(f"/course-runs/{run.uuid}/calendar.ics").text)

    assert "DTSTART;VALUE=DATE:20261116" in lines
    assert "DTEND;VALUE=DATE:20261124" in lines


def test_a_cancelled_run_says_so(anna, run) -> None:
    anna.post(f"/course-runs/{run.uuid}/cancel")

    (event,) = events(anna, run)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def events(anna, run) -> list[Event]:
    text = anna.get(f"/course-runs/{run.uuid}/calendar.ics").text
    return Calendar.from_ical(text).walk("VEVENT")


def told(anna, run) -> dict[date, tuple[str, str, int]]:
    return {
        local_day(event.decoded("DTSTART")): (
            str(event["UID"]), str(event["STATUS"]), event["SEQUENCE"],
        )
        for event in events(anna, run)
    }  # fmt: skip


def change(run, cast: Cast, **changes: object) -> None:
    db.session.commit()
    with transaction(run):
        service.change_run(
            run, a_plan(cast, **WITH_TIMES | changes), seen=service.as_planned(run),
            by=ANNA.actor, now=START,
        )  # fmt: skip


def test_a_day_that_is_taken_out_is_cancelled_in_calendars_that_have_it(
    anna, cast: Cast, course
) -> None:
    first, second, third = date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 21)
    run = a_run(cast, course, **WITH_TIMES)
    before = told(anna, run)
    assert set(before) == {first, second}

    change(run, cast, lesson_days=(first, third))
    after = told(anna, run)

    assert (after[first], after[second]) == (
        (before[first][0], "CONFIRMED", 1), (before[second][0], "CANCELLED", 1),
    )  # fmt: skip
    assert after[third][1:] == ("CONFIRMED", 1)

    change(run, cast, lesson_days=(first, second))
    again = told(anna, run)

    assert again[second] == (before[second][0], "CONFIRMED", 2)
    assert again[third] == (after[third][0], "CANCELLED", 2)


def test_a_run_that_gets_lesson_days_is_no_event_of_weeks_any_more(anna, cast: Cast, run) -> None:
    (whole,) = events(anna, run)

    change(run, cast)

    said = {str(event["UID"]): str(event["STATUS"]) for event in events(anna, run)}
    assert said.pop(str(whole["UID"])) == "CANCELLED"
    assert list(said.values()) == ["CONFIRMED", "CONFIRMED"]


def test_another_place_is_newer_and_cancels_nothing(anna, cast: Cast, course) -> None:
    run = a_run(cast, course, **WITH_TIMES)

    change(run, cast, place="Amersfoort")

    assert {each[1:] for each in told(anna, run).values()} == {("CONFIRMED", 1)}


@pytest.mark.parametrize("title", ["Één " * 19, "A; B, C \\ D", "Kaart " + "كيف " * 18])
def test_long_and_strange_titles_keep_to_the_format(anna, cast: Cast, title: str) -> None:
    run = a_run(cast, a_course(title))

    text = anna.get(f"/course-runs/{run.uuid}/calendar.ics").text

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    [summary] = [line for line in unfolded(text) if line.startswith("SUMMARY:")]
    plain = summary.removeprefix("SUMMARY:").replace("\\\\", "\\")
    assert plain.replace("\\;", ";").replace("\\,", ",") == title


def test_a_leader_and_who_takes_part_get_it_and_nobody_else(client, run) -> None:
    amina, _goran = enrolled(run, AMINA, GORAN)
    own = f"/learning/{amina.uuid}/calendar.ics"

    assert client.as_(JAN).get(f"/course-offers/{run.uuid}/calendar.ics").status_code == 200
    assert client.as_(AMINA).get(own).status_code == 200
    assert client.as_(GORAN).get(own).status_code == 404
    assert client.as_(BRAM).get(f"/course-runs/{run.uuid}/calendar.ics").status_code == 404
