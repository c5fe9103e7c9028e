"""Whoever sees people of an organisation without belonging to it leaves a line in its log."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from flask import Response, g
from sqlalchemy import func, select

from academy.assessments.models import Assessment, ResponseKind
from academy.audit.looks import forget_old_looks, keep_looks, shows_people_of
from academy.audit.models import AuditEvent, Look, Seen
from academy.database import db, transaction
from academy.dates import local_day
from academy.learning import attendance
from academy.learning.models import LearningRecord
from academy.learning.values import Attendance
from academy.objections.referring import refer_to_academy
from academy.objections.responding import Said, respond
from academy.security.identity import Role
from tests.academy.learning.conftest import TODAY, a_course, a_run, enrolled
from tests.academy.shown import Shown, palette, shown
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    ELS,
    ERIK,
    FATMA,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    RENS,
    Cast,
    Member,
    a_membership,
)
from tests.clock import START

if TYPE_CHECKING:
    from flask import Flask

    from tests.client import AcademyClient
    from tests.clock import TestClock

__all__ = ["palette", "shown"]

OF_SCHAKEL = (JAN, FATMA, PIET, AMINA, GORAN, BRAM, ELS, BEA)
OUTSIDERS = (ANNA, CAS, OSCAR, DEWI, ERIK, RENS)


@dataclass(frozen=True, slots=True)
class Things:
    """Everything of De Schakel that an address can be about."""

    run: UUID
    values: dict[str, UUID]


@pytest.fixture
def things(palette: Cast, shown: Shown) -> Things:
    badge = shown(AMINA)
    assert badge is not None
    course = a_course()
    run = a_run(palette, course)
    amina, bram, _dewi = enrolled(run, AMINA, BRAM, DEWI)
    done = [Attendance(str(amina.uuid), 8.0)]
    attendance.complete(run, done, on=TODAY, by=ANNA.actor, now=START)
    assessment = db.session.scalars(select(Assessment)).one()
    respond(
        assessment,
        Said(kind=ResponseKind.OBJECTS, reason="Niet waar"),
        by=AMINA.actor,
        now=START,
    )
    refer_to_academy(assessment, by=BEA.identity(), now=START)
    record = db.session.scalars(select(LearningRecord)).one()
    db.session.commit()
    return Things(
        run.uuid,
        {
            "run_uuid": run.uuid,
            "course_uuid": course.uuid,
            "enrolment_uuid": bram.uuid,
            "record_uuid": record.uuid,
            "assessment_uuid": assessment.uuid,
            "credential_uuid": badge.uuid,
            "organisation_uuid": palette.schakel.uuid,
            "site_uuid": palette.utrecht.uuid,
            "team_uuid": palette.sorteren.uuid,
            "person_uuid": AMINA.uuid,
            "membership_uuid": AMINA.row.memberships[0].uuid,
        },
    )


def lines(cast: Cast) -> list[tuple[UUID | None, str]]:
    """Who looked at people of De Schakel, on which pages, oldest first."""
    db.session.rollback()
    found = select(AuditEvent).where(
        AuditEvent.chain == cast.schakel.id, AuditEvent.action == "people.seen_from_outside"
    )
    rows = db.session.scalars(found.order_by(AuditEvent.sequence))
    return [(row.actor, row.details["page"]) for row in rows]


def addresses(app: Flask, things: Things) -> list[str]:
    """Every page that can be about De Schakel, by the things that its address names."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.arguments <= things.values.keys()
    ]
    with app.test_request_context():
        return sorted(
            {app.url_for(rule.endpoint, **_only(rule.arguments, things)) for rule in rules}
        )


def _only(names: set[str], things: Things) -> dict[str, UUID]:
    return {name: things.values[name] for name in names}


@pytest.mark.slow
@pytest.mark.parametrize("outsider", OUTSIDERS, ids=lambda member: member.name)
def test_no_page_names_somebody_to_an_outsider_without_a_line(
    app: Flask, client: AcademyClient, palette: Cast, things: Things, outsider: Member
) -> None:
    pages = addresses(app, things)
    assert len(pages) > 40, "this test has lost sight of the pages"
    silent, told = [], 0
    for address in pages:
        before = len(lines(palette))
        answer = client.as_(outsider).get(address, inspect=False)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        text = answer.get_data(as_text=True)
        if any(member.name in text for member in OF_SCHAKEL):
            told += 1
            if len(lines(palette)) == before:
                silent.append(address)
    assert not silent, f"These name people of De Schakel: call shows_people_of: {silent}"
    assert told >= 5 if outsider is ANNA else told == 0


PAGES = {
    Seen.COURSE: ("/course-runs/{run_uuid}", "/course-runs/{run_uuid}/complete"),
    Seen.PROOF: ("/learning/{record_uuid}/proof", "/learning/{record_uuid}/proof.pdf"),
    Seen.REVIEW: ("/reviews", "/reviews/{assessment_uuid}"),
    Seen.ADMINISTRATORS: ("/organisations/{organisation_uuid}/administrators",),
    Seen.ASSESSORS: ("/organisations/{organisation_uuid}/assessors",),
}


@pytest.mark.parametrize("page", Seen)
def test_a_reload_is_no_second_line_and_a_new_session_or_day_is(
    client: AcademyClient, palette: Cast, things: Things, clock: TestClock, page: Seen
) -> None:
    client.as_(ANNA)
    for _reload in range(2):
        for address in PAGES[page]:
            assert client.get(address.format(**things.values)).status_code == 200
    assert lines(palette) == [(ANNA.uuid, page.value)]
    client.as_(ANNA).get(PAGES[page][0].format(**things.values))
    assert len(lines(palette)) == 2
    clock.advance(hours=11)
    client.get(PAGES[page][0].format(**things.values))
    assert len(lines(palette)) == (2 if local_day(clock()) == local_day(START) else 3)


def test_each_organisation_has_its_own_line(
    client: AcademyClient, palette: Cast, things: Things
) -> None:
    client.as_(ANNA).get(f"/course-runs/{things.run}")
    chains = select(AuditEvent.chain).where(AuditEvent.action == "people.seen_from_outside")
    assert set(db.session.scalars(chains)) == {palette.schakel.id, palette.cirkel.id}


def test_a_page_that_names_nobody_leaves_no_line(client: AcademyClient, palette: Cast) -> None:
    run = a_run(palette, a_course())
    client.as_(ANNA).get(f"/course-runs/{run.uuid}")
    client.get("/reviews")
    assert lines(palette) == []


def test_who_belongs_there_leaves_no_line(
    client: AcademyClient, palette: Cast, things: Things
) -> None:
    a_membership(ANNA.row, Role.ORGANISATION_ADMIN, organisation=palette.schakel)
    client.as_(ANNA).get(f"/course-runs/{things.run}")
    for member in (JAN, BEA):
        client.as_(member).get("/reviews")
        client.get(f"/course-offers/{things.run}")
    client.as_(AMINA).get(f"/learning/{things.values['record_uuid']}/proof")
    assert lines(palette) == []


def test_the_administrator_reads_who_looked_at_what(
    client: AcademyClient, palette: Cast, things: Things
) -> None:
    client.as_(ANNA).get(f"/course-runs/{things.run}")
    page = client.as_(BEA).page("/audit?action=people.seen_from_outside").main
    told = "\n".join(row.get_text() for row in page.select("tbody tr"))
    assert "Iemand van buiten bekeek mensen van De Schakel: wie meedoet aan een cursus" in told
    assert AMINA.name not in told


def test_two_pages_opened_at_once_are_one_line(app: Flask, palette: Cast) -> None:
    identity, schakel = ANNA.identity(), palette.schakel.id
    together = threading.Barrier(6)

    def look() -> None:
        with app.test_request_context():
            g.identity = identity
            shows_people_of([schakel], Seen.COURSE)
            together.wait()
            try:
                keep_looks(Response())
            finally:
                db.session.remove()

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lines(palette) == [(ANNA.uuid, Seen.COURSE.value)]


def test_which_looks_have_a_line_is_forgotten_and_the_line_stays(
    client: AcademyClient, palette: Cast, things: Things
) -> None:
    client.as_(ANNA).get(f"/course-runs/{things.run}")
    with transaction():
        forget_old_looks(TODAY + timedelta(days=3))
    assert db.session.scalar(select(func.count(Look.id))) == 0
    assert len(lines(palette)) == 1
