"""Two records of one organisation become one: what stood twice, leaders, and who else asks."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from academy.credentials.models import Credential
from academy.database import db
from academy.people.models import Membership
from academy.privacy.merging.rules import Proof
from academy.security.identity import Role
from tests.academy.privacy.merging.twice import TWIN, ask, merge, refused, the_double
from tests.academy.shown import Shown
from tests.cast import (
    AMINA,
    CAS,
    JAN,
    LONG_AGO,
    Cast,
    Member,
    a_membership,
    an_account,
    an_authority,
    membership_of,
)
from tests.client import AcademyClient


class TestWhatStandsOnce:
    def test_one_row_has_all_days_and_a_number(self, twin: Membership, cast: Cast) -> None:
        membership_of(AMINA, Role.WORKER).staff_number = ""
        ask()
        merge()

        rows = db.session.scalars(
            select(Membership).where(Membership.person_id == AMINA.row.id)
        ).all()
        held = [row for row in rows if not row.never_held]
        assert [(row.starts_on, row.ends_on, row.staff_number) for row in held] == [
            (LONG_AGO - timedelta(30), None, "177")
        ]
        assert len(rows) == 2

    def test_another_team_stays_beside_it(self, twin: Membership, cast: Cast) -> None:
        twin.team_id = cast.winkel.id
        ask()
        merge()

        found = select(Membership).where(Membership.person_id == AMINA.row.id)
        assert not any(row.never_held for row in db.session.scalars(found))

    def test_who_came_back_has_both_periods(self, twin: Membership) -> None:
        first = membership_of(AMINA, Role.WORKER)
        first.ends_on, twin.starts_on = date(2025, 6, 30), date(2026, 1, 1)
        ask()
        merge()

        found = select(Membership).where(Membership.person_id == AMINA.row.id)
        assert {(row.starts_on, row.ends_on) for row in db.session.scalars(found)} == {
            (LONG_AGO, date(2025, 6, 30)), (date(2026, 1, 1), None),
        }  # fmt: skip

    def test_the_newer_badge_counts_and_the_older_stays_valid(
        self, shown: Shown, twin: Membership, client: AcademyClient
    ) -> None:
        older, newer = shown(TWIN, days_ago=9), shown()
        assert older is not None
        assert newer is not None
        key, uuids = newer.current_key, (older.uuid, newer.uuid)
        ask()
        merge()

        older, newer = (
            db.session.scalars(select(Credential).where(Credential.uuid == uuid)).one()
            for uuid in uuids
        )
        assert (older.current_key, newer.current_key) == (None, key)
        assert (older.revocation, newer.supersedes_id) == (None, older.id)
        wallet = client.as_(AMINA).page("/wallet")
        assert len(wallet.select("#own-badges > li")) == 1

    def test_a_later_badge_takes_its_place_as_ever(self, shown: Shown, twin: Membership) -> None:
        shown(TWIN, days_ago=9)
        shown(days_ago=3)
        ask()
        merge()

        shown(level=3)

        current = select(func.count(Credential.id)).where(Credential.current_key.is_not(None))
        assert db.session.scalar(current) == 2


class TestALeader:
    @pytest.fixture
    def second(self, twin: Membership, cast: Cast) -> None:
        """Jan has an account, and a second record that leads too."""
        an_account(JAN.row, "jan@example.nl")
        twin.role, twin.person.name = Role.TEAM_LEADER, "Jan de Vries"
        an_authority(twin.person, cast.schakel)
        ask(JAN)

    def test_both_lead_one_team_once(self, second: None) -> None:
        merge(JAN, proof=Proof.OWN_PIN)

        led = select(Membership).where(
            Membership.person_id == JAN.row.id, Membership.role == Role.TEAM_LEADER
        )
        assert [row.never_held for row in db.session.scalars(led)].count(False) == 1

    def test_not_without_the_card(self, second: None) -> None:
        refused("other-card-needed", stays=JAN)

    def test_not_for_who_comes_in_with_a_card_only(self, twin: Membership) -> None:
        twin.role = Role.TEAM_LEADER
        ask()

        refused("other-card-does-more", proof=Proof.OWN_PIN)

    def test_not_what_is_led_elsewhere(self, second: None, cast: Cast) -> None:
        a_membership(TWIN.row, Role.TEAM_LEADER, team=cast.textiel)

        refused("other-card-does-more", stays=JAN, proof=Proof.OWN_PIN)

    def test_not_who_looked_at_the_other(self, shown: Shown, twin: Membership) -> None:
        an_account(JAN.row, "jan@example.nl")
        shown(TWIN)
        ask(JAN)

        refused("other-card-looked", stays=JAN, proof=Proof.OWN_PIN)


class TestWhereItWasNotAsked:
    def test_a_place_that_both_share_asks_too(self, twin: Membership, cast: Cast) -> None:
        for member in (AMINA, TWIN):
            a_membership(member.row, team=cast.textiel)
        ask()
        refused("other-card-of-one-place", proof=Proof.OWN_PIN)

        ask(by=CAS)
        merge(proof=Proof.OWN_PIN)

        assert TWIN.row.merged_into_id == AMINA.row.id

    def test_a_question_about_others_is_none_about_these(self, twin: Membership) -> None:
        ask(AMINA, Member("Goran Kovač"))

        refused("other-card-of-one-place", proof=Proof.OWN_PIN)

    def test_what_is_still_asked_about_who_stays_leads_to_them(
        self, twin: Membership, cast: Cast
    ) -> None:
        ask()
        ask(TWIN, Member("Goran Kovač"))
        merge()

        double = the_double()
        assert AMINA.row.id in (double.person_id, double.other_id)
