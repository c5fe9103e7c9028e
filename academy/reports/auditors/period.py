"""Moments of a period of whole days, as our clocks tell them."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from academy.dates import start_of_day


def within(
    column: InstrumentedAttribute[datetime], first: date, last: date
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= start_of_day(first), column < start_of_day(last + timedelta(days=1))
