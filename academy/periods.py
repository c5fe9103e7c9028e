"""From a day until a day: what a row that begins and ends promises, in Python and in SQL alike.

Days are days in the Netherlands and both count: who works until Friday works on Friday. Whoever
asks whether something holds asks here, so that no page is a day off.
"""

from datetime import date, timedelta
from typing import cast

from sqlalchemy import ColumnElement, Date, and_, bindparam, false, func, or_, true
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import Mapped


def asked_day(name: str) -> date:
    """Stands for a day in a statement that is made once and asked with another day each time."""
    return cast(date, bindparam(name, type_=Date()))


def is_backwards(first_day: date, last_day: date | None) -> bool:
    """Whether somebody typed a last day before the first one."""
    return last_day is not None and last_day < first_day


class Ending:
    """A row that was there from the start and may have a last day: an organisation, a team."""

    ends_on: Mapped[date | None]
    """The last day on which it holds; None: nobody has named one."""

    @hybrid_property
    def has_end(self) -> bool:
        """Whether somebody named a last day, past or still to come."""
        return self.ends_on is not None

    @has_end.inplace.expression
    @classmethod
    def _has_end_in_sql(cls) -> ColumnElement[bool]:
        return cls.ends_on.is_not(None)

    @hybrid_method
    def goes_on_from(self, day: date) -> bool:
        """Whether it holds on `day` or on a day after it."""
        return self.ends_on is None or day <= self.ends_on

    @goes_on_from.expression
    @classmethod
    def _goes_on_from_in_sql(cls, day: date) -> ColumnElement[bool]:
        return or_(cls.ends_on.is_(None), cls.ends_on >= day)

    @classmethod
    def ways_to_go_on_from(cls, day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        """`goes_on_from` in two conditions, for two statements: SQLite finds rows by an index for
        each of them, and reads everything for one or the other."""
        return cls.ends_on.is_(None), cls.ends_on >= day

    @hybrid_method
    def goes_on_after(self, day: date) -> bool:
        """Whether it holds on a day after `day`."""
        return self.ends_on is None or day < self.ends_on

    @goes_on_after.expression
    @classmethod
    def _goes_on_after_in_sql(cls, day: date) -> ColumnElement[bool]:
        return or_(cls.ends_on.is_(None), cls.ends_on > day)

    @hybrid_method
    def ended_by(self, day: date) -> bool:
        """Whether `day` is its last day or a later one."""
        return self.ends_on is not None and self.ends_on <= day

    @ended_by.expression
    @classmethod
    def _ended_by_in_sql(cls, day: date) -> ColumnElement[bool]:
        # alone, so that an index finds it: what has no end compares as nothing
        return cls.ends_on <= day

    def ended_within(self, span: timedelta, *, today: date) -> bool:
        """Whether it ended so short ago, or goes on, that its end can still be undone."""
        return self.ends_on is None or today <= self.ends_on + span


class Period(Ending):
    """A row with a first day, and perhaps a last one: a membership, an authority, a run.

    One that was called off before it began keeps its first day and has a last day before it: it
    holds on no day at all, so no rule about a day counts it.
    """

    starts_on: Mapped[date]

    @hybrid_property
    def never_held(self) -> bool:
        """Whether it was ended before its first day."""
        return self.ends_on is not None and self.ends_on < self.starts_on

    @never_held.inplace.expression
    @classmethod
    def _never_held_in_sql(cls) -> ColumnElement[bool]:
        # COALESCE: without an end the comparison is NULL, and so is its opposite
        return func.coalesce(cls.ends_on < cls.starts_on, false())

    @hybrid_method
    def has_begun_on(self, day: date) -> bool:
        """Whether `day` is its first day or a later one."""
        return self.starts_on <= day

    @hybrid_method
    def holds_on(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.has_begun_on(day) and self.goes_on_from(day)

    @holds_on.expression
    @classmethod
    def _holds_on_in_sql(cls, day: date) -> ColumnElement[bool]:
        return and_(cls.has_begun_on(day), cls.goes_on_from(day))

    @hybrid_method
    def holds_between(self, first_day: date, last_day: date | None) -> bool:
        """Whether one of these days is one of its days; without `last_day` there is no last one."""
        begun = last_day is None or self.has_begun_on(last_day)
        return begun and self.goes_on_from(first_day) and not self.never_held

    @holds_between.expression
    @classmethod
    def _holds_between_in_sql(cls, first_day: date, last_day: date | None) -> ColumnElement[bool]:
        begun = true() if last_day is None else cls.has_begun_on(last_day)
        return and_(begun, cls.goes_on_from(first_day), ~cls.never_held)
