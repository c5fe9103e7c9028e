"""What was seen of somebody's work goes a while after they left; the organisation says when."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.assessments.models import Assessment, Evidence, WorkerResponse
from academy.audit.models import AuditEvent
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dates import local_day
from academy.dependencies import dependencies
from academy.errors import AcademyError
from academy.job_handlers import WORKER
from academy.locking import row
from academy.organisations.merging.models import Merger
from academy.organisations.models import Organisation
from academy.people.models import Membership, Person
from academy.privacy.terms import service
from academy.privacy.terms.forgetting import assessments_of, forget
from academy.privacy.terms.forms import CHOICES
from academy.privacy.terms.queries import Leaver, leavers_to_forget
from tests.academy.jobs.test_handlers import run
from tests.academy.shown import SORTING, Shown, palette, shown
from tests.cast import AMINA, ANNA, BEA, CAS, DEWI, GORAN, JAN, Cast, Member, a_membership
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race

__all__ = ["palette", "shown"]
PHOTO = "evidence/one/photo.jpg"


def address(cast: Cast) -> str:
    return f"/organisations/{cast.schakel.uuid}/terms"


def leaves(member: Member, day: date) -> None:
    """From everything at De Schakel."""
    found = select(Membership).where(Membership.person_id == member.row.id)
    for each in db.session.scalars(found):
        each.ends_on = day
    db.session.commit()


def names() -> set[int]:
    return {each.person_id for each in leavers_to_forget(local_day(dependencies().clock()))}


def a_photo(assessment: Assessment) -> None:
    dependencies().files.put(PHOTO, b"a photo")
    photo = Evidence(
        assessment_id=assessment.id, storage_key=PHOTO, width=1, height=1, size=7, added_at=START
    )
    db.session.add(photo)
    assessment.note = "Let op de band."
    db.session.commit()


def test_two_years_after_the_last_day_only_the_badge_is_left(
    app: Flask, shown: Shown, clock: TestClock, cast: Cast
) -> None:
    shown(AMINA, SORTING, 0)
    shown(AMINA, SORTING, 2)
    shown(GORAN, SORTING, 2)
    seen = select(Assessment).where(Assessment.person_id == AMINA.row.id)
    badge, practice = (db.session.scalars(seen.where(Assessment.level == n)).one() for n in (2, 0))
    practice.delete_on = None
    a_photo(badge)
    run(app, "issue-pending-badges")
    leaves(AMINA, local_day(clock()))

    clock.advance(days=730)
    run(app, "forget-who-left")
    assert len(db.session.scalars(seen).all()) == 2, "not on the last day of the two years"
    clock.advance(days=2)
    run(app, "forget-who-left")

    (left,) = db.session.scalars(seen)
    assert (left.level, left.note, left.evidence) == (2, "", [])
    with pytest.raises(FileNotFoundError):
        dependencies().files.get(PHOTO)
    given = select(Credential).where(Credential.person_id == AMINA.row.id)
    assert db.session.scalars(given).one().assessment_id == left.id
    theirs = select(Assessment).where(Assessment.person_id == GORAN.row.id)
    assert len(db.session.scalars(theirs).all()) == 1
    run(app, "forget-who-left")
    lines = select(AuditEvent.object_uuid).where(AuditEvent.action == "person.details_forgotten")
    assert db.session.scalars(lines).all().count(AMINA.uuid) == 1, "once"


def test_who_works_there_again_or_in_another_team_is_not_forgotten(
    cast: Cast, clock: TestClock
) -> None:
    leaves(AMINA, local_day(clock()))
    day = local_day(clock()) + timedelta(days=300)
    again = a_membership(AMINA.row, team=cast.winkel, starts_on=day)
    db.session.commit()
    clock.advance(days=800)
    assert AMINA.row.id not in names()

    again.ends_on = local_day(clock())
    db.session.commit()
    clock.advance(days=100)
    assert AMINA.row.id not in names(), "the newest last day counts"
    clock.advance(days=700)
    assert AMINA.row.id in names()


def test_who_comes_back_while_the_night_works_is_not_forgotten(
    shown: Shown, cast: Cast, clock: TestClock
) -> None:
    shown(AMINA, SORTING, 2)
    assessment = db.session.scalars(select(Assessment)).one()
    a_photo(assessment)
    leaves(AMINA, local_day(clock()))
    clock.advance(days=732)
    today = local_day(clock())
    leaver = Leaver(AMINA.row.id, cast.schakel.id)
    assert leaver in leavers_to_forget(today)
    assert assessments_of(leaver, today) == [assessment.id]

    a_membership(AMINA.row, team=cast.winkel, starts_on=today)
    db.session.commit()
    assert assessments_of(leaver, today) == ()
    with transaction(row(Person, leaver.person_id)):
        forget(leaver, by=WORKER, now=clock())
    assert assessment.note == "Let op de band."
    assert len(assessment.evidence) == 1


def test_who_goes_on_where_the_organisation_went_is_not_forgotten(
    cast: Cast, clock: TestClock
) -> None:
    leaves(AMINA, local_day(clock()))
    cast.schakel.merged_into_id = cast.cirkel.id
    cast.cirkel.details_months = 6
    there = a_membership(AMINA.row, team=cast.textiel, starts_on=local_day(clock()))
    db.session.commit()
    clock.advance(days=200)
    assert AMINA.row.id not in names()

    there.ends_on = local_day(clock())
    db.session.commit()
    clock.advance(days=200)
    assert AMINA.row.id in names(), "where it went decides how long"


def goes_on_in(goes: Organisation, stays: Organisation, last: Organisation) -> None:
    merger = Merger(
        goes_id=goes.id, stays_id=stays.id, first_day=START.date(), begun_at=START,
        administrators_go_along=True,
    )  # fmt: skip
    db.session.add(merger)
    goes.merged_into_id = last.id


def test_who_left_between_two_mergers_worked_until_then(cast: Cast, clock: TestClock) -> None:
    leaves(AMINA, local_day(clock()))
    between = Membership(
        person_id=AMINA.row.id, organisation_id=cast.cirkel.id, team_id=cast.textiel.id,
        role="worker", starts_on=local_day(clock()), ends_on=local_day(clock()) + timedelta(300),
    )  # fmt: skip
    db.session.add(between)
    goes_on_in(cast.schakel, cast.cirkel, cast.employer)
    goes_on_in(cast.cirkel, cast.employer, cast.employer)
    db.session.commit()
    schakel = Leaver(AMINA.row.id, cast.schakel.id)

    clock.advance(days=740)
    assert schakel not in leavers_to_forget(local_day(clock()))
    clock.advance(days=300)
    assert schakel in leavers_to_forget(local_day(clock()))


def test_where_it_went_on_chooses_for_both(client: AcademyClient, cast: Cast) -> None:
    cast.cirkel.merged_into_id = cast.schakel.id
    db.session.commit()
    before = f"/organisations/{cast.cirkel.uuid}/terms"
    bea = client.as_(BEA)

    assert bea.get(before).location == address(cast)
    assert bea.post(before, data={"months": "6"}).location == address(cast)
    with pytest.raises(AcademyError, match="organisation-was-merged"), transaction(cast.cirkel):
        service.choose(cast.cirkel, 6, by=BEA.actor, now=START)
    assert [cast.cirkel.details_months, cast.schakel.details_months] == [24, 24]


@pytest.mark.parametrize(
    ("months", "told"),
    [(12, "Van 1 persoon die al weg is, gaan ze vannacht weg."), (24, ""), (18, "")],
)
def test_who_merges_reads_of_how_many_a_shorter_term_forgets(
    client: AcademyClient, cast: Cast, months: int, told: str
) -> None:
    leaves(DEWI, local_day(START) - timedelta(days=400))
    leaves(GORAN, local_day(START) - timedelta(days=400))
    cast.schakel.details_months = months
    db.session.commit()

    page = f"/organisations/{cast.cirkel.uuid}/merge?into={cast.schakel.uuid}"
    said = client.as_(ANNA).page(page).get_text(" ", strip=True)

    assert ("vannacht" in said) == bool(told)
    assert told in said


def test_an_objection_that_waits_keeps_what_was_seen(
    shown: Shown, clock: TestClock, cast: Cast
) -> None:
    shown(AMINA, SORTING, 2)
    seen = db.session.scalars(select(Assessment)).one()
    said = WorkerResponse(assessment_id=seen.id, kind="objects", at=START, is_open=True)
    db.session.add(said)
    leaves(AMINA, local_day(clock()))
    clock.advance(days=800)
    assert AMINA.row.id not in names()

    said.is_open = False
    db.session.commit()
    assert AMINA.row.id in names()


def test_a_shorter_term_tells_how_many_go_and_asks(
    client: AcademyClient, cast: Cast, clock: TestClock
) -> None:
    bea = client.as_(BEA)
    leaves(AMINA, local_day(clock()) - timedelta(days=200))

    asked = bea.submit(address(cast), "term", months="6")
    assert asked.status_code == 409
    assert "Van 1 persoon gaat dit vannacht weg" in asked.page.get_text()
    said = [(each.name, each["value"]) for each in asked.page.select("#term [name=sure]")]
    assert said == [("button", "6")], "nothing else answers for whoever presses it"
    assert cast.schakel.details_months == 24
    other = bea.post(address(cast), data={"months": "6", "sure": "12"})
    assert other.status_code == 409, "yes to another term is no yes to this one"

    assert bea.post(address(cast), data={"months": "6", "sure": "6"}).status_code == 303
    assert cast.schakel.details_months == 6
    assert AMINA.row.id in names()
    line = select(AuditEvent).where(AuditEvent.action == "organisation.term_chosen")
    assert db.session.scalars(line).one().details == {"months": 6, "before": 24}


@pytest.mark.parametrize("months", CHOICES)
def test_what_is_about_nobody_is_not_asked(client: AcademyClient, cast: Cast, months: int) -> None:
    leaves(AMINA, local_day(START) - timedelta(days=100))

    assert client.as_(BEA).submit(address(cast), "term", months=str(months)).status_code == 303
    assert cast.schakel.details_months == months


@pytest.mark.parametrize("months", ["", "0", "-6", "7", "36", "veel", "6 "])
def test_there_are_four_terms(client: AcademyClient, cast: Cast, months: str) -> None:
    answer = client.as_(BEA).post(address(cast), data={"months": months, "sure": months})

    assert answer.status_code == 422
    assert cast.schakel.details_months == 24


@pytest.mark.parametrize(("member", "status"), [(BEA, 200), (JAN, 404), (CAS, 404), (ANNA, 404)])
def test_only_the_own_office_chooses(
    client: AcademyClient, cast: Cast, member: Member, status: int
) -> None:
    somebody = client.as_(member)

    assert somebody.get(address(cast)).status_code == status
    if status != 200:
        assert somebody.post(address(cast), data={"months": "6"}).status_code == status


def test_the_office_finds_every_term_on_one_page(client: AcademyClient, cast: Cast) -> None:
    bea = client.as_(BEA)
    ways = bea.page(f"/organisations/{cast.schakel.uuid}").select_one(".grid--ways")

    assert ways.find("a", href=address(cast)).get_text() == "Bewaartermijnen"
    assert "Waar je was ingelogd" in bea.page(address(cast)).get_text()


def test_the_worker_reads_the_term_of_each_place(client: AcademyClient, cast: Cast) -> None:
    cast.schakel.details_months = 12
    db.session.commit()

    said = client.as_(AMINA).page("/wallet/data").main.get_text(" ", strip=True)

    assert "De Schakel Na 12 maanden" in said
    assert "Hoogstens 2 jaar" in client.page("/privacy").get_text()


def test_the_dry_run_counts_who_left_and_forgets_nobody(
    app: Flask, cast: Cast, clock: TestClock
) -> None:
    leaves(AMINA, local_day(clock()))
    clock.advance(days=800)

    said = app.test_cli_runner().invoke(args=["retention"]).output

    assert "2 membership (photos and notes of somebody who left)" in said, "Els left before"
    assert AMINA.row.id in names()


def test_two_who_choose_at_once_leave_one_term(cast: Cast, app: Flask) -> None:
    number = cast.schakel.id

    def to(months: int) -> Callable[[], None]:
        def choose() -> None:
            place = db.session.get_one(Organisation, number)
            with transaction(place):
                service.choose(place, months, by=BEA.actor, now=START)

        return choose

    assert race(app, to(6), to(12)) == [DONE, DONE]
    kept = db.session.get_one(Organisation, number).details_months
    lines = select(AuditEvent.details).where(AuditEvent.action == "organisation.term_chosen")
    told = db.session.scalars(lines.order_by(AuditEvent.sequence)).all()
    assert [told[0]["before"], told[1]["before"], told[1]["months"]] == [
        24, told[0]["months"], kept,
    ]  # fmt: skip
