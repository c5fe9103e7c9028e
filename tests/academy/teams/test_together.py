"""One skill of several people: nobody is ticked, names are confirmed, each is saved once."""

import re
import uuid
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from academy.assessments.batch import save_all
from academy.assessments.models import Assessment
from academy.audit.models import AuditEvent
from academy.credentials.models import Credential
from academy.database import db
from academy.dependencies import dependencies
from academy.people.models import AssessorAuthority, Membership
from academy.security.identity import Role
from academy.teams.queries import workers_of
from academy.teams.together import find_skill_of_team, savings
from tests.academy.shown import EMERGENCY, SORTING, Shown
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
    DEWI,
    FATMA,
    GORAN,
    JAN,
    OSCAR,
    PIET,
    Cast,
    Member,
    a_membership,
    a_person,
)
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.races import DONE, race
from tests.statements import count_statements

EVERYBODY = [AMINA, GORAN]


class Together:
    """The pages, from ticking names to what was saved."""

    def __init__(self, client: AcademyClient, cast: Cast) -> None:
        self.client = client.as_(JAN)
        self.address = f"/teams/{cast.sorteren.uuid}/skills/{SORTING}/together"

    def fields(self, members: list[Member], **more: Any) -> dict[str, Any]:
        form = self.client.page(self.address).select_one("form#together")
        shown = {
            str(field["name"]): field.get("value", "") for field in form.select("[type=hidden]")
        }
        filled = {
            "people": [str(member.uuid) for member in members],
            "level": "2",
            "observed_on": START.date().isoformat(),
        }
        return {**shown, **filled, **more}

    def confirm(self, members: list[Member] = EVERYBODY, **more: Any) -> TestResponse:
        return self.client.post(self.address, data=self.fields(members, **more))

    def save(self, names: BeautifulSoup, **more: Any) -> TestResponse:
        """What the button under the names sends."""
        sent: dict[str, Any] = {}
        for field in names.select("form#save [type=hidden]"):
            sent.setdefault(str(field["name"]), []).append(str(field.get("value", "")))
        return self.client.post(f"{self.address}/save", data={**sent, **more})


@pytest.fixture
def pages(client: AcademyClient, palette: Cast) -> Together:
    return Together(client, palette)


def counts() -> tuple[int, int]:
    db.session.rollback()
    assessments, badges = (
        db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in (Assessment, Credential)
    )
    return assessments, badges


def names(page: BeautifulSoup, within: str = ".name-list") -> list[str]:
    return [each.get_text(strip=True) for each in page.select(f"{within} bdi")]


def text_of(page: BeautifulSoup) -> str:
    return " ".join(page.select_one("main").get_text(" ").split())


def test_nobody_is_ticked_and_no_level_is_chosen_beforehand(pages: Together) -> None:
    form = pages.client.page(pages.address)
    assert not form.select("main input[checked]")
    assert [each["value"] for each in form.select("button[name=level]")] == ["1", "2", "3"]


def test_the_names_are_read_before_anything_is_saved(pages: Together) -> None:
    answer = pages.confirm()
    assert answer.status_code == 200
    assert names(answer.page) == [AMINA.name, GORAN.name]
    assert "Opslaan voor 2 mensen" in answer.text
    assert counts() == (0, 0)


def test_everybody_gets_the_badge_and_a_line_in_the_log(pages: Together) -> None:
    saved = pages.save(pages.confirm().page)
    assert saved.status_code == 303
    result = pages.client.page(saved.location)
    assert names(result) == [AMINA.name, GORAN.name]
    assert text_of(result).count("Heeft de badge") == 2
    assert counts() == (2, 2)
    recorded = select(func.count()).where(AuditEvent.action == "assessment.recorded")
    assert db.session.scalar(recorded) == 2


def test_the_same_page_twice_saves_each_once(pages: Together) -> None:
    confirmed = pages.confirm().page
    first, again = pages.save(confirmed), pages.save(confirmed)
    assert first.location == again.location
    assert counts() == (2, 2)


def test_somebody_can_be_taken_apart(pages: Together) -> None:
    confirmed = pages.confirm(apart=[str(GORAN.uuid)]).page
    assert names(confirmed) == [AMINA.name]
    result = pages.client.page(pages.save(confirmed).location)
    assert counts() == (1, 1)
    form = f"/people/{GORAN.uuid}/skills/{SORTING}/assess"
    assert result.select_one(f"a.person-tile[href='{form}']")


@pytest.mark.parametrize("level", ["1", "3"])
def test_who_was_seen_that_day_is_looked_at_apart(
    pages: Together, shown: Shown, level: str
) -> None:
    shown(GORAN)
    confirmed = pages.confirm(level=level)
    assert names(confirmed.page) == [AMINA.name]
    assert "die dag al gezien" in confirmed.text or "heeft al" in confirmed.text


def test_who_has_a_higher_badge_is_looked_at_apart(pages: Together, shown: Shown) -> None:
    shown(GORAN, level=3, days_ago=40)
    assert names(pages.confirm().page) == [AMINA.name]
    assert names(pages.confirm(level="3").page) == [AMINA.name, GORAN.name]


def test_when_nobody_is_left_there_is_nothing_to_save(pages: Together, shown: Shown) -> None:
    shown(GORAN)
    answer = pages.confirm([GORAN])
    assert "Er blijft niemand over" in answer.text
    assert not answer.page.select_one("button[form=save]")


def test_who_was_seen_since_the_names_were_read_is_asked_about(
    pages: Together, shown: Shown
) -> None:
    confirmed = pages.confirm().page
    shown(GORAN, by=FATMA)
    answer = pages.save(confirmed)
    assert answer.status_code == 409
    assert names(answer.page) == [AMINA.name]
    assert pages.save(answer.page).status_code == 303
    assert counts() == (2, 2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"people": []}, "Kies wie je zag"),
        ({"people": [str(DEWI.uuid)]}, "De lijst is intussen veranderd"),
        ({"people": [str(JAN.uuid)]}, "De lijst is intussen veranderd"),
        ({"people": [str(BRAM.uuid)]}, "De lijst is intussen veranderd"),
        ({"people": ["nonsense"]}, "De lijst is intussen veranderd"),
        ({"level": ""}, "Kies hoe het gaat"),
        ({"level": "0"}, "Kies hoe het gaat"),
        ({"level": "x"}, "Kies hoe het gaat"),
        ({"observed_on": "2026-13-45"}, "Vul een datum in"),
        ({"key": "nonsense"}, "Laad de pagina opnieuw"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    pages: Together, change: dict[str, Any], words: str
) -> None:
    answer = pages.confirm(**change)
    assert answer.status_code == 422
    assert words in answer.text
    assert counts() == (0, 0)


def test_what_was_ticked_stays_when_something_is_wrong(pages: Together) -> None:
    answer = pages.confirm([GORAN], level="")
    assert [each["value"] for each in answer.page.select("input[checked]")] == [str(GORAN.uuid)]


@pytest.mark.parametrize(("days", "words"), [(1, "nog niet geweest"), (-61, "te lang geleden")])
def test_a_day_that_the_rules_refuse_is_told(pages: Together, days: int, words: str) -> None:
    day = (START.date() + timedelta(days=days)).isoformat()
    answer = pages.confirm(observed_on=day)
    assert answer.status_code == 422
    assert words in answer.page.select_one(".field--error:has(#observed_on)").get_text()
    assert answer.page.select_one("details[open] #observed_on"), "the field is out of sight"
    assert counts() == (0, 0)


@pytest.mark.parametrize(("days", "words"), [(1, "nog niet geweest"), (-61, "te lang geleden")])
def test_such_a_day_is_not_saved_either(pages: Together, days: int, words: str) -> None:
    names_page = pages.confirm().page
    day = (START.date() + timedelta(days=days)).isoformat()
    answer = pages.save(names_page, observed_on=day)
    assert answer.status_code == 422
    assert words in answer.text
    assert counts() == (0, 0)


def test_the_calendar_offers_no_other_days(pages: Together) -> None:
    field = pages.client.page(pages.address).select_one("#observed_on")
    assert (field["min"], field["max"]) == ("2026-09-24", "2026-11-23")


def test_without_authority_nobody_is_saved(pages: Together) -> None:
    row = db.session.scalars(
        select(AssessorAuthority).where(AssessorAuthority.person_id == JAN.row.id)
    ).one()
    db.session.delete(row)
    answer = pages.save(pages.confirm().page)
    assert answer.status_code == 403
    assert "Vraag je beheerder om bevoegdheid" in answer.text
    assert counts() == (0, 0)


def test_who_cannot_be_saved_is_named_and_stops_nobody_else(pages: Together) -> None:
    """Goran came today, and nobody saw him here yesterday."""
    yesterday = (START.date() - timedelta(days=1)).isoformat()
    begin_today(GORAN)
    saved = pages.save(pages.confirm(observed_on=yesterday).page)
    result = pages.client.page(saved.location)
    assert names(result) == [AMINA.name]
    assert f"Niet opgeslagen: {GORAN.name}." in text_of(result)
    assert counts() == (1, 1)


def begin_today(member: Member) -> None:
    row = db.session.scalars(
        select(Membership).where(
            Membership.person_id == member.row.id, Membership.role == Role.WORKER
        )
    ).one()
    row.starts_on = START.date()
    db.session.commit()


def test_a_skill_that_changed_meanwhile_is_read_again(pages: Together) -> None:
    answer = pages.confirm(version=str(uuid.uuid4()))
    assert answer.status_code == 409
    assert "net veranderd" in answer.text


def test_all_of_it_can_be_undone_for_a_quarter_of_an_hour(
    pages: Together, clock: TestClock
) -> None:
    location = pages.save(pages.confirm().page).location
    address = str(location).split("?")[0]
    answer = pages.client.post(f"{address}/undo")
    assert answer.status_code == 303
    result = pages.client.page(answer.location)
    assert text_of(result).count("Ongedaan gemaakt voor 2 mensen") == 1
    assert all(badge.revocation for badge in db.session.scalars(select(Credential)))

    clock.advance(minutes=16)
    assert "Ongedaan maken" not in pages.client.get(address).text


def test_what_was_saved_is_not_shown_under_another_skill(pages: Together) -> None:
    address = str(pages.save(pages.confirm().page).location).split("?")[0]
    other = address.replace(f"/skills/{SORTING}/", f"/skills/{EMERGENCY}/")
    assert pages.client.get(address).status_code == 200
    assert pages.client.get(other).status_code == 404
    assert pages.client.post(f"{other}/undo").status_code == 404


def test_another_leader_does_not_undo_it(pages: Together, client: AcademyClient) -> None:
    address = str(pages.save(pages.confirm().page).location).split("?")[0]
    assert client.as_(FATMA).post(f"{address}/undo").status_code == 404


@pytest.mark.parametrize("part", ["together", f"skills/{SORTING}", f"skills/{SORTING}/together"])
@pytest.mark.parametrize(
    ("member", "status"), [(JAN, 200), (BEA, 403), (PIET, 404), (OSCAR, 404), (AMINA, 404)]
)
def test_only_the_leader_looks_at_many(
    client: AcademyClient, palette: Cast, member: Member, status: int, part: str
) -> None:
    answer = client.as_(member).get(f"/teams/{palette.sorteren.uuid}/{part}")
    assert answer.status_code == status


def test_a_leader_who_works_in_the_team_is_not_on_the_list(pages: Together, palette: Cast) -> None:
    a_membership(JAN.row, team=palette.sorteren)
    boxes = pages.client.page(pages.address).select("input[name=people]")
    assert [each["value"] for each in boxes] == [str(AMINA.uuid), str(GORAN.uuid)]


def test_somebody_else_for_the_same_skill_is_one_tap_away(
    pages: Together, palette: Cast, shown: Shown
) -> None:
    shown(AMINA)
    tiles = pages.client.page(f"/teams/{palette.sorteren.uuid}/skills/{SORTING}").select(
        ".person-tile"
    )
    assert [str(tile["href"]) for tile in tiles] == [
        f"/people/{each.uuid}/skills/{SORTING}/assess" for each in EVERYBODY
    ]
    assert "Vandaag al gekeken" in tiles[0].get_text()


def test_the_number_of_statements_does_not_grow_with_the_team(
    pages: Together, palette: Cast
) -> None:
    few = statements_of(pages)
    for number in range(30):
        a_membership(a_person(f"Medewerker {number}"), Role.WORKER, team=palette.sorteren)
    db.session.commit()
    assert statements_of(pages) == few


def statements_of(pages: Together) -> int:
    with count_statements() as statements:
        pages.client.page(pages.address)
    return len(statements)


def test_two_pages_of_the_same_people_at_once_give_each_one_badge(
    app: Flask, palette: Cast
) -> None:
    """Two leaders, each with a page of their own; nobody waits for ever."""
    team = palette.sorteren.uuid

    def act(by: Member) -> None:
        identity = by.identity()
        target = find_skill_of_team(identity, team, SORTING)
        assert target is not None
        people = workers_of(target.team, identity.today)
        items = savings(
            target, people, key=uuid.uuid4(), level=2, day=START.date(), by=identity, now=START
        )
        save_all(items, dependencies())

    assert race(app, partial(act, JAN), partial(act, FATMA)) == [DONE, DONE]
    assert counts() == (4, 2)


def test_the_team_leads_to_it(pages: Together, palette: Cast) -> None:
    team = pages.client.page(f"/teams/{palette.sorteren.uuid}")
    link = team.select_one("a[href$='/together']")
    assert link is not None
    skills = pages.client.page(str(link["href"])).select(".skill-choice")
    assert skills
    assert all(re.search(r"/skills/[a-z0-9-]+/together$", str(each["href"])) for each in skills)
