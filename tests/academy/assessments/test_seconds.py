"""A badge needs two people and one looks in the team: who is the second, and who reads of it.

Bram works in Winkel, where Piet alone leads. Jan and Fatma lead elsewhere in De Schakel. Dewi works
at De Cirkel, where Oscar is the only leader.
"""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.assessments import service
from academy.assessments.models import Assessment
from academy.assessments.seconds import asking
from academy.assessments.seconds.models import SecondLook
from academy.audit.models import AuditEvent
from academy.catalogue.publishing import PALETTE
from academy.catalogue.validation.defaults import name_of, newest_default, set_default
from academy.catalogue.validation.rule import FIRST
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.people.models import AssessorAuthority
from academy.security.identity import Role
from tests.academy.assessments.conftest import filled_in
from tests.academy.shown import Shown, palette, shown
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    CAS,
    DEWI,
    FATMA,
    JAN,
    OSCAR,
    PIET,
    RENS,
    Cast,
    Member,
    a_membership,
    an_authority,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race

__all__ = ["palette", "shown"]


@pytest.fixture
def two(palette: Cast) -> Cast:
    """Every badge needs two people."""
    with transaction(PALETTE):
        rule = replace(FIRST, assessors=2)
        set_default(rule, seen=name_of(None), by=ANNA.identity(), now=START)
    if not _held(OSCAR, palette.cirkel.id):
        an_authority(OSCAR.row, palette.cirkel)
    db.session.commit()
    return palette


def _held(member: Member, organisation_id: int) -> list[AssessorAuthority]:
    found = select(AssessorAuthority).where(
        AssessorAuthority.person_id == member.row.id,
        AssessorAuthority.organisation_id == organisation_id,
    )
    return list(db.session.scalars(found))


def open_rows() -> list[SecondLook]:
    db.session.rollback()
    return list(db.session.scalars(select(SecondLook).where(SecondLook.ended_at.is_(None))))


def the_row() -> SecondLook:
    (found,) = open_rows()
    return found


def offered(client: AcademyClient, member: Member) -> list[str]:
    """What the member could take, or took, as the page says it."""
    page = client.as_(member).page("/reviews")
    return [each.get_text(" ", strip=True) for each in page.select("main .card__title")]


def takes(client: AcademyClient, member: Member, row: SecondLook | None = None) -> int:
    asked = row or the_row()
    return int(client.as_(member).post(f"/second-looks/{asked.uuid}/take").status_code)


def badges_of(member: Member) -> list[Credential]:
    found = select(Credential).where(Credential.person_id == member.row.id)
    return list(db.session.scalars(found))


def told(client: AcademyClient, member: Member, address: str) -> str:
    return client.as_(member).page(address).main.get_text(" ", strip=True)


def test_from_one_look_to_a_badge_by_a_leader_of_another_team(
    client: AcademyClient, two: Cast, shown: Shown
) -> None:
    assert shown(BRAM, by=PIET, team=two.winkel) is None
    first = db.session.scalars(select(Assessment.uuid)).one()
    assert (
        offered(client, JAN)
        == offered(client, FATMA)
        == ["Tweede kijker gezocht: Textiel sorteren"]
    )
    assert BRAM.name not in told(client, JAN, "/reviews"), "no name before somebody takes it"
    for who in (PIET, BRAM, OSCAR, CAS, ANNA, RENS, BEA):
        if who not in (BRAM, RENS):
            assert offered(client, who) == []
        assert takes(client, who) in {403, 404}

    assert takes(client, JAN) == 303
    assert takes(client, JAN) == 303, "a second tap is no second taking"
    assert offered(client, JAN) == ["Bram Bakker: Textiel sorteren"]
    assert offered(client, FATMA) == []
    for reader, page in (
        (PIET, f"/assessments/{first}"), (BRAM, f"/assessments/{first}"),
        (PIET, f"/teams/{two.winkel.uuid}"),
    ):  # fmt: skip
        assert "Jan de Vries kijkt als tweede" in told(client, reader, page)

    look = f"/second-looks/{the_row().uuid}"
    assert BRAM.name in told(client, JAN, look)
    sent = filled_in()
    again = [client.as_(JAN).post(look, data=sent).headers["Location"] for _tap in range(2)]
    assert again == [f"/assessments/{sent['uuid']}"] * 2
    assert len(badges_of(BRAM)) == 1
    assert open_rows() == []
    assert "Textiel sorteren" in told(client, JAN, again[0])
    assert client.as_(FATMA).get(again[0]).status_code == 404
    assert client.as_(JAN).get(f"/assessments/{first}").status_code == 404, "nothing else opens"
    assert client.as_(JAN).get(look).headers["Location"] == "/reviews"
    actions = select(AuditEvent.action).where(AuditEvent.action.startswith("second."))
    assert sorted(db.session.scalars(actions)) == ["second.asked", "second.looked", "second.taken"]


def test_bad_input_keeps_what_was_typed_and_saves_nothing(
    client: AcademyClient, two: Cast, shown: Shown
) -> None:
    shown(BRAM, by=PIET, team=two.winkel)
    takes(client, JAN)
    look = f"/second-looks/{the_row().uuid}"
    late = (START - timedelta(days=90)).date().isoformat()
    for wrong, status in (
        ({"level": "7"}, 422),
        ({"observed_on": late}, 422),
        ({"level": ""}, 422),
    ):
        answer = client.as_(JAN).post(look, data=filled_in(**wrong))
        assert answer.status_code == status
        assert answer.page.select("[role=alert] a")
    assert client.post(look, data={"tick": "2"}).status_code == 200
    stale = client.post(look, data=filled_in(version=str(uuid.uuid4())))
    assert stale.status_code == 409
    assert the_row().taken_by_id == JAN.row.id


def test_what_is_given_back_is_for_anybody_again(
    client: AcademyClient, two: Cast, shown: Shown
) -> None:
    shown(BRAM, by=PIET, team=two.winkel)
    takes(client, JAN)
    back = f"/second-looks/{the_row().uuid}/give-back"
    assert client.as_(FATMA).post(back).status_code == 404
    assert client.as_(JAN).post(back).status_code == 303
    assert client.post(back).status_code == 404, "it is no longer theirs"
    assert takes(client, FATMA) == 303
    assert offered(client, JAN) == []


def test_whoever_comes_second_reads_that_it_is_taken(
    client: AcademyClient, two: Cast, shown: Shown
) -> None:
    shown(BRAM, by=PIET, team=two.winkel)
    asked = the_row()
    takes(client, JAN)
    takes(client, FATMA, asked)
    assert "Iemand anders kijkt hier al naar." in client.page("/reviews").get_text()
    assert the_row().taken_by_id == JAN.row.id


def test_of_two_who_take_it_at_once_one_has_it(app: Flask, two: Cast, shown: Shown) -> None:
    shown(BRAM, by=PIET, team=two.winkel)
    number = the_row().id

    def by(member: Member) -> None:
        asked = db.session.get_one(SecondLook, number)
        with transaction(asked.person):
            asking.take(asked, by=member.identity(), now=START)

    assert race(app, lambda: by(JAN), lambda: by(FATMA)) == ["AcademyError", DONE]
    taken = select(AuditEvent).where(AuditEvent.action == "second.taken")
    assert len(db.session.scalars(taken).all()) == 1


def test_who_takes_it_and_may_look_no_more_holds_nothing(
    client: AcademyClient, two: Cast, shown: Shown
) -> None:
    shown(BRAM, by=PIET, team=two.winkel)
    takes(client, JAN)
    look = f"/second-looks/{the_row().uuid}"
    membership_of(JAN, Role.TEAM_LEADER).ends_on = START.date() - timedelta(days=1)
    db.session.commit()
    assert client.as_(JAN).post(look, data=filled_in()).status_code in {403, 404}
    assert offered(client, FATMA) == ["Tweede kijker gezocht: Textiel sorteren"]
    assert takes(client, FATMA) == 303


def test_authority_for_another_part_of_the_palette_is_none_for_this(
    client: AcademyClient, two: Cast, shown: Shown
) -> None:
    shown(BRAM, by=PIET, team=two.winkel)
    for held in _held(FATMA, two.schakel.id):
        held.ends_on = START.date() - timedelta(days=1)
    db.session.commit()
    assert offered(client, FATMA) == []
    assert takes(client, FATMA) == 404


def test_where_two_look_in_the_team_nobody_of_elsewhere_is_asked(
    client: AcademyClient, two: Cast, shown: Shown
) -> None:
    shown(AMINA, by=JAN)
    assert offered(client, PIET) == []
    membership_of(FATMA, Role.TEAM_LEADER).ends_on = START.date() - timedelta(days=1)
    db.session.commit()
    assert offered(client, PIET) == ["Tweede kijker gezocht: Textiel sorteren"], "since she left"
    a_membership(FATMA.row, Role.TEAM_LEADER, team=two.sorteren)
    db.session.commit()
    assert offered(client, PIET) == []


def test_without_anybody_else_it_goes_to_the_academy(
    client: AcademyClient, two: Cast, shown: Shown
) -> None:
    shown(DEWI, by=OSCAR, team=two.textiel)
    assert offered(client, JAN) == offered(client, OSCAR) == []
    assert offered(client, ANNA) == ["Tweede kijker gezocht: Textiel sorteren"]
    assert "De Cirkel" in told(client, ANNA, "/reviews")
    assert DEWI.name not in told(client, ANNA, "/reviews")
    office = f"/organisations/{two.cirkel.uuid}"
    assert "We vroegen de academie" in told(client, CAS, office)
    assert takes(client, ANNA) == 303
    look = f"/second-looks/{the_row().uuid}"
    saved = client.as_(ANNA).post(look, data=filled_in())
    assert saved.status_code == 303, saved.page.select("[role=alert]")
    assert len(badges_of(DEWI)) == 1
    assert "Textiel sorteren" in told(client, ANNA, saved.headers["Location"])
    seen = select(AuditEvent).where(
        AuditEvent.action == "people.seen_from_outside", AuditEvent.chain == two.cirkel.id
    )
    assert len(db.session.scalars(seen).all()) == 1, "the organisation reads that it looked in"
    assert client.as_(ANNA).get(f"/people/{DEWI.uuid}").status_code == 404


def test_the_academy_looks_only_where_nobody_of_the_organisation_can(
    client: AcademyClient, two: Cast, shown: Shown
) -> None:
    shown(BRAM, by=PIET, team=two.winkel)
    assert takes(client, ANNA) == 404
    shown(DEWI, by=OSCAR, team=two.textiel)
    asked = next(row for row in open_rows() if row.person_id == DEWI.row.id)
    a_membership(JAN.row, Role.TEAM_LEADER, team=two.textiel)
    an_authority(JAN.row, two.cirkel)
    db.session.commit()
    assert takes(client, ANNA, asked) == 404


def test_the_office_hears_after_two_weeks_who_took_it(
    client: AcademyClient, two: Cast, shown: Shown, clock: TestClock
) -> None:
    shown(BRAM, by=PIET, team=two.winkel)
    takes(client, JAN)
    office = f"/organisations/{two.schakel.uuid}"
    clock.now += timedelta(days=14, seconds=-1)
    assert "tweede kijker" not in told(client, BEA, office)
    clock.now += timedelta(seconds=1)
    said = told(client, BEA, office)
    assert "1 badge wacht op een tweede kijker" in said
    assert "Jan de Vries kijkt als tweede." in said
    assert "tweede kijker" not in told(client, CAS, f"/organisations/{two.cirkel.uuid}")
    clock.now = START + timedelta(days=60)
    assert "tweede kijker" not in told(client, BEA, office), "nobody waits for it any more"


@pytest.mark.parametrize("what", ["undone", "left", "badge", "other leader"])
def test_it_waits_no_more_when_there_is_nothing_to_wait_for(
    client: AcademyClient, two: Cast, shown: Shown, what: str
) -> None:
    shown(BRAM, by=PIET, team=two.winkel)
    asked = the_row()
    if what == "undone":
        with transaction(BRAM.row):
            service.undo(asked.assessment, by=PIET.identity(), now=START)
    elif what == "left":
        membership_of(BRAM, Role.WORKER).ends_on = START.date() - timedelta(days=1)
    elif what == "badge":
        with transaction(PALETTE):
            set_default(FIRST, seen=name_of(newest_default()), by=ANNA.identity(), now=START)
        shown(BRAM, by=PIET, team=two.winkel)
        asked = the_row()
    else:
        a_membership(JAN.row, Role.TEAM_LEADER, team=two.winkel)
        db.session.commit()
        shown(BRAM, by=JAN, team=two.winkel)
    db.session.commit()
    assert offered(client, FATMA) == []
    takes(client, FATMA, asked)
    assert all(row.taken_by_id is None for row in open_rows())


def test_a_look_taken_back_has_to_be_done_once_more(
    client: AcademyClient, two: Cast, shown: Shown
) -> None:
    shown(BRAM, by=PIET, team=two.winkel)
    takes(client, JAN)
    sent = filled_in()
    client.as_(JAN).post(f"/second-looks/{the_row().uuid}", data=sent)
    assert client.post(f"/assessments/{sent['uuid']}/undo").status_code == 303
    assert offered(client, JAN) == ["Bram Bakker: Textiel sorteren"]
    assert the_row().taken_by_id == JAN.row.id


def test_looking_once_more_asks_no_second_time(two: Cast, shown: Shown) -> None:
    shown(BRAM, by=PIET, team=two.winkel, days_ago=2)
    first = the_row()
    shown(BRAM, by=PIET, team=two.winkel, days_ago=1)
    assert the_row().id == first.id
    shown(BRAM, by=PIET, team=two.winkel, seen=False)
    assert the_row().asked_at == START - timedelta(days=2)


def test_nothing_is_asked_where_one_is_enough(palette: Cast, shown: Shown) -> None:
    assert shown(BRAM, by=PIET, team=palette.winkel) is not None
    assert open_rows() == []
