"""Small rules about hours and seats."""

from datetime import date, time

import pytest

from academy.learning.forms import written_hours
from academy.learning.models import CourseRun, CourseVersion
from academy.learning.rules import free_seats, hours_of_a_day


@pytest.mark.parametrize(
    ("seats", "enrolled", "free"), [(None, 9, None), (8, 3, 5), (8, 8, 0), (8, 9, 0)]
)
def test_seats_are_left_or_not_limited(seats: int | None, enrolled: int, free: int | None) -> None:
    assert free_seats(CourseRun(seats=seats), enrolled) == free


@pytest.mark.parametrize(("hours", "typed"), [(8.0, "8"), (7.5, "7,5"), (0.25, "0,25")])
def test_hours_are_written_as_people_type_them(hours: float, typed: str) -> None:
    assert written_hours(hours) == typed


@pytest.mark.parametrize(
    ("from_to", "days", "hours"),
    [((time(9, 30), time(12)), 2, 2.5), (None, 2, 10.0), ((time(9, 30), None), 2, 10.0)],
)
def test_a_lesson_takes_what_the_clock_says_before_what_the_course_says(
    from_to: tuple[time, time | None] | None, days: int, hours: float
) -> None:
    begins, ends = from_to or (None, None)
    run = CourseRun(
        course_version=CourseVersion(hours=20.0), begins_at=begins, is_over_at=ends,
        lesson_days=[f"2026-12-0{day}" for day in range(1, days + 1)],
        starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2),
    )  # fmt: skip
    assert hours_of_a_day(run) == hours
