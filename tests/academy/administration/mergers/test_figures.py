"""Figures over a merger: nobody counts twice, and nothing that went out changes. What is one since
does not protect itself against itself, and whoever went along did not leave."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.organisations.models import Organisation
from academy.people.leaving.queries import left_between
from academy.people.models import Membership
from academy.reports.sector.consents import agree
from academy.reports.sector.figures import Measure
from academy.reports.sector.models import SectorFigure, SectorRelease, ToldBadge
from academy.security.identity import Role
from tests.academy.administration.mergers.merged import TODAY, begin_with, merge, team_after, work
from tests.academy.reports.test_sector import LAST_QUARTER, Tell, tell
from tests.academy.shown import EMERGENCY, Shown, palette, shown
from tests.cast import (
    ANNA,
    JAN,
    OSCAR,
    Cast,
    Member,
    a_membership,
    a_person,
    a_site,
    a_team,
    an_authority,
    an_organisation,
)
from tests.clock import START, TestClock

__all__ = ["palette", "shown", "tell"]


def people_of(team, number: int, name: str = "Kracht") -> list[Member]:
    people = [Member(f"{name} nummer {each}") for each in range(number)]
    for member in people:
        a_membership(a_person(member.name, uuid=member.uuid), team=team)
    db.session.commit()
    return people


def agrees(*places: Organisation) -> None:
    for place in places:
        with transaction(place):
            agree(place, by=ANNA.identity(START), now=START)


def told() -> set[tuple[str, str, str, str, int]]:
    """Every figure that went out."""
    figure = (SectorFigure.measure, SectorFigure.region, SectorFigure.domain, SectorFigure.number)
    rows = db.session.execute(select(SectorRelease.term, *figure).join(SectorFigure.release))
    return {tuple(row) for row in rows}


def counted_people(term: str) -> int:
    found = select(func.sum(SectorFigure.number)).join(SectorFigure.release)
    found = found.where(SectorRelease.term == term, SectorFigure.measure == Measure.PEOPLE)
    return db.session.scalar(found) or 0


@pytest.fixture
def told_before(shown: Shown, cast: Cast, tell: Tell) -> list[Member]:
    """Twelve people of De Cirkel got a badge in a quarter of which the figures went out."""
    crowd = people_of(cast.textiel, 12)
    for member in crowd:
        shown(member, by=OSCAR, team=cast.textiel, days_ago=LAST_QUARTER)
    agrees(cast.cirkel, cast.schakel)
    tell()
    assert counted_people("2026-3") == 10
    return crowd


def test_a_frozen_quarter_is_not_revised(told_before: list[Member], cast: Cast, tell: Tell) -> None:
    before = told()
    merge(cast)
    tell()
    assert told() == before
    assert db.session.scalars(select(SectorRelease.term)).all() == ["2026-3"]


def test_whoever_earns_more_at_the_other_was_counted(
    told_before: list[Member], shown: Shown, cast: Cast, clock: TestClock, tell: Tell
) -> None:
    merge(cast)
    team = team_after(cast.textiel)
    for member in told_before:
        shown(member, by=OSCAR, team=team, level=3)
    clock.advance(days=60)
    tell()

    given = {(term, region): number for term, _what, region, _where, number in told()}
    assert given["2026-4", "midden-gelderland"] == 10, "these badges are told"
    assert counted_people("2026-4") == counted_people("2026") == 0
    twice = select(ToldBadge.credential_id, SectorFigure.measure).join(
        SectorFigure, SectorFigure.id == ToldBadge.figure_id
    )
    rows = [tuple(row) for row in db.session.execute(twice)]
    assert len(rows) == len(set(rows)), "each badge is in one figure of its kind"


def test_people_in_both_count_once_where_they_were_first(
    shown: Shown, cast: Cast, tell: Tell
) -> None:
    """Of the same quarter: a badge of either organisation, and the two are one since."""
    crowd = people_of(cast.textiel, 12)
    for member in crowd:
        a_membership(member.row, team=cast.sorteren)
    db.session.commit()
    for member in crowd:
        shown(member, by=OSCAR, team=cast.textiel, days_ago=LAST_QUARTER + 1)
        shown(member, EMERGENCY, by=JAN, days_ago=LAST_QUARTER)
    agrees(cast.schakel)
    merge(cast)
    tell()
    assert counted_people("2026-3") == 10
    assert len(told()) == 3, "badges of two regions, people of one"


@pytest.fixture
def three(shown: Shown, cast: Cast) -> Organisation:
    """Three organisations in one region gave four badges each; gives the third."""
    third = an_organisation("De Derde", region="midden-utrecht")
    team = a_team(a_site(third, "Winkel Zeist"), "Kleding")
    leader = Member("Lia Derks")
    a_membership(a_person(leader.name, uuid=leader.uuid), Role.TEAM_LEADER, team=team)
    an_authority(leader.row, third)
    cast.cirkel.region = "midden-utrecht"
    for place, by in ((cast.sorteren, JAN), (cast.textiel, OSCAR), (team, leader)):
        for member in people_of(place, 4, name=place.name):
            shown(member, by=by, team=place, days_ago=LAST_QUARTER)
    db.session.commit()
    return third


class TestHowManyOrganisations:
    def test_three_protect_each_other(self, three: Organisation, cast: Cast, tell: Tell) -> None:
        tell()
        assert {number for *_which, number in told()} == {10}

    @pytest.mark.parametrize(
        ("who", "is_told"),
        [
            pytest.param("nobody", False, id="nobody"),
            pytest.param("goes", False, id="the one that is no more"),
            pytest.param("stays", False, id="one of the two"),
            pytest.param("goes and third", False, id="not the one that speaks for both"),
            pytest.param("stays and third", True, id="both"),
        ],
    )
    def test_two_of_them_that_merged_are_one_and_all_agree(
        self, three: Organisation, cast: Cast, tell: Tell, who: str, is_told: bool
    ) -> None:
        places = {"goes": cast.cirkel, "stays": cast.schakel, "third": three}
        agrees(*(place for name, place in places.items() if name in who))
        merge(cast)
        tell()
        assert bool(told()) == is_told

    def test_also_while_people_are_on_their_way(
        self, three: Organisation, cast: Cast, tell: Tell
    ) -> None:
        begin_with(cast.cirkel.id, cast.schakel.id)
        tell()
        assert told() == set()

    def test_three_that_became_one_after_another_are_one(
        self, three: Organisation, cast: Cast, tell: Tell
    ) -> None:
        agrees(cast.schakel)
        a_membership(ANNA.row, Role.ORGANISATION_ADMIN, organisation=three)
        number = three.id
        merge(cast)
        begin_with(cast.schakel.id, number)
        work()
        tell()
        assert told() == set()


class TestWhoLeft:
    @pytest.fixture
    def left(self) -> Callable[[], int]:
        def count() -> int:
            quarter = left_between(date(2026, 10, 1), date(2026, 12, 31))
            found = select(func.count(Membership.person_id.distinct())).where(quarter)
            return db.session.scalar(found) or 0

        return count

    def test_nobody_who_went_along(self, cast: Cast, left: Callable[[], int]) -> None:
        people_of(cast.textiel, 3)
        merge(cast)
        assert left() == 0

    def test_but_whoever_stopped_before(self, cast: Cast, left: Callable[[], int]) -> None:
        gone = people_of(cast.textiel, 3)[0]
        row = db.session.scalars(select(Membership).where(Membership.person_id == gone.row.id))
        row.one().ends_on = date(2026, 10, 20)
        merge(cast)
        assert left() == 1

    def test_and_whoever_stops_afterwards_leaves_once(
        self, cast: Cast, left: Callable[[], int]
    ) -> None:
        gone = people_of(cast.textiel, 3)[0]
        merge(cast)
        going_on = select(Membership).where(
            Membership.person_id == gone.row.id, Membership.organisation_id == cast.schakel.id
        )
        db.session.scalars(going_on).one().ends_on = TODAY
        db.session.commit()
        assert left() == 1


def test_badges_stay_in_the_region_in_which_they_were_given(
    told_before: list[Member], cast: Cast
) -> None:
    merge(cast)
    places = select(Credential.organisation_id).distinct()
    assert db.session.scalars(places).all() == [cast.cirkel.id]
    assert {region for _term, _what, region, *_rest in told()} == {"midden-gelderland"}
