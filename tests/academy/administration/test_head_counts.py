"""An organisation counts its people of a year itself: totals of branches, under every share."""

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.worker import Slot, run_until_idle
from academy.organisations.head_counts.models import HeadCount
from academy.organisations.head_counts.service import keep
from academy.organisations.models import Organisation
from tests.academy.reports.test_dashboard import cells
from tests.academy.shown import Shown, palette, shown
from tests.cast import ANNA, BEA, CAS, JAN, RENS, Cast, Member
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

__all__ = ["palette", "shown"]
LAST_YEAR = START.year - 1


def address(cast: Cast, year: int | str = LAST_YEAR) -> str:
    return f"/organisations/{cast.schakel.uuid}/head-counts/{year}"


def count(client: AcademyClient, cast: Cast, people: str):
    here = address(cast)
    field = client.page(here).select_one("#count input[inputmode=numeric]")["name"]
    return client.submit(here, "count", **{str(field): people})


def counted() -> list[int]:
    return list(db.session.scalars(select(HeadCount.people)))


def test_a_total_is_kept_changed_and_taken_away(client: AcademyClient, cast: Cast) -> None:
    bea = client.as_(BEA)
    for people, kept in (("40", [40]), ("41", [41]), ("41", [41]), ("", []), ("0", [0])):
        assert count(bea, cast, people).status_code == 303
        assert counted() == kept

    lines = [line.action for line in db.session.scalars(select(AuditEvent))]
    assert lines.count("organisation.counted") == 4  # the same again is no change
    overview = bea.page(address(cast, "").rstrip("/"))
    assert str(LAST_YEAR) in overview.get_text()


@pytest.mark.parametrize("people", ["-1", "20001", "veertig", "1.5", "9" * 40])
def test_what_is_no_number_of_people_is_told_at_the_field(
    client: AcademyClient, cast: Cast, people: str
) -> None:
    answer = count(client.as_(BEA), cast, people)

    assert answer.status_code == 422
    assert answer.page.select_one(".field--error, [aria-invalid=true]")
    told = answer.page.select(".notice--bad li")
    assert len(told) == 1, "what is no number is not also too low or too high"
    assert counted() == []


@pytest.mark.parametrize("year", [START.year, START.year - 6, 0, 99999, "x"])
def test_only_years_that_are_over_and_not_long_ago(
    client: AcademyClient, cast: Cast, year: int | str
) -> None:
    assert client.as_(BEA).get(address(cast, year)).status_code == 404


@pytest.mark.parametrize(("member", "status"), [(JAN, 404), (CAS, 404), (ANNA, 404), (RENS, 404)])
def test_only_its_own_office(
    client: AcademyClient, cast: Cast, member: Member, status: int
) -> None:
    assert client.as_(member).get(address(cast)).status_code == status


def test_two_who_count_at_once_leave_one_total(cast: Cast, app: Flask) -> None:
    place, site = cast.schakel.id, cast.utrecht.id

    def once() -> None:
        organisation = db.session.get_one(Organisation, place)
        with transaction(organisation):
            keep(organisation, LAST_YEAR, {site: 40}, by=BEA.actor, now=START)

    assert race(app, once, once) == [DONE, DONE]
    assert counted() == [40]


def test_the_figures_say_which_part_was_given_a_badge(
    client: AcademyClient, shown: Shown, cast: Cast, app: Flask
) -> None:
    places = [f"organisation:{cast.schakel.id}", f"site:{cast.utrecht.id}"]
    shown(days_ago=366)
    count(client.as_(BEA), cast, "40")
    with transaction():
        queue.enqueue("prepare-figures")
    assert run_until_idle(app, Slot(handlers=HANDLERS)) == 1

    for place in places:
        own = cells(client.as_(BEA), "shares", f"/dashboard?place={place}")
        assert own == {str(LAST_YEAR): ["40", "1", "2"]}
    told = cells(client.as_(ANNA), "shares", f"/dashboard?place={places[0]}")
    assert told == {str(LAST_YEAR): ["40", "te weinig", "te weinig"]}
    assert cells(client, "shares", "/dashboard?place=all") == {}
