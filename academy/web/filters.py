"""Dates and times as people read them, in Europe/Amsterdam."""

from datetime import date, datetime
from functools import lru_cache

from flask import Flask
from flask_babel import format_date, to_user_timezone

from academy.web.locale import language


def register_filters(app: Flask) -> None:
    app.jinja_env.filters["day"] = day
    app.jinja_env.filters["moment"] = moment
    app.jinja_env.filters["iso_day"] = iso_day


def day(value: date | None) -> str:
    """Like `3 mei 2026`; an empty text for None."""
    return "" if value is None else _day(value, language())


@lru_cache(maxsize=4096)
def _day(value: date, _language: str) -> str:
    """A page may show hundreds of days, and mostly the same ones."""
    return str(format_date(value, "d MMMM y"))


def moment(value: datetime | None) -> str:
    """Like `3 mei 2026, 14:05`."""
    if value is None:
        return ""
    local = to_user_timezone(value)
    return f"{day(local.date())}, {local:%H:%M}"


def iso_day(value: str) -> str:
    """A moment as text of ISO 8601, like in a badge, as a day; what is no moment stays as it is."""
    try:
        return day(datetime.fromisoformat(value))
    except ValueError:
        return value
