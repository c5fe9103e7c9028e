"""Days as people write them."""

from datetime import date

import pytest

from academy.dates import months_later, read_day

DAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-05-03", "2026-5-3", "3-5-2026", "03-05-2026", "3/5/2026", "3.5.2026", "3 5 2026",
        "3-5-26", " 3 - 5 - 2026 ", "3 mei 2026", "3 Mei 2026", "3 may 2026", "٣-٥-٢٠٢٦",
        "３-５-２０２６",
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(typed: str) -> None:
    assert read_day(typed) == DAY


@pytest.mark.parametrize(
    ("typed", "month"),
    [("3 mrt. 2026", 3), ("3 maart 2026", 3), ("3 jan 2026", 1), ("3 December 2026", 12)],
)
def test_a_month_has_a_name_in_dutch_and_in_english(typed: str, month: int) -> None:
    assert read_day(typed) == date(2026, month, 3)


@pytest.mark.parametrize(
    "typed",
    ["", "31-2-2026", "2026", "5-2026", "3-13-2026", "0-5-2026", "3 bloei 2026", "3-5-226", "x"],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 23), -24, date(2024, 11, 23)),
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2026, 1, 31), -12, date(2025, 1, 31)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, later: date
) -> None:
    assert months_later(day, months) == later
