"""A leader signs in by card or PIN, gets a grant for one team, and a roster with little in it."""

import json
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select, update

from academy.access.models import Card
from academy.assessments.requests.models import LookRequest
from academy.assessments.seconds.models import SecondLook
from academy.audit.models import AuditEvent
from academy.catalogue.models import Skill
from academy.catalogue.publishing import PALETTE
from academy.catalogue.translating.models import PaletteWord
from academy.catalogue.validation.defaults import name_of, set_default
from academy.catalogue.validation.rule import FIRST
from academy.database import db, transaction
from academy.security.identity import Role
from academy.tablets.models import PinTries, Tablet
from tests.academy.assessments.conftest import SORTING
from tests.academy.tablets.conftest import Enrol, card_of, count, signed_in, version_of
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    BRAM,
    FATMA,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    PIN,
    Cast,
    Member,
    a_membership,
    a_person,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import TestClock
from tests.tablet import SignedIn, TabletClient, to_bytes


def pin(tablet: TabletClient, wrong: str = "1379") -> tuple[int, str]:
    answer, _key = tablet.try_to_sign_in(leader=str(JAN.uuid), pin=wrong)
    return answer.status_code, answer.json["code"] if answer.status_code != 201 else "in"


def test_the_tiles_are_the_leaders_of_the_site(tablet: TabletClient) -> None:
    card_of(JAN)
    tiles = {each["name"]: each["pin"] for each in tablet.state()["leaders"]}
    assert tiles == {"Fatma": "none", "Jan": "open", "Piet": "none"}


def test_a_card_and_a_pin_both_open_a_grant(tablet: TabletClient) -> None:
    card = card_of(JAN)
    by_card = tablet.sign_in(card=f"https://example.nl/card/{card}")
    by_pin = tablet.sign_in(leader=str(JAN.uuid), pin=PIN)
    assert by_card.answer["roster"]["team"]["name"] == "Sorteren"
    assert by_pin.id != by_card.id
    assert tablet.grants("holds") == {by_card.id: True, by_pin.id: True}
    lines = select(AuditEvent).where(AuditEvent.action == "tablet.signed_in")
    assert {line.actor for line in db.session.scalars(lines)} == {JAN.uuid}


def test_the_roster_key_can_be_made_from_the_card_alone(tablet: TabletClient) -> None:
    card = card_of(JAN)
    leader = tablet.sign_in(card=card)
    made = HKDF(
        SHA256(), 32, salt=uuid.UUID(leader.id).bytes, info=b"academy-tablet/1 roster"
    ).derive(card.encode())
    assert made == to_bytes(leader.answer["roster_key"])
    assert tablet.sign_in(card=card).answer["roster_key"] != leader.answer["roster_key"]


def test_a_card_for_twelve_hours_opens_no_tablet(
    tablet: TabletClient, client: AcademyClient
) -> None:
    """Whoever gave it has its code, and a leader's card needs no PIN here."""
    card_of(JAN)
    answer = client.as_(BEA).post(f"/people/{JAN.uuid}/card/temporary")
    code = client.page(answer.location).select_one(".work-card__code").get_text()
    refused, _key = tablet.try_to_sign_in(card=code)
    assert (refused.status_code, refused.json["code"]) == (422, "wrong-tablet-card")


def test_five_wrong_pins_lock_that_pin_on_that_tablet_only(
    enrol: Enrol, tablet: TabletClient
) -> None:
    card, other = card_of(JAN), enrol(name="Winkel 2")
    tries = [pin(tablet) for _try in range(5)]
    assert tries == [(422, "wrong-tablet-pin")] * 5
    assert pin(tablet, PIN) == (429, "tablet-pin-locked")
    assert {each["name"]: each["pin"] for each in tablet.state()["leaders"]}["Jan"] == "locked"
    assert pin(other, PIN) == (201, "in")
    assert tablet.sign_in(card=card)
    assert pin(tablet, PIN) == (201, "in")


def test_wrong_pins_say_how_many_are_left_and_leave_the_card_alone(tablet: TabletClient) -> None:
    card_of(JAN)
    left = [
        tablet.try_to_sign_in(leader=str(JAN.uuid), pin="1379")[0].json["left"] for _ in range(5)
    ]
    assert left == [4, 3, 2, 1, 0]
    assert db.session.scalars(select(Card.failed_tries)).one() == 0


@pytest.mark.parametrize("member", [AMINA, PIET], ids=["a worker", "a leader without a PIN card"])
def test_whoever_cannot_come_in_is_told_the_same(tablet: TabletClient, member: Member) -> None:
    answer, _key = tablet.try_to_sign_in(leader=str(member.uuid), pin=PIN)
    assert (answer.status_code, answer.json["code"]) == (422, "wrong-tablet-pin")


@pytest.mark.parametrize(
    "who", [OSCAR.uuid, AMINA.uuid, UUID(int=7)], ids=["elsewhere", "a worker", "nobody"]
)
def test_of_whoever_leads_elsewhere_nothing_is_learnt_or_noted(
    tablet: TabletClient, who: UUID
) -> None:
    tries = [tablet.try_to_sign_in(leader=str(who), pin=PIN)[0].json["left"] for _ in range(2)]
    assert tries == [0, 0]
    assert count(PinTries) == 0


def test_the_card_of_a_worker_opens_nothing_here(tablet: TabletClient) -> None:
    answer, _key = tablet.try_to_sign_in(card=card_of(AMINA))
    assert (answer.status_code, answer.json["code"]) == (422, "wrong-tablet-card")


def test_a_card_that_another_organisation_gave_opens_nothing_here(
    tablet: TabletClient, palette: Cast
) -> None:
    card = card_of(JAN)
    db.session.scalars(select(Card)).one().given_by_id = palette.cirkel.id
    db.session.commit()
    assert tablet.try_to_sign_in(card=card)[0].json["code"] == "wrong-tablet-card"
    assert pin(tablet, PIN) == (422, "wrong-tablet-pin")


def test_whoever_leads_two_teams_here_chooses_one(tablet: TabletClient, palette: Cast) -> None:
    a_membership(JAN.row, Role.TEAM_LEADER, team=palette.winkel)
    db.session.commit()
    card = card_of(JAN)
    answer, _key = tablet.try_to_sign_in(card=card)
    assert (answer.status_code, answer.json["code"]) == (409, "choose-team")
    teams = {each["name"]: each["id"] for each in answer.json["teams"]}
    assert sorted(teams) == ["Sorteren", "Winkel"]
    chosen = tablet.sign_in(card=card, team=teams["Winkel"])
    assert [each["name"] for each in chosen.answer["roster"]["people"]] == ["Bram"]


@pytest.mark.parametrize(("allowed", "method", "asked", "hours"), [
    (False, "card", 24, 12), (True, "card", 24, 24), (True, "pin", 24, 12), (True, "card", 99, 12),
])  # fmt: skip
def test_a_grant_lives_as_long_as_the_organisation_allows(
    tablet: TabletClient, allowed: bool, method: str, asked: int, hours: int
) -> None:
    db.session.scalars(select(Tablet)).one().long_grants = allowed
    db.session.commit()
    card = card_of(JAN)
    shown = {"card": card} if method == "card" else {"leader": str(JAN.uuid), "pin": PIN}
    leader = tablet.sign_in(hours=asked, **shown)
    claims = json.loads(to_bytes(leader.grant.split(".")[1]))
    assert claims["exp"] - claims["iat"] == timedelta(hours=hours).total_seconds()
    assert claims["sub"] == str(JAN.uuid)


def test_the_roster_holds_call_names_and_levels_and_nothing_else(
    tablet: TabletClient, client: AcademyClient, palette: Cast
) -> None:
    a_membership(a_person("Amina Bakker"), team=palette.sorteren)
    db.session.commit()
    leader = signed_in(tablet, JAN)
    first = tablet.assess(leader, AMINA.uuid, version_of(SORTING))
    tablet.sync()
    answer = tablet.roster(leader).json
    names = [each["name"] for each in answer["people"]]
    assert sorted(names) == ["Amina B.", "Amina Y.", "Goran"]
    amina = next(each for each in answer["people"] if each["id"] == str(AMINA.uuid))
    assert set(amina) == {"id", "name", "initials", "skills"}
    (skill,) = amina["skills"]
    assert (skill["level"], skill["latest"], skill["due"]) == (2, first, None)
    assert set(tablet.state()["ids"]) == {each["id"] for each in answer["people"]}


def test_two_people_of_one_name_stand_on_the_tablet_with_their_numbers(
    tablet: TabletClient, palette: Cast
) -> None:
    a_membership(a_person("amina yildiz"), team=palette.sorteren, staff_number="907")
    second = a_person(JAN.name.upper())
    a_membership(second, Role.TEAM_LEADER, team=palette.sorteren, staff_number="55")
    db.session.commit()
    leader = signed_in(tablet, JAN)

    people = tablet.roster(leader).json["people"]
    leaders = tablet.state()["leaders"]

    assert [(each["name"], each["initials"]) for each in people] == [
        ("Amina Yıldız (nr. 101)", "A01"), ("amina yildiz (nr. 907)", "A07"), ("Goran", "GK"),
    ]  # fmt: skip
    assert len({each["name"].casefold() for each in leaders}) == len(leaders)
    assert len({each["initials"] for each in leaders}) == len(leaders)


def roster_of(tablet: TabletClient, leader: SignedIn) -> Any:
    return tablet.roster(leader).json


def test_who_asked_for_a_look_is_due_and_is_not_any_more_once_somebody_looked(
    tablet: TabletClient, palette: Cast, clock: TestClock
) -> None:
    skill = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()
    for each in (AMINA, BRAM):  # he works in another team
        db.session.add(LookRequest(person_id=each.row.id, skill_id=skill.id, asked_at=clock.now))
    db.session.commit()
    leader = signed_in(tablet, JAN)
    due = {each["name"]: [skill["due"] for skill in each["skills"]]
           for each in leader.answer["roster"]["people"]}  # fmt: skip
    assert due == {"Amina": ["asked"], "Goran": []}

    clock.advance(minutes=1)
    tablet.assess(leader, AMINA.uuid, version_of(SORTING))
    tablet.sync()
    assert "asked" not in json.dumps(roster_of(tablet, leader))


def test_the_roster_says_what_a_badge_for_what_was_seen_today_still_lacks(
    tablet: TabletClient, palette: Cast, clock: TestClock
) -> None:
    with transaction(PALETTE):
        now = clock.now
        set_default(replace(FIRST, photo=True), seen=name_of(None), by=ANNA.identity(), now=now)
    leader = signed_in(tablet, JAN)
    tablet.assess(leader, AMINA.uuid, version_of(SORTING))
    tablet.sync()
    told = [skill for each in roster_of(tablet, leader)["people"] for skill in each["skills"]]
    assert [(each["level"], each["due"]) for each in told] == [(None, "practised")]
    assert told[0]["lacks"]["nl"] == "Nog een foto van het werk, dan is de badge er."
    assert told[0]["lacks"]["en"]
    clock.advance(days=1)
    again = signed_in(tablet, JAN).answer["roster"]["people"]
    assert [skill["lacks"] for each in again for skill in each["skills"]] == [None]


def test_the_roster_says_who_was_asked_for_the_second_look_and_names_nobody(
    tablet: TabletClient, palette: Cast, clock: TestClock
) -> None:
    with transaction(PALETTE):
        now = clock.now
        set_default(replace(FIRST, assessors=2), seen=name_of(None), by=ANNA.identity(), now=now)
    leader = signed_in(tablet, PIET)
    tablet.assess(leader, BRAM.uuid, version_of(SORTING))
    tablet.sync()
    assert lacks(tablet, leader).endswith(
        "We vroegen leiders van andere teams wie als tweede kijkt."
    )
    with transaction(BRAM.row):
        db.session.scalars(select(SecondLook)).one().taken_by_id = FATMA.row.id
    assert lacks(tablet, leader).endswith("dan is de badge er. Iemand anders kijkt als tweede.")


def lacks(tablet: TabletClient, leader: SignedIn) -> str:
    people = roster_of(tablet, leader)["people"]
    told: list[str] = [skill["lacks"]["nl"] for each in people for skill in each["skills"]]
    return told[0]


def test_the_roster_says_what_the_leader_and_the_team_look_at(tablet: TabletClient) -> None:
    leader = signed_in(tablet, JAN)
    assert (leader.answer["roster"]["used"], leader.answer["roster"]["team"]["domains"]) == ([], [])
    tablet.assess(leader, AMINA.uuid, version_of(SORTING))
    tablet.sync()
    told = roster_of(tablet, leader)
    skill = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()
    assert told["used"] == [str(skill.uuid)]
    assert told["team"]["domains"] == [skill.domain.code]


def test_whoever_left_is_gone_at_the_next_contact(tablet: TabletClient, clock: TestClock) -> None:
    signed_in(tablet, JAN)
    assert str(GORAN.uuid) in tablet.state()["ids"]
    membership_of(GORAN, Role.WORKER).ends_on = (clock.now - timedelta(days=1)).date()
    db.session.commit()
    assert str(GORAN.uuid) not in tablet.state()["ids"]


def test_a_leader_who_leads_no_more_gets_no_roster(tablet: TabletClient, clock: TestClock) -> None:
    leader = signed_in(tablet, FATMA)
    membership_of(FATMA, Role.TEAM_LEADER).ends_on = (clock.now - timedelta(days=1)).date()
    db.session.commit()
    assert tablet.roster(leader).status_code == 404
    assert tablet.grants("holds") == {leader.id: False}
    assert tablet.state()["ids"] == []


def test_signing_out_ends_the_grant_and_can_be_said_twice(tablet: TabletClient) -> None:
    leader = signed_in(tablet, JAN)
    for _again in range(2):
        assert tablet.ask("DELETE", f"/api/tablet/grants/{leader.id}").status_code == 204
    assert tablet.state()["grants"] == []
    assert tablet.roster(leader).status_code == 404


def test_another_tablet_knows_nothing_of_the_grant(enrol: Enrol, tablet: TabletClient) -> None:
    leader, other = signed_in(tablet, JAN), enrol(name="Winkel 2")
    assert other.roster(leader).status_code == 404
    assert other.ask("DELETE", f"/api/tablet/grants/{leader.id}").status_code == 404


@pytest.mark.parametrize("shown", [
    {}, {"card": 5}, {"card": "x" * 500}, {"leader": "nobody", "pin": PIN},
    {"leader": str(JAN.uuid)}, {"card": "x", "public_key": "AAAA"},
    {"card": "x", "public_key": None}, {"card": "x", "team": 7},
])  # fmt: skip
def test_what_has_another_form_is_refused_calmly(
    tablet: TabletClient, shown: dict[str, object]
) -> None:
    answer, _key = tablet.try_to_sign_in(**shown)
    assert (answer.status_code, answer.json["code"]) == (422, "tablet-request-unfit")


def test_the_palette_says_how_a_skill_is_called_in_a_language_of_workers(
    tablet: TabletClient,
) -> None:
    before = tablet.state()["palette"]
    ours = update(PaletteWord).where(PaletteWord.dutch == "Textiel sorteren")
    db.session.execute(ours.values(words="Сортувати весь текстиль"))
    db.session.commit()
    said = tablet.ask("GET", "/api/tablet/palette").json
    assert said["words"]["uk"]["Textiel sorteren"] == "Сортувати весь текстиль"
    assert said["version"] == tablet.state()["palette"] != before


def test_the_palette_names_no_person_and_is_sent_once(tablet: TabletClient) -> None:
    answer = tablet.ask("GET", "/api/tablet/palette")
    skill = next(each for each in answer.json["skills"] if each["code"] == SORTING)
    assert skill["version"] == str(version_of(SORTING))
    assert [each["level"] for each in skill["levels"]] == [1, 2, 3]
    assert answer.json["remarks"][0]["text"].keys() == {"nl", "en"}
    assert answer.json["version"] == tablet.state()["palette"]
    again = tablet.ask(
        "GET", "/api/tablet/palette", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
