"""A guest assessor: both organisations say yes, one team opens and nothing else, either ends it."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.assessments.models import Assessment
from academy.audit.models import AuditEvent
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dates import local_day
from academy.people import guests
from academy.people.models import AssessorAuthority, Guest, Membership
from academy.security.identity import Role
from tests.academy.assessments.conftest import filled_in
from tests.academy.shown import SORTING, palette
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    JAN,
    OSCAR,
    PIET,
    Cast,
    Member,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race

__all__ = ["palette"]
TODAY = local_day(START)
UNTIL = TODAY + timedelta(days=30)


def offers(
    client: AcademyClient, cast: Cast, until: date = UNTIL, whom: Member = OSCAR, by: Member = CAS
):
    host = cast.schakel if by is CAS else cast.cirkel
    return client.as_(by).submit(
        f"/people/{whom.uuid}/guest", "guest", host=str(host.uuid), ends_on=until.isoformat()
    )


def row() -> Guest:
    db.session.rollback()
    return db.session.scalars(select(Guest)).one()


def accepts(client: AcademyClient, cast: Cast, until: date = UNTIL, by: Member = BEA):
    return client.as_(by).submit(
        f"/guests/{row().uuid}/accept", "guest",
        team=str(cast.sorteren.uuid), ends_on=until.isoformat(),
    )  # fmt: skip


@pytest.fixture
def guest(client: AcademyClient, palette: Cast) -> AcademyClient:
    """Oscar of De Cirkel, taken up in the team Sorteren of De Schakel."""
    assert offers(client, palette).status_code == 303
    assert accepts(client, palette).status_code == 303
    return client.as_(OSCAR)


def assess(client: AcademyClient, member: Member = AMINA):
    return client.post(f"/people/{member.uuid}/skills/{SORTING}/assess", data=filled_in())


def test_an_offer_alone_opens_nothing(client: AcademyClient, palette: Cast) -> None:
    offers(client, palette)
    page = client.page(f"/organisations/{palette.cirkel.uuid}/guests").get_text()
    assert "Wacht op de ander" in page
    assert client.as_(OSCAR).get(f"/teams/{palette.sorteren.uuid}").status_code == 404
    office = client.as_(BEA).page(f"/organisations/{palette.schakel.uuid}").get_text()
    assert "1 gastbeoordelaar wacht op jullie ja" in office


def test_after_both_yesses_the_guest_looks_and_gives_a_badge(
    guest: AcademyClient, palette: Cast
) -> None:
    assert AMINA.name in guest.page(f"/teams/{palette.sorteren.uuid}").get_text()
    answer = assess(guest)
    assert answer.status_code == 303
    assert guest.get(answer.location).status_code == 200
    assessment = db.session.scalars(select(Assessment)).one()
    assert (assessment.assessor.name, assessment.organisation_id) == (
        OSCAR.name, palette.schakel.id,
    )  # fmt: skip
    assert db.session.scalars(select(Credential)).one().organisation_id == palette.schakel.id


def test_the_guest_sees_only_that_team(guest: AcademyClient, palette: Cast) -> None:
    assert guest.get(f"/teams/{palette.winkel.uuid}").status_code == 404
    assert guest.get(f"/people/{BRAM.uuid}/skills").status_code == 404
    assert assess(guest, BRAM).status_code == 404
    for closed in (
        f"/people/{AMINA.uuid}", f"/people/{AMINA.uuid}/card",
        f"/organisations/{palette.schakel.uuid}",
    ):  # fmt: skip
        assert guest.get(closed).status_code in {403, 404}, closed
    assert guest.get(f"/teams/{palette.sorteren.uuid}/cards").status_code == 403
    assert guest.post(f"/teams/{palette.sorteren.uuid}/certificates").status_code == 403
    assert guest.get(f"/teams/{palette.textiel.uuid}").status_code == 200, "the own team stays"


def test_a_guest_reads_no_assessment_of_somebody_else(
    guest: AcademyClient, client: AcademyClient
) -> None:
    answer = assess(client.as_(JAN))
    assert answer.status_code == 303
    assert client.as_(OSCAR).get(answer.location).status_code == 404


def test_a_guest_is_no_colleague_of_the_host(guest: AcademyClient, palette: Cast) -> None:
    guest.as_(BEA)
    assert guest.get(f"/people/{OSCAR.uuid}").status_code == 404
    assert guest.post(f"/people/{OSCAR.uuid}/card/void").status_code == 404
    people = guest.page(f"/organisations/{palette.schakel.uuid}/people").get_text()
    assert OSCAR.name not in people


@pytest.mark.parametrize("by", [BEA, CAS])
def test_either_ends_it_at_once(guest: AcademyClient, palette: Cast, by: Member) -> None:
    number = row().uuid
    for _again in range(2):
        assert guest.as_(by).post(f"/guests/{number}/end").status_code == 303
    assert guest.as_(OSCAR).get(f"/teams/{palette.sorteren.uuid}").status_code == 404
    assert assess(guest).status_code == 404
    held = select(AssessorAuthority).where(AssessorAuthority.organisation_id == palette.schakel.id)
    ends = [each.ends_on for each in db.session.scalars(held) if each.person_id == OSCAR.row.id]
    assert ends == [TODAY - timedelta(days=1)]
    assert guest.get(f"/teams/{palette.textiel.uuid}").status_code == 200


def test_it_ends_by_itself_after_the_last_day(
    guest: AcademyClient, palette: Cast, clock: TestClock
) -> None:
    clock.advance(days=30)
    assert guest.as_(OSCAR).get(f"/teams/{palette.sorteren.uuid}").status_code == 200
    clock.advance(days=1)
    assert guest.as_(OSCAR).get(f"/teams/{palette.sorteren.uuid}").status_code == 404


def test_it_ends_with_the_work_at_home(guest: AcademyClient, palette: Cast) -> None:
    membership_of(OSCAR, Role.TEAM_LEADER).ends_on = TODAY - timedelta(days=1)
    db.session.commit()
    assert guest.as_(OSCAR).get(f"/teams/{palette.sorteren.uuid}").status_code == 404


def test_the_authority_is_that_of_home(client: AcademyClient, palette: Cast) -> None:
    held = select(AssessorAuthority).where(AssessorAuthority.person_id == OSCAR.row.id)
    for each in db.session.scalars(held):
        each.ends_on = TODAY - timedelta(days=1)
    db.session.commit()
    offers(client, palette)
    accepts(client, palette)
    assert assess(client.as_(OSCAR)).status_code == 403


def test_the_host_may_give_less_and_not_more(client: AcademyClient, palette: Cast) -> None:
    offers(client, palette)
    longer = accepts(client, palette, UNTIL + timedelta(days=1))
    assert (longer.status_code, row().membership_id) == (422, None)
    assert accepts(client, palette, UNTIL - timedelta(days=9)).status_code == 303
    assert row().membership.ends_on == UNTIL - timedelta(days=9)


@pytest.mark.parametrize(
    "day",
    ["", "morgen", *((TODAY + timedelta(days=days)).isoformat() for days in (-1, 400))],
)
def test_a_last_day_that_cannot_be_is_told(client: AcademyClient, palette: Cast, day: str) -> None:
    host = str(palette.schakel.uuid)
    path = f"/people/{OSCAR.uuid}/guest"
    answer = client.as_(CAS).submit(path, "guest", host=host, ends_on=day)
    assert answer.status_code == 422
    assert db.session.scalar(select(Guest.id)) is None


def test_whoever_leads_no_team_is_not_lent(client: AcademyClient, palette: Cast) -> None:
    answer = offers(client, palette, whom=DEWI)
    assert answer.status_code == 409
    assert "leidt hier nu geen team" in answer.page.get_text()


def test_the_own_organisation_is_no_host(client: AcademyClient, palette: Cast) -> None:
    for place in (palette.cirkel, palette.academy, palette.employer):
        form = {"host": str(place.uuid), "ends_on": UNTIL.isoformat()}
        answer = client.as_(CAS).post(f"/people/{OSCAR.uuid}/guest", data=form)
        assert answer.status_code == 422, place.name


@pytest.mark.parametrize("who", [JAN, PIET, OSCAR, ANNA, AMINA])
def test_nobody_else_offers_accepts_or_ends(
    client: AcademyClient, palette: Cast, who: Member
) -> None:
    offers(client, palette)
    number = row().uuid
    client.as_(who)
    assert client.get(f"/people/{OSCAR.uuid}/guest").status_code in {403, 404}
    assert client.get(f"/guests/{number}/accept").status_code == 404
    assert client.post(f"/guests/{number}/accept").status_code == 404
    assert client.post(f"/guests/{number}/end").status_code == 404


def test_the_home_cannot_say_yes_for_the_host(client: AcademyClient, palette: Cast) -> None:
    offers(client, palette)
    assert client.as_(CAS).post(f"/guests/{row().uuid}/accept").status_code == 404


def test_an_offer_is_made_once_and_taken_up_once(client: AcademyClient, palette: Cast) -> None:
    offers(client, palette)
    offers(client, palette)
    number = row().uuid
    accepts(client, palette)
    assert client.get(f"/guests/{number}/accept").status_code == 404


def test_both_logs_tell_it(guest: AcademyClient, palette: Cast) -> None:
    found = select(AuditEvent.action, AuditEvent.chain).where(
        AuditEvent.action.startswith("guest.")
    )
    told = {tuple(each) for each in db.session.execute(found)}
    both = (palette.schakel.id, palette.cirkel.id)
    assert told == {(f"guest.{what}", one) for what in ("offered", "accepted") for one in both}
    page = guest.as_(BEA).page("/audit").get_text(" ", strip=True)
    assert "Bea Mulder liet een gastbeoordelaar toe" in page


def test_of_two_who_accept_at_once_one_does(
    client: AcademyClient, app: Flask, palette: Cast
) -> None:
    offers(client, palette)
    number, team_id = row().id, palette.sorteren.id

    def act() -> None:
        from academy.organisations.models import Team

        guest, team = db.session.get_one(Guest, number), db.session.get_one(Team, team_id)
        with transaction(guest.host, guest.person):
            guests.accept(guest, team, UNTIL, proof=None, by=BEA.identity(), now=START)

    assert race(app, act, act) == ["AcademyError", DONE]
    held = select(Membership).where(Membership.role == Role.GUEST)
    assert len(db.session.scalars(held).all()) == 1
