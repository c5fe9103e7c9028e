"""Small rules about numbers, codes and seats."""

import pytest

from academy.learning.forms import written_hours
from academy.learning.models import CourseRun
from academy.learning.rules import code_from_title, free_seats, next_number


@pytest.mark.parametrize(("number", "after"), [("1.0", "1.1"), ("1.9", "1.10"), ("2.10", "2.11")])
def test_a_version_counts_up(number: str, after: str) -> None:
    assert next_number(number) == after


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Starten in de kringloop", "starten-in-de-kringloop"),
        ("Textiel: van zak tot rek!", "textiel-van-zak-tot-rek"),
        ("Één café", "een-cafe"),
        ("مرحبا", ""),
        ("a" * 70, "a" * 60),
    ],
)
def test_a_title_gives_a_code(title: str, code: str) -> None:
    assert code_from_title(title) == code


@pytest.mark.parametrize(
    ("seats", "enrolled", "free"), [(None, 9, None), (8, 3, 5), (8, 8, 0), (8, 9, 0)]
)
def test_seats_are_left_or_not_limited(seats: int | None, enrolled: int, free: int | None) -> None:
    assert free_seats(CourseRun(seats=seats), enrolled) == free


@pytest.mark.parametrize(("hours", "typed"), [(8.0, "8"), (7.5, "7,5"), (0.25, "0,25")])
def test_hours_are_written_as_people_type_them(hours: float, typed: str) -> None:
    assert written_hours(hours) == typed
