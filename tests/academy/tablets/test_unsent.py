"""Whoever changes what a tablet may still send about is told first, by tablet, in plain words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import Tag

from academy.database import db
from academy.dependencies import dependencies
from academy.organisations.models import Organisation
from academy.people.models import AssessorAuthority
from academy.security.identity import Role
from academy.tablets.unsent import Unsent, unsent_everywhere, unsent_on
from tests.academy.assessments.conftest import SORTING
from tests.academy.tablets.conftest import Enrol, signed_in, version_of
from tests.academy.tablets.test_enrolling import the_tablet
from tests.academy.tablets.test_photos import a_photo
from tests.cast import AMINA, ANNA, BEA, CAS, DEWI, JAN, Cast, a_site, a_team, membership_of
from tests.client import AcademyClient
from tests.clock import TestClock
from tests.tablet import TabletClient, named

WARNING = "Er kan nog werk op een tablet staan"
TWO_DAYS = "Tablet Winkel 1 : 3 nog niet verstuurd, 2 dagen niet gezien"


@pytest.fixture
def left_behind(tablet: TabletClient, clock: TestClock) -> TabletClient:
    """It said that three wait, and was not seen for two days."""
    tablet.queue = [{}, {}, {}]
    tablet.state()
    clock.advance(days=2)
    return tablet


def told(organisation: Organisation) -> list[Unsent]:
    db.session.rollback()
    return unsent_on(organisation, now=dependencies().clock())


def words(page: Tag) -> str:
    return page.get_text(" ", strip=True)


# which tablets


def test_one_that_said_that_something_waits_is_told_of(
    left_behind: TabletClient, palette: Cast
) -> None:
    assert told(palette.schakel) == [Unsent("Winkel 1", 3, 2)]
    assert told(palette.cirkel) == []


def test_the_list_of_tablets_says_on_which_work_may_stand(
    left_behind: TabletClient, palette: Cast, client: AcademyClient
) -> None:
    page = f"/organisations/{palette.schakel.uuid}/tablets"
    assert "Misschien nog werk" in words(client.as_(BEA).page(page))
    left_behind.queue = []
    left_behind.state()
    assert "Misschien nog werk" not in words(client.page(page))


def test_one_that_sent_everything_is_not(left_behind: TabletClient, palette: Cast) -> None:
    left_behind.queue = []
    left_behind.state()
    assert told(palette.schakel) == []


def test_one_that_is_put_away_right_after_its_last_sending_is_not(
    tablet: TabletClient, palette: Cast
) -> None:
    jan, photo = signed_in(tablet, JAN), named(a_photo())
    tablet.assess(jan, AMINA.uuid, version_of(SORTING), photo=photo)
    tablet.queue.append({**tablet.queue[0], "id": str(uuid4())})  # it stays: nobody can open it

    said = tablet.sync()

    assert [each["done"] for each in said.values()] == [True, False]
    assert told(palette.schakel) == [Unsent("Winkel 1", 1, 0)]
    tablet.queue[0] = {"id": photo["id"]}  # it is all that waits now
    assert not tablet.send_photo(str(uuid4()), b"of nothing")["done"]
    assert told(palette.schakel) == [Unsent("Winkel 1", 1, 0)]
    assert tablet.send_photo(photo["id"], a_photo())["done"]
    assert told(palette.schakel) == []


def test_one_that_was_left_signed_in_may_hold_more_than_it_said(
    tablet: TabletClient, palette: Cast, clock: TestClock
) -> None:
    signed_in(tablet, JAN)
    tablet.state()
    assert told(palette.schakel) == []
    clock.advance(days=1)
    assert told(palette.schakel) == [Unsent("Winkel 1", 0, 1)]


def test_one_in_a_cupboard_holds_nothing(
    tablet: TabletClient, palette: Cast, clock: TestClock
) -> None:
    leader = signed_in(tablet, JAN)
    assert tablet.ask("DELETE", f"/api/tablet/grants/{leader.id}").status_code in {200, 204}
    clock.advance(days=30)
    assert told(palette.schakel) == []


def test_a_sign_in_that_ran_out_before_the_last_contact_tells_nothing(
    tablet: TabletClient, palette: Cast, clock: TestClock
) -> None:
    signed_in(tablet, JAN)
    clock.advance(days=1)
    tablet.state()
    clock.advance(days=2)
    assert told(palette.schakel) == []


def test_one_that_was_taken_away_is_past_warning(
    left_behind: TabletClient, client: AcademyClient, palette: Cast
) -> None:
    client.as_(BEA).post(f"/tablets/{the_tablet().uuid}/revoke")
    assert told(palette.schakel) == []


def test_the_academy_gets_numbers_of_all_together(
    left_behind: TabletClient, enrol: Enrol, palette: Cast
) -> None:
    other = enrol(palette.arnhem, "Kassa")
    other.queue = [{}]
    other.state()
    now = dependencies().clock()
    everywhere = unsent_everywhere(now=now)
    assert (everywhere.tablets, everywhere.waiting) == (2, 4)
    there = unsent_everywhere(palette.cirkel, now=now)
    assert (there.tablets, there.waiting) == (1, 1)


# the pages


@pytest.mark.parametrize("page", ["move", "end"])
def test_before_somebody_moves_or_stops(
    left_behind: TabletClient, client: AcademyClient, page: str
) -> None:
    address = f"/memberships/{membership_of(AMINA, Role.WORKER).uuid}/{page}"
    assert TWO_DAYS in words(client.as_(BEA).page(address))


def test_before_somebody_moves_who_works_at_another_site(
    left_behind: TabletClient, client: AcademyClient, palette: Cast
) -> None:
    row = membership_of(AMINA, Role.WORKER)
    row.team_id = a_team(a_site(palette.schakel)).id
    db.session.commit()
    assert WARNING not in words(client.as_(BEA).page(f"/memberships/{row.uuid}/end"))


def test_before_somebody_of_elsewhere_moves(
    left_behind: TabletClient, client: AcademyClient
) -> None:
    address = f"/memberships/{membership_of(DEWI, Role.WORKER).uuid}/end"
    assert WARNING not in words(client.as_(CAS).page(address))


def test_before_authority_ends(left_behind: TabletClient, client: AcademyClient) -> None:
    row = db.session.query(AssessorAuthority).filter_by(person_id=JAN.row.id).one()
    page = client.as_(BEA).page(f"/authorities/{row.uuid}")
    stop = page.select_one("section[aria-labelledby=stop]")
    assert stop is not None
    assert TWO_DAYS in words(stop)


def test_before_a_tablet_is_taken_away(left_behind: TabletClient, client: AcademyClient) -> None:
    address = f"/tablets/{the_tablet().uuid}"
    form = client.as_(BEA).page(address).select_one(f'form[action="{address}/revoke"]')
    assert form is not None
    assert TWO_DAYS in words(form)


def test_before_another_tablet_is_taken_away(
    left_behind: TabletClient, enrol: Enrol, client: AcademyClient
) -> None:
    address = f"/tablets/{the_tablet().uuid}"
    enrol(name="Winkel 2")
    left_behind.queue = []
    left_behind.state()
    assert WARNING not in words(client.as_(BEA).page(address))


def test_before_a_place_ends(
    left_behind: TabletClient, client: AcademyClient, palette: Cast
) -> None:
    for address in (f"/sites/{palette.utrecht.uuid}/edit", f"/teams/{palette.sorteren.uuid}/edit"):
        assert TWO_DAYS in words(client.as_(BEA).page(address)), address


def test_before_a_skill_stops_the_academy_hears_how_many_and_no_name(
    left_behind: TabletClient, client: AcademyClient
) -> None:
    page = words(client.as_(ANNA).page(f"/palette/skills/{SORTING}"))
    assert "Op 1 tablet kan nog werk staan. 3 beoordelingen zijn nog niet verstuurd." in page
    assert "Winkel 1" not in page


def test_before_an_organisation_ends_the_academy_hears_how_many_and_no_name(
    left_behind: TabletClient, client: AcademyClient, palette: Cast
) -> None:
    client.as_(ANNA)
    page = words(client.page(f"/organisations/{palette.schakel.uuid}/platform"))
    assert "Op 1 tablet kan nog werk staan." in page
    assert "Winkel 1" not in page
    assert WARNING not in words(client.page(f"/organisations/{palette.cirkel.uuid}/platform"))


def test_a_tablet_that_was_seen_today_says_so(
    left_behind: TabletClient, client: AcademyClient
) -> None:
    left_behind.state()
    address = f"/memberships/{membership_of(AMINA, Role.WORKER).uuid}/end"
    page = words(client.as_(BEA).page(address))
    assert "3 nog niet verstuurd, vandaag nog gezien" in page


def test_days_are_those_of_the_calendar(
    tablet: TabletClient, palette: Cast, clock: TestClock
) -> None:
    """Late in the evening and early in the morning are a day apart for whoever reads it."""
    tablet.queue = [{}]
    clock.now = clock.now.replace(hour=21)
    tablet.state()
    clock.now += timedelta(hours=9)
    assert told(palette.schakel) == [Unsent("Winkel 1", 1, 1)]
