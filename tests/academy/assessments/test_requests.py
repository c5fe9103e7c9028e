""" "Kijk naar mij": a worker asks, whoever leads the team sees it, the office after two weeks."""

import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.assessments.requests.asking import LAPSES, MOST_OPEN, ask
from academy.assessments.requests.models import LookRequest
from academy.audit.models import AuditEvent
from academy.catalogue.models import Skill, SkillVersion
from academy.catalogue.queries import open_versions
from academy.database import db, transaction
from academy.dates import local_day
from academy.security.identity import Role
from tests.academy.shown import EMERGENCY, SORTING, Shown, palette, shown
from tests.cast import (
    AMINA,
    BEA,
    CAS,
    FATMA,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    Cast,
    Member,
    a_membership,
    membership_of,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race

__all__ = ["palette", "shown"]
TODAY = local_day(START)


def asks(client: AcademyClient, member: Member = AMINA, skill: str = SORTING) -> int:
    return client.as_(member).post(f"/wallet/skills/{skill}/ask").status_code


def rows() -> list[LookRequest]:
    db.session.rollback()
    return list(db.session.scalars(select(LookRequest).order_by(LookRequest.id)))


def seen_by(client: AcademyClient, member: Member, cast: Cast, team: str = "sorteren") -> list[str]:
    page = client.as_(member).page(f"/teams/{getattr(cast, team).uuid}")
    return [link.get_text() for link in page.select(".notice--info li a")]


def at_the_office(client: AcademyClient, cast: Cast) -> str:
    page = client.as_(BEA).page(f"/organisations/{cast.schakel.uuid}")
    return " ".join(each.get_text(" ", strip=True) for each in page.select(".notice--warn"))


def test_the_leaders_of_the_team_see_who_asks_for_what(
    client: AcademyClient, palette: Cast
) -> None:
    assert asks(client) == 303
    for leader in (JAN, FATMA):
        assert seen_by(client, leader, palette) == ["Amina Yıldız: Textiel sorteren"]
    assert seen_by(client, PIET, palette, "winkel") == []


def test_the_own_wallet_tells_what_was_asked_and_leads_to_it(
    client: AcademyClient, palette: Cast
) -> None:
    assert not client.as_(AMINA).page("/wallet").select("section[aria-labelledby=asked]")
    asks(client)
    (link,) = client.page("/wallet").select("section[aria-labelledby=asked] a")
    assert link.get_text(strip=True) == "Textiel sorteren"
    page = client.page(str(link["href"]))
    assert "Toch niet" in page.get_text()


def test_a_tap_opens_the_form(client: AcademyClient, palette: Cast) -> None:
    asks(client)
    page = client.as_(JAN).page(f"/teams/{palette.sorteren.uuid}")
    link = page.select_one(".notice--info li a")
    assert link["href"] == f"/people/{AMINA.uuid}/skills/{SORTING}/assess"


def test_the_office_is_no_leader_and_sees_no_wish_before_its_time(
    client: AcademyClient, palette: Cast
) -> None:
    asks(client)
    assert seen_by(client, BEA, palette) == []
    assert "om te kijken" not in at_the_office(client, palette)


def test_after_two_weeks_the_office_sees_it_too(
    client: AcademyClient, palette: Cast, clock: TestClock
) -> None:
    asks(client)
    clock.now += timedelta(days=14, seconds=-1)
    assert "om te kijken" not in at_the_office(client, palette)
    clock.now += timedelta(seconds=1)
    told = at_the_office(client, palette)
    assert "1 vraag om te kijken wacht al 2 weken" in told
    assert "Amina Yıldız , Sorteren: Textiel sorteren, sinds 23 november 2026" in told
    page = client.as_(CAS).page(f"/organisations/{palette.cirkel.uuid}")
    assert "om te kijken" not in page.get_text()


def test_a_look_answers_it_whatever_was_seen(
    client: AcademyClient, palette: Cast, clock: TestClock, shown: Shown
) -> None:
    clock.now -= timedelta(days=20)
    asks(client)
    clock.now = START
    shown(AMINA, EMERGENCY)
    assert seen_by(client, JAN, palette) == ["Amina Yıldız: Textiel sorteren"]
    shown(AMINA, SORTING, seen=False)
    assert seen_by(client, JAN, palette) == []
    assert "om te kijken" not in at_the_office(client, palette)


def test_after_an_answer_one_can_ask_again(
    client: AcademyClient, palette: Cast, clock: TestClock, shown: Shown
) -> None:
    clock.now -= timedelta(days=3)
    asks(client)
    shown(AMINA, SORTING, level=1, days_ago=1)
    clock.now = START
    assert asks(client) == 303
    assert [row.ended_at is None for row in rows()] == [False, True]
    assert seen_by(client, JAN, palette) == ["Amina Yıldız: Textiel sorteren"]


def test_it_lapses_when_nobody_waits_for_it_any_more(
    client: AcademyClient, palette: Cast, clock: TestClock
) -> None:
    asks(client)
    clock.now += LAPSES
    assert seen_by(client, JAN, palette) == []
    assert asks(client) == 303
    assert len(rows()) == 2


def test_asking_twice_is_asking_once(client: AcademyClient, palette: Cast) -> None:
    assert [asks(client), asks(client)] == [303, 303]
    assert len(rows()) == 1


def test_two_taps_at_once_make_one_request(app: Flask, palette: Cast) -> None:
    def tap() -> None:
        person = AMINA.row
        with transaction(person):
            skill = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()
            ask(person, skill, by=AMINA.identity(), now=START)

    assert race(app, tap, tap) == [DONE, DONE]
    assert len(rows()) == 1


def test_the_worker_takes_it_back(client: AcademyClient, palette: Cast) -> None:
    asks(client)
    page = client.page(f"/wallet/skills/{SORTING}")
    assert "Je vroeg om te kijken op 23 november 2026" in page.get_text()
    action = page.select_one('form[action$="/take-back"]')["action"]
    assert client.post(action).status_code == 303
    assert client.post(action).status_code == 303
    assert seen_by(client, JAN, palette) == []
    actions = select(AuditEvent.action).where(AuditEvent.action.startswith("look."))
    told = list(db.session.scalars(actions))
    assert (told.count("look.asked"), told.count("look.taken_back")) == (2, 2)  # for both chains


def test_nobody_else_takes_it_back(client: AcademyClient, palette: Cast) -> None:
    asks(client)
    number = rows()[0].uuid
    for who in (GORAN, JAN, BEA):
        answer = client.as_(who).post(f"/wallet/requests/{number}/take-back")
        assert answer.status_code == 404
    assert client.as_(AMINA).post(f"/wallet/requests/{uuid.uuid4()}/take-back").status_code == 404
    assert rows()[0].ended_at is None


def test_five_wait_at_most(client: AcademyClient, palette: Cast) -> None:
    codes = [version.skill.code for version in open_versions()]
    for code in codes[: MOST_OPEN + 1]:
        assert asks(client, skill=code) == 303
    page = client.page(f"/wallet/skills/{codes[MOST_OPEN]}").get_text()
    assert "Je vroeg al 5 keer om te kijken." in page
    assert len(rows()) == MOST_OPEN


def test_whoever_works_nowhere_cannot_ask(client: AcademyClient, palette: Cast) -> None:
    assert "Kijk naar mij" not in client.as_(BEA).page(f"/wallet/skills/{SORTING}").get_text()
    assert asks(client, BEA) == 303
    assert "Nu kan niemand hiernaar kijken." in client.page(f"/wallet/skills/{SORTING}").get_text()
    assert rows() == []


def test_a_skill_that_stopped_cannot_be_asked_for(client: AcademyClient, palette: Cast) -> None:
    for version in db.session.scalars(select(SkillVersion)):
        version.retired_at = START
    db.session.commit()
    assert asks(client) == 303
    assert rows() == []
    assert asks(client, skill="verzonnen") == 404


def test_it_moves_along_to_another_team(client: AcademyClient, palette: Cast) -> None:
    asks(client)
    membership_of(AMINA, Role.WORKER).team_id = palette.winkel.id
    db.session.commit()
    assert seen_by(client, JAN, palette) == []
    assert seen_by(client, PIET, palette, "winkel") == ["Amina Yıldız: Textiel sorteren"]


def test_it_moves_along_to_a_substitute(client: AcademyClient, palette: Cast) -> None:
    asks(client)
    away = membership_of(JAN, Role.TEAM_LEADER)
    a_membership(
        PIET.row, Role.TEAM_LEADER, team=palette.sorteren, starts_on=TODAY,
        ends_on=TODAY + timedelta(days=7), replaces=away,
    )  # fmt: skip
    db.session.commit()
    assert seen_by(client, PIET, palette) == ["Amina Yıldız: Textiel sorteren"]


@pytest.mark.parametrize("who", [OSCAR, CAS])
def test_another_organisation_sees_nothing(
    client: AcademyClient, palette: Cast, who: Member
) -> None:
    asks(client)
    assert AMINA.name not in client.as_(who).page(f"/teams/{palette.textiel.uuid}").get_text()
