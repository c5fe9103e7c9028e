"""What may be told about badges outside the organisations. Pure: counts come in, lines go out.

Only quarters that are over are told, so that nobody can look every day and see who it was. A line
is told about ten people or more, and every number is rounded to fives (domain.md, section 1:
minimum cell size; roadmap: fixed quarterly tables with rounding for outside readers).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SMALLEST_GROUP = 10
STEP = 5


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def before(self) -> "Quarter":
        return quarter_of(self.first_day - timedelta(days=1))

    @property
    def after(self) -> "Quarter":
        return quarter_of(self.first_day + timedelta(days=100))


@dataclass(frozen=True, slots=True)
class Count:
    """Exact numbers about one group, for the eyes of this module only."""

    label: str
    badges: int
    people: int


@dataclass(frozen=True, slots=True)
class Line:
    """Rounded numbers, or None when they are about too few people."""

    label: str
    badges: int | None
    people: int | None


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def quarters_over(first: date, today: date) -> Iterator[Quarter]:
    """The quarters that are over, newest first, back to the one of `first`."""
    quarter = quarter_of(today).before
    while quarter >= quarter_of(first):
        yield quarter
        quarter = quarter.before


def lines(counts: Sequence[Count]) -> list[Line]:
    """What may be told of each group, in the order given."""
    return [_line(count) for count in counts]


def _line(count: Count) -> Line:
    if count.people < SMALLEST_GROUP:
        return Line(count.label, None, None)
    return Line(count.label, _rounded(count.badges), _rounded(count.people))


def _rounded(number: int) -> int:
    return STEP * round(number / STEP)
