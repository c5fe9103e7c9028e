"""Who worked for the one works for the other, in the same role, team and time."""

from datetime import timedelta

from sqlalchemy import select

from academy.access.models import Session
from academy.access.session import identity_of
from academy.database import db
from academy.dates import local_day
from academy.organisations.models import Organisation, Team
from academy.people.models import AssessorAuthority, Guest, Membership
from academy.people.taking_over import without_number
from academy.security.identity import Role
from tests.academy.administration.mergers.merged import (
    TODAY,
    going_on,
    merge,
    team_after,
)
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    JAN,
    OSCAR,
    PIET,
    Cast,
    Member,
    a_card,
    a_membership,
    a_person,
    a_site,
    a_team,
    an_authority,
    an_organisation,
    membership_of,
)
from tests.clock import START

YESTERDAY = TODAY - timedelta(days=1)
THREE = Member("Noor Vos")


def test_everybody_goes_on_in_the_same_role_and_team(cast: Cast) -> None:
    merger = merge(cast)

    assert merger.finished_at == START
    after = team_after(cast.textiel)
    assert (after.name, after.organisation_id) == ("Textiel", cast.schakel.id)
    for member, role in ((DEWI, Role.WORKER), (OSCAR, Role.TEAM_LEADER)):
        [row] = going_on(member, cast.schakel)
        assert (row.role, row.team_id, row.starts_on) == (role, after.id, TODAY)
        [before] = db.session.scalars(
            select(Membership).where(
                Membership.person_id == member.row.id,
                Membership.organisation_id == cast.cirkel.id,
            )
        )
        assert before.ends_on == YESTERDAY
        assert not before.never_held


def test_the_one_is_closed_with_its_places(cast: Cast) -> None:
    merge(cast)

    assert cast.cirkel.ends_on == cast.arnhem.ends_on == cast.textiel.ends_on == YESTERDAY
    assert cast.cirkel.merged_into_id == cast.schakel.id
    assert (cast.cirkel.name, cast.cirkel.slug) == ("De Cirkel", "de-cirkel")


def test_nothing_of_the_other_changes(cast: Cast) -> None:
    before = {each: membership_of(each, Role.WORKER).id for each in (AMINA, BRAM)}
    merge(cast)

    assert {each: going_on(each, cast.schakel)[0].id for each in before} == before
    assert cast.schakel.ends_on is None


def test_a_site_takes_its_region_along(cast: Cast) -> None:
    merge(cast)

    site = team_after(cast.textiel).site
    assert (site.name, site.city, site.region) == ("Winkel Arnhem", "Arnhem", "midden-gelderland")


def test_places_of_one_name_stay_two(cast: Cast) -> None:
    cast.textiel.name, cast.arnhem.name = "sorteren", "Winkel Utrecht"
    merge(cast)

    after = team_after(cast.textiel)
    assert after.name == "sorteren (De Cirkel)"
    assert after.site.name == "Winkel Utrecht (De Cirkel)"
    assert not JAN.identity().teams(Role.TEAM_LEADER) & {after.id}


def test_a_leader_keeps_what_they_may_assess(cast: Cast) -> None:
    merge(cast)

    held = [
        (row.organisation_id, row.starts_on, row.ends_on)
        for row in db.session.scalars(
            select(AssessorAuthority)
            .where(AssessorAuthority.person_id == OSCAR.row.id)
            .order_by(AssessorAuthority.id)
        )
    ]
    assert held[0][0::2] == (cast.cirkel.id, YESTERDAY)
    assert held[1:] == [(cast.schakel.id, TODAY, None)]


def test_what_somebody_may_assess_there_already_stands_once(cast: Cast) -> None:
    an_authority(OSCAR.row, cast.schakel)
    merge(cast)

    held = select(AssessorAuthority).where(
        AssessorAuthority.person_id == OSCAR.row.id,
        AssessorAuthority.organisation_id == cast.schakel.id,
    )
    assert len(db.session.scalars(held).all()) == 1


class TestAdministrators:
    def test_they_go_along_when_the_academy_says_so(self, cast: Cast) -> None:
        merge(cast, along=True)
        assert CAS.identity().organisations(Role.ORGANISATION_ADMIN) == {
            cast.schakel.id, cast.cirkel.id,
        }  # fmt: skip

    def test_else_they_administer_nothing_any_more(self, cast: Cast) -> None:
        merge(cast, along=False)
        assert CAS.identity().places == frozenset()
        assert BEA.identity().organisations(Role.ORGANISATION_ADMIN) == {
            cast.schakel.id, cast.cirkel.id,
        }  # fmt: skip

    def test_who_administers_both_does_so_once(self, cast: Cast) -> None:
        a_membership(CAS.row, Role.ORGANISATION_ADMIN, organisation=cast.schakel)
        merge(cast)
        assert len(going_on(CAS, cast.schakel)) == 1


class TestNumbers:
    def test_a_free_number_goes_along(self, cast: Cast) -> None:
        merge(cast)
        assert going_on(DEWI, cast.schakel)[0].staff_number == "104"

    def test_one_that_somebody_else_has_there_does_not_and_is_told(self, cast: Cast) -> None:
        membership_of(DEWI, Role.WORKER).staff_number = "0101"
        membership_of(AMINA, Role.WORKER).staff_number = "0101"
        merger = merge(cast)

        assert going_on(DEWI, cast.schakel)[0].staff_number == ""
        assert going_on(AMINA, cast.schakel)[0].staff_number == "0101"
        assert [person.id for person in without_number(merger)] == [DEWI.row.id]
        going_on(DEWI, cast.schakel)[0].staff_number = "777"
        assert without_number(merger) == []

    def test_who_works_in_both_keeps_the_number_of_the_one_that_stays(self, cast: Cast) -> None:
        a_membership(DEWI.row, team=cast.winkel, staff_number="55")
        merge(cast)

        rows = going_on(DEWI, cast.schakel)
        assert {row.team_id for row in rows} == {cast.winkel.id, team_after(cast.textiel).id}
        assert {row.staff_number for row in rows} == {"55"}


class TestForAWhile:
    def test_a_last_day_stays_and_what_is_planned_begins_then(self, cast: Cast) -> None:
        last, ahead = TODAY + timedelta(days=20), TODAY + timedelta(days=9)
        membership_of(DEWI, Role.WORKER).ends_on = last
        a_membership(a_person(THREE.name, uuid=THREE.uuid), team=cast.textiel, starts_on=ahead)
        merge(cast)

        assert going_on(DEWI, cast.schakel)[0].ends_on == last
        assert going_on(THREE, cast.schakel)[0].starts_on == ahead
        assert going_on(THREE, cast.cirkel) == []

    def test_a_substitute_replaces_who_is_away_as_before(self, cast: Cast) -> None:
        away = membership_of(OSCAR, Role.TEAM_LEADER)
        a_membership(
            CAS.row, Role.TEAM_LEADER, team=cast.textiel, replaces=away,
            starts_on=TODAY - timedelta(days=2), ends_on=TODAY + timedelta(days=5),
        )  # fmt: skip
        merge(cast)

        [leads] = going_on(OSCAR, cast.schakel)
        [replaces] = [row for row in going_on(CAS, cast.schakel) if row.team_id]
        assert (replaces.replaces_id, replaces.ends_on) == (leads.id, TODAY + timedelta(days=5))

    def test_who_left_before_stays_in_what_was(self, cast: Cast) -> None:
        left = membership_of(DEWI, Role.WORKER)
        left.ends_on = TODAY - timedelta(days=30)
        merge(cast)

        assert left.ends_on == TODAY - timedelta(days=30)
        assert going_on(DEWI, cast.schakel) == []


class TestGuests:
    def lend(self, cast: Cast, member: Member, home: Organisation, team: Team) -> Guest:
        row = a_membership(member.row, Role.GUEST, team=team, ends_on=TODAY + timedelta(days=9))
        guest = Guest(
            person_id=member.row.id, home_id=home.id, host_id=team.organisation_id,
            offered_by_id=member.row.id, offered_at=START, membership_id=row.id,
            ends_on=TODAY + timedelta(days=9), accepted_by_id=BEA.row.id, accepted_at=START,
        )  # fmt: skip
        db.session.add(guest)
        db.session.flush()
        return guest

    def test_between_the_two_it_ends(self, cast: Cast) -> None:
        there = self.lend(cast, OSCAR, cast.cirkel, cast.winkel)
        here = self.lend(cast, PIET, cast.schakel, cast.textiel)
        merge(cast)

        assert there.ended_at == here.ended_at == START
        assert there.membership.ends_on == here.membership.ends_on == YESTERDAY
        assert OSCAR.identity().teams(Role.GUEST) == frozenset()
        assert PIET.identity().teams(Role.GUEST) == frozenset()
        assert [row.role for row in going_on(PIET, cast.schakel)] == [Role.TEAM_LEADER]

    def test_with_a_third_it_goes_on(self, cast: Cast) -> None:
        guest = self.lend(cast, OSCAR, cast.cirkel, self.elsewhere(cast))
        merge(cast)

        assert guest.home_id == cast.schakel.id
        assert OSCAR.identity().teams(Role.GUEST) == {guest.membership.team_id}

    def elsewhere(self, cast: Cast) -> Team:
        return a_team(a_site(an_organisation("De Derde")), "Hout")


class TestWaysIn:
    def test_a_card_opens_the_same_as_before(self, cast: Cast) -> None:
        card = a_card(DEWI.row)
        card.given_by_id = card.issued_by_id = cast.cirkel.id
        merge(cast)

        assert (card.given_by_id, card.issued_by_id) == (cast.schakel.id, cast.schakel.id)
        assert card.voided_at is None

    def test_a_session_goes_on_and_shows_what_it_showed(self, cast: Cast) -> None:
        row = Session(
            person=DEWI.row, method="card", device="Chromium", started_at=START,
            last_used_at=START, expires_at=START + timedelta(minutes=20),
            given_by_id=cast.cirkel.id,
        )  # fmt: skip
        db.session.add(row)
        merge(cast)

        identity = identity_of(row, today=local_day(START))
        assert identity.limited_to == cast.schakel.id
        assert identity.knows(cast.cirkel.id)
        assert identity.knows(cast.schakel.id)
        assert not identity.knows(cast.employer.id)
