"""The terms that figures are told of: quarters, and the year that adds what those left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_OF_QUARTER = 3
SETTLING = timedelta(days=7)
"""A mistake is mostly seen in the first week; afterwards a term is never told again."""


@dataclass(frozen=True, slots=True)
class Term:
    """A quarter, or a whole year (without a `number`)."""

    year: int
    number: int | None = None

    def __str__(self) -> str:
        return str(self.year) if self.number is None else f"{self.year}-{self.number}"

    @property
    def is_year(self) -> bool:
        return self.number is None

    @property
    def first_day(self) -> date:
        return date(self.year, MONTHS_OF_QUARTER * ((self.number or 1) - 1) + 1, 1)

    @property
    def after(self) -> date:
        """The first day that is not in it."""
        if self.number in {None, 4}:
            return date(self.year + 1, 1, 1)
        return Term(self.year, (self.number or 0) + 1).first_day

    @property
    def parts(self) -> tuple["Term", ...]:
        """What its figures are made of: a year has those of its quarters and its own."""
        quarters = tuple(Term(self.year, number) for number in (1, 2, 3, 4))
        return (*quarters, self) if self.is_year else (self,)

    def can_be_told_on(self, day: date) -> bool:
        return day >= self.after + SETTLING


def last_quarters(day: date, number: int) -> list[Term]:
    """The oldest first; the last one is that of the day, and goes on."""
    terms = [quarter_of(day)]
    while len(terms) < number:
        terms.insert(0, quarter_of(terms[0].first_day - timedelta(days=1)))
    return terms


def quarter_of(day: date) -> Term:
    return Term(day.year, (day.month - 1) // MONTHS_OF_QUARTER + 1)


def terms_to_tell(first: date, today: date) -> Iterator[Term]:
    """In the order in which they are told: a year after its quarters."""
    for year in range(first.year, today.year + 1):
        for term in Term(year).parts:
            if term.after > first and term.can_be_told_on(today):
                yield term
