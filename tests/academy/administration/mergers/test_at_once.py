"""Others work on while people go over; two mergers cross; the work is stopped half way."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.administration.imports import starting as imports
from academy.administration.joining import Newcomer, join
from academy.administration.mergers import beginning, merging
from academy.credentials.designs import service as designs
from academy.credentials.designs.service import Choices
from academy.database import db, transaction
from academy.errors import AcademyError
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.jobs.work import Work, WorkerStoppingError
from academy.organisations import service
from academy.organisations.head_counts import service as head_counts
from academy.organisations.merging.models import Merger
from academy.organisations.models import Organisation, Site, Team
from academy.organisations.service import SiteDetails
from academy.people import memberships, taking_over
from academy.people.memberships import Post
from academy.people.models import Membership, Person
from academy.reports.auditors import access
from academy.reports.auditors.access import Wish
from academy.reports.sector import consents
from academy.security.identity import Role
from academy.tablets import enrolling
from tests.academy.administration.mergers.merged import (
    HANDS,
    ONE_REFUSED,
    TODAY,
    begin,
    begin_with,
    going_on,
    merge,
    team_after,
    work,
)
from tests.academy.administration.mergers.test_rules import a_third
from tests.cast import (
    ANNA,
    CAS,
    DEWI,
    OSCAR,
    Cast,
    Member,
    a_membership,
    a_person,
)
from tests.clock import START
from tests.races import DONE, race

CROWD = 25


def begin_between(goes: int, stays: int) -> None:
    rows = [db.session.get_one(Organisation, number) for number in (goes, stays)]
    with transaction(*rows):
        beginning.begin(
            *rows, administrators_go_along=True, page="/", by=ANNA.identity(), hands=HANDS
        )


class TestTwoAtOnce:
    def test_each_into_the_other(self, app: Flask, cast: Cast) -> None:
        one, other = cast.cirkel.id, cast.schakel.id
        outcomes = race(app, lambda: begin_between(one, other), lambda: begin_between(other, one))

        assert outcomes == ["AcademyError", DONE]
        assert db.session.scalar(select(func.count(Merger.id))) == 1

    def test_the_same_twice(self, app: Flask, cast: Cast) -> None:
        one, other = cast.cirkel.id, cast.schakel.id
        assert race(app, *[lambda: begin_between(one, other)] * 2) == [DONE, DONE]
        assert db.session.scalar(select(func.count(Merger.id))) == 1
        named = select(func.count(Team.id)).where(Team.name == "Textiel")
        assert db.session.scalar(named) == 2

    def test_into_one_that_stops(self, app: Flask, cast: Cast) -> None:
        one, other = cast.cirkel.id, cast.schakel.id

        def stop() -> None:
            row = db.session.get_one(Organisation, other)
            with transaction(row):
                service.end(row, last_day=TODAY, by=ANNA.actor, now=START)

        outcomes = race(app, lambda: begin_between(one, other), stop)
        assert outcomes == ["AcademyError", DONE], "whoever is second is refused"

    def test_somebody_begins_there(self, app: Flask, cast: Cast) -> None:
        """Whoever was before it goes along; whoever comes after is refused."""
        one, other, team = cast.cirkel.id, cast.schakel.id, cast.textiel.id
        key = uuid.uuid4()

        def arrive() -> None:
            place = db.session.get_one(Team, team)
            with transaction(place.organisation):
                post = Post(
                    organisation=place.organisation, role=Role.WORKER, team=place, starts_on=TODAY
                )
                newcomer = Newcomer(key=key, name="Noor Vos", latin_name="", post=post)
                join(newcomer, identity=CAS.identity(), secret_key="k" * 32, now=START)

        outcomes = race(app, lambda: begin_between(one, other), arrive)
        work()

        came = db.session.scalar(select(Person).where(Person.uuid == key))
        assert (came is not None) == (outcomes == [DONE, DONE])
        assert left_behind(one) == 0

    def test_somebody_moves_while_they_go_over(self, app: Flask, cast: Cast) -> None:
        """Both lock the two organisations: the mover comes before, or finds it refused."""
        merger = begin(cast).id
        person, row = DEWI.row.id, going_on(DEWI, cast.cirkel)[0].id

        def go_over() -> None:
            found = db.session.get_one(Merger, merger)
            with transaction(found.goes, found.stays, db.session.get_one(Person, person)):
                taking_over.take_over(person, db.session.get_one(Merger, merger), HANDS)

        def stop() -> None:
            membership = db.session.get_one(Membership, row)
            with transaction(membership.organisation, membership.person):
                memberships.end(
                    db.session.get_one(Membership, row), last_day=TODAY, today=TODAY,
                    by=CAS.actor, now=START,
                )  # fmt: skip

        assert race(app, go_over, stop) in ([DONE, DONE], *ONE_REFUSED)
        assert left_behind(cast.cirkel.id, person) == 0

    def test_two_workers_at_one_job(self, app: Flask, cast: Cast) -> None:
        merger = begin(cast).id
        person = DEWI.row.id

        def go_over() -> None:
            found = db.session.get_one(Merger, merger)
            with transaction(found.goes, found.stays, db.session.get_one(Person, person)):
                taking_over.take_over(person, db.session.get_one(Merger, merger), HANDS)

        assert race(app, go_over, go_over) == [DONE, DONE]
        assert len(going_on(DEWI, cast.schakel)) == 1


class TestHalfWay:
    @pytest.fixture
    def crowd(self, cast: Cast) -> int:
        for number in range(CROWD):
            member = Member(f"Kracht {number:02}")
            person = a_person(member.name, uuid=member.uuid)
            a_membership(person, team=cast.textiel, staff_number=f"9{number:02}")
        db.session.commit()
        return CROWD

    def stop_after(self, app: Flask, portions: int) -> None:
        """As a worker that is told to stop, between two portions."""
        asked = iter(range(portions))
        with app.app_context():
            with transaction():
                lease = queue.claim()
            assert lease is not None
            with pytest.raises(WorkerStoppingError):
                merging.merge(Work(lease, is_stopping=lambda: next(asked, None) is None))
            with transaction():
                queue.release(lease)

    def test_it_goes_on_where_it_was_and_takes_nobody_twice(
        self, app: Flask, crowd: int, cast: Cast
    ) -> None:
        number = begin(cast).id
        db.session.commit()
        self.stop_after(app, portions=2)
        db.session.rollback()
        here, there = left_behind(cast.cirkel.id), in_team(team_after(cast.textiel).id)
        assert here > 0
        assert there > 0
        assert going_on(OSCAR, cast.schakel), "leaders go before the people whom they lead"
        assert cast.cirkel.ends_on is None

        work()

        assert left_behind(cast.cirkel.id) == 0
        assert in_team(team_after(cast.textiel).id) == crowd + 2
        assert db.session.get_one(Merger, number).finished_at is not None

    def test_leaders_see_their_people_in_both_halves(
        self, app: Flask, crowd: int, cast: Cast
    ) -> None:
        begin(cast)
        db.session.commit()
        self.stop_after(app, portions=2)
        db.session.rollback()
        led = OSCAR.identity().teams(Role.TEAM_LEADER)
        assert led == {cast.textiel.id, team_after(cast.textiel).id}

    def test_one_that_was_stopped_can_go_on(self, app: Flask, cast: Cast) -> None:
        number = begin(cast).id
        with transaction():
            queue.cancel(db.session.scalars(select(Job)).one())
        merger = db.session.get_one(Merger, number)
        assert not beginning.is_worked_on(merger)
        for _twice in range(2):
            with transaction(merger.goes):
                beginning.go_on(db.session.get_one(Merger, number), page="/", by=ANNA.identity())
        waiting = select(func.count(Job.id)).where(Job.state == JobState.READY)
        assert db.session.scalar(waiting) == 1
        work()
        assert db.session.get_one(Merger, number).finished_at == START


class TestNothingBeginsThere:
    @pytest.fixture(params=["on the way", "done"])
    def gone(self, request: pytest.FixtureRequest, cast: Cast) -> Organisation:
        begin(cast) if request.param == "on the way" else merge(cast)
        return cast.cirkel

    @pytest.mark.parametrize(
        "what",
        ["person", "site", "team", "tablet", "import", "design", "consent", "auditor", "count"],
    )
    def test_refused(self, gone: Organisation, cast: Cast, what: str) -> None:
        with pytest.raises(AcademyError, match="organisation-was-merged"), transaction(gone):
            self.add(what, gone, cast)

    def add(self, what: str, gone: Organisation, cast: Cast) -> None:
        by, key = CAS.actor, uuid.uuid4()
        if what == "person":
            post = Post(organisation=gone, role=Role.WORKER, team=cast.textiel, starts_on=TODAY)
            memberships.add_membership(a_person("Noor Vos"), post, by=by, now=START)
        elif what == "site":
            service.add_site(gone, SiteDetails(name="Nieuw", city=""), key=key, by=by, now=START)
        elif what == "team":
            site = db.session.get_one(Site, cast.arnhem.id)
            service.add_team(site, name="Nieuw", key=key, by=by, now=START)
        elif what == "tablet":
            enrolling.add(cast.arnhem, name="T", key=key, secret_key="k" * 32, by=by, now=START)
        elif what == "import":
            file = ("lijst.csv", "imports/x")
            imports.begin(gone, file, None, TODAY, key=key, identity=CAS.identity(), now=START)
        else:
            self.keep(what, gone)

    def keep(self, what: str, gone: Organisation) -> None:
        """What no form offers any more, but one that was open could still send."""
        by = CAS.identity()
        if what == "design":
            designs.save_draft(gone, Choices(text={}, signatories=()), by=by.actor, now=START)
        elif what == "consent":
            consents.agree(gone, by=by, now=START)
        elif what == "auditor":
            wish = Wish(label="Controle", first=TODAY, last=TODAY, until=TODAY)
            access.give(gone, wish, today=TODAY, by=by, now=START)
        else:
            head_counts.keep(gone, TODAY.year, {}, by=by.actor, now=START)

    def test_nor_does_it_or_a_place_of_it_open_again(self, cast: Cast) -> None:
        merge(cast)
        for place in (cast.cirkel, cast.arnhem, cast.textiel):
            with (
                pytest.raises(AcademyError, match="organisation-was-merged"),
                transaction(cast.cirkel),
            ):
                service.reopen(place, today=TODAY, by=ANNA.actor, now=START)

    def test_nor_a_role(self, cast: Cast) -> None:
        [row] = going_on(DEWI, cast.cirkel)
        number = row.id
        merge(cast)
        row = db.session.get_one(Membership, number)
        with pytest.raises(AcademyError, match="organisation-was-merged"), transaction(cast.cirkel):
            memberships.reopen(row, today=TODAY, by=CAS.actor, now=START)


@pytest.mark.parametrize("kind", ["organisation", "team"])
def test_the_other_does_not_stop_while_people_come(cast: Cast, kind: str) -> None:
    begin(cast)
    place = cast.schakel if kind == "organisation" else team_after(cast.textiel)
    with pytest.raises(AcademyError, match="organisation-takes-in"), transaction(cast.schakel):
        service.end(place, last_day=TODAY, by=ANNA.actor, now=START)
    db.session.rollback()
    work()
    with transaction(cast.schakel):
        service.end(cast.schakel, last_day=TODAY, by=ANNA.actor, now=START)


def test_one_after_the_other_everybody_finds_the_last(cast: Cast) -> None:
    third = a_third()
    merge(cast)
    first = cast.textiel.merged_into_id
    begin_with(cast.schakel.id, third)
    work()

    assert cast.cirkel.merged_into_id == cast.schakel.merged_into_id == third
    assert cast.textiel.merged_into_id != first
    led = OSCAR.identity().teams(Role.TEAM_LEADER)
    assert led == {cast.textiel.id, first, cast.textiel.merged_into_id}
    assert {
        each.organisation_id for each in going_on(DEWI, db.session.get_one(Organisation, third))
    } == {third}


def left_behind(organisation_id: int, person_id: int | None = None) -> int:
    found = select(func.count(Membership.id)).where(
        Membership.organisation_id == organisation_id,
        Membership.goes_on_from(TODAY),
        ~Membership.never_held,
    )
    if person_id is not None:
        found = found.where(Membership.person_id == person_id, Membership.ends_on.is_(None))
    return db.session.scalar(found) or 0


def in_team(team_id: int) -> int:
    found = select(func.count(Membership.id)).where(
        Membership.team_id == team_id, Membership.goes_on_from(TODAY)
    )
    return db.session.scalar(found) or 0
