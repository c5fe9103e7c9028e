"""Small rules about hours and seats."""

import pytest

from academy.learning.forms import written_hours
from academy.learning.models import CourseRun
from academy.learning.rules import free_seats


@pytest.mark.parametrize(
    ("seats", "enrolled", "free"), [(None, 9, None), (8, 3, 5), (8, 8, 0), (8, 9, 0)]
)
def test_seats_are_left_or_not_limited(seats: int | None, enrolled: int, free: int | None) -> None:
    assert free_seats(CourseRun(seats=seats), enrolled) == free


@pytest.mark.parametrize(("hours", "typed"), [(8.0, "8"), (7.5, "7,5"), (0.25, "0,25")])
def test_hours_are_written_as_people_type_them(hours: float, typed: str) -> None:
    assert written_hours(hours) == typed
