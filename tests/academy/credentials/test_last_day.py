"""A badge is valid to the end of its last day in Amsterdam, and every page says so alike."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.credentials import papers
from academy.credentials.models import Credential, PaperCopy
from academy.credentials.rules import has_expired, runs_out, valid_until
from academy.database import db
from academy.dates import end_of_day, local_day
from academy.demo.samples import SampleName, has_sample
from academy.dependencies import dependencies
from tests.academy.shown import EMERGENCY, Shown, palette, shown
from tests.cast import AMINA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START, TestClock

__all__ = ["palette", "shown"]

JSON = {"Accept": "application/json"}
DAY = timedelta(days=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "months", "last_day"),
    [
        pytest.param("2026-11-23T12:00", 12, "2027-11-23", id="the same day"),
        pytest.param("2026-08-31T12:00", 6, "2027-02-28", id="a shorter month"),
        pytest.param("2027-08-31T12:00", 6, "2028-02-29", id="February of a leap year"),
        pytest.param("2024-02-29T12:00", 12, "2025-02-28", id="from a leap day"),
        pytest.param("2024-02-29T12:00", 48, "2028-02-29", id="from a leap day to the next"),
        pytest.param("2026-12-01T12:00", 1, "2027-01-01", id="over the turn of the year"),
        pytest.param("2026-01-31T23:30", 1, "2026-03-01", id="already the first in Amsterdam"),
        pytest.param("2026-01-31T22:30", 1, "2026-02-28", id="still the last in Amsterdam"),
        pytest.param("2026-06-30T22:30", 1, "2026-08-01", id="already the first, in summer"),
        pytest.param("2026-12-31T23:30", 12, "2028-01-01", id="already the next year"),
    ],
)
def test_months_are_counted_from_the_day_in_amsterdam(
    given: str, months: int, last_day: str
) -> None:
    end = valid_until(utc(given), months)

    assert end == end_of_day(date.fromisoformat(last_day))


@pytest.mark.parametrize(
    ("day", "end"),
    [
        pytest.param("2027-02-01", "2027-02-01T22:59:59", id="winter"),
        pytest.param("2027-07-01", "2027-07-01T21:59:59", id="summer"),
        pytest.param("2027-03-28", "2027-03-28T21:59:59", id="summer time begins"),
        pytest.param("2027-10-31", "2027-10-31T22:59:59", id="summer time ends"),
    ],
)
def test_a_day_ends_at_midnight_in_amsterdam(day: str, end: str) -> None:
    assert end_of_day(date.fromisoformat(day)) == utc(end)


def test_the_last_day_counts_and_a_badge_for_ever_has_none() -> None:
    end = utc("2027-02-01T09:00")

    assert not has_expired(end, date(2027, 2, 1))
    assert has_expired(end, date(2027, 2, 2))
    assert not has_expired(None, date(2999, 1, 1))


@pytest.mark.parametrize(("days_left", "due"), [(None, False), (91, False), (90, True), (-1, True)])
def test_a_badge_runs_out_in_its_last_three_months(days_left: int | None, due: bool) -> None:
    end = None if days_left is None else START + days_left * DAY

    assert runs_out(end, local_day(START)) is due


EDGES = [
    pytest.param("2026-01-31T23:30", "2027-02-01T22:59", True, id="winter, the last minute"),
    pytest.param("2026-01-31T23:30", "2027-02-01T23:01", False, id="winter, a minute too late"),
    pytest.param("2026-06-30T22:30", "2027-07-01T21:59", True, id="summer, the last minute"),
    pytest.param("2026-06-30T22:30", "2027-07-01T22:01", False, id="summer, a minute too late"),
    pytest.param("2026-06-30T22:30", "2027-07-01T21:59:59.9", True, id="the last second"),
]


Given = Callable[[str, str], Credential]


@pytest.fixture
def emergency(palette: Cast, shown: Shown, clock: TestClock) -> Given:
    """What to do in an emergency, valid for a year: given then, looked at now."""

    def give(given: str, now: str) -> Credential:
        badge = shown(AMINA, EMERGENCY, days_ago=(START - utc(given)) / DAY)
        assert badge is not None
        clock.now = utc(now)
        return badge

    return give


@pytest.mark.parametrize(("given", "now", "valid"), EDGES)
def test_every_page_says_the_same_at_the_edges_of_the_last_day(
    client: AcademyClient,
    palette: Cast,
    emergency: Given,
    given: str,
    now: str,
    valid: bool,
) -> None:
    badge = emergency(given, now)
    day = "1 februari 2027" if "-02-01" in now else "1 juli 2027"
    copy = db.session.scalars(select(PaperCopy)).one()
    code = papers.code_of(copy, dependencies().settings.secret_key)
    document, address = badge.document.decode(), f"/credentials/{badge.uuid}"

    report = client.post("/verify", data={"text": document}, headers=JSON, csrf=False).json
    public, paper = client.page(address), client.page(f"/c/{code}")
    wallet = client.as_(AMINA).page("/wallet").select_one(".own-badge").get_text(" ")
    own = client.page(f"/wallet/{badge.uuid}").main.get_text(" ")
    team = client.as_(JAN).page(f"/teams/{palette.sorteren.uuid}/matrix").select_one(".matrix")
    can = client.page(f"/teams/{palette.sorteren.uuid}/attention")

    assert report["verdict"] == ("valid" if valid else "expired")
    assert bool(public.select_one(".verdict--good")) is valid
    assert bool(paper.select_one(".verdict--good")) is valid
    assert ("Verlopen" in wallet) is not valid
    assert (f"Deze badge is verlopen op {day}" in own) is not valid
    assert ("verlopen op" in team.get_text(" ")) is not valid
    assert bool(can.find(id="expired")) is not valid
    for page in (public, paper):
        assert day in page.main.get_text(" ")
    assert day in wallet


@pytest.mark.parametrize(("given", "now", "valid"), EDGES)
def test_statements_and_rows_say_the_same_at_the_edges_of_the_last_day(
    app: Flask, emergency: Given, given: str, now: str, valid: bool
) -> None:
    badge, today = emergency(given, now), local_day(utc(now))
    command = ["credentials", "list", "--status"]
    listed = {
        status: app.test_cli_runner().invoke(args=[*command, status]).output
        for status in ("active", "expired")
    }

    assert badge.has_expired_on(today) is not valid
    assert has_sample(SampleName.EXPIRED, utc(now)) is not valid
    assert has_sample(SampleName.GOOD, utc(now)) is valid
    assert (str(badge.uuid) in listed["active"]) is valid
    assert (str(badge.uuid) in listed["expired"]) is not valid


def test_a_badge_for_ever_is_active(app: Flask, palette: Cast, shown: Shown) -> None:
    badge = shown(AMINA)
    assert badge is not None
    found = select(Credential.id).where(~Credential.has_expired_on(date(2999, 1, 1)))

    assert db.session.scalars(found).all() == [badge.id]


def test_what_is_signed_is_the_end_of_the_day_as_an_instant(emergency: Given) -> None:
    badge = emergency("2026-01-31T23:30", "2026-02-01T12:00")

    assert json.loads(badge.document)["validUntil"] == "2027-02-01T22:59:59Z"
    assert badge.valid_until == utc("2027-02-01T22:59:59")
