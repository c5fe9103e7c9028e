"""A run in one's own calendar."""

from datetime import date, time

import pytest

from tests.academy.learning.conftest import a_course, a_run, enrolled
from tests.cast import AMINA, BRAM, GORAN, JAN, Cast

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

    assert "STATUS:CANCELLED" in anna.get(f"/course-runs/{run.uuid}/calendar.ics").text


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
