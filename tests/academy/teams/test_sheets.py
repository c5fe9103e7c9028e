"""An observation sheet: printed with names and boxes, and entered later on one page, once."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from academy.assessments.models import Assessment, AssessmentConflict
from academy.audit.models import AuditEvent
from academy.catalogue.models import Skill, SkillVersion
from academy.catalogue.queries import open_version
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.people.models import AssessorAuthority
from academy.security.identity import Role
from academy.teams.observation_sheets.entering import Entry, cells_of, enter
from academy.teams.observation_sheets.making import KEEP_ROWS, forget_old_rows, make
from academy.teams.observation_sheets.models import ObservationSheet, SheetSkill, SheetWorker
from tests.academy.shown import EMERGENCY, SORTING
from tests.cast import (
    AMINA,
    BEA,
    BRAM,
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

DAY = date(2026, 11, 20)


class Sheet:
    """The pages of one sheet, as Jan sees them."""

    def __init__(self, client: AcademyClient, cast: Cast) -> None:
        self.client, self.cast = client.as_(JAN), cast
        self.of_the_team = f"/teams/{cast.sorteren.uuid}/sheets"

    def make(self, *codes: str, **more: Any) -> TestResponse:
        names = dict(zip(("first", "second", "third", "fourth"), codes, strict=False))
        return self.client.submit(f"{self.of_the_team}/new", "sheet", **names, **more)

    def made(self, *codes: str) -> str:
        """The address of a new sheet."""
        answer = self.make(*(codes or (SORTING,)))
        assert answer.status_code == 303, answer.text
        return str(answer.location)

    def enter(
        self, sheet: str, levels: dict[str, str], observed_on: str = DAY.isoformat()
    ) -> TestResponse:
        return self.client.submit(f"{sheet}/enter", "entry", observed_on=observed_on, **levels)


@pytest.fixture
def pages(client: AcademyClient, palette: Cast) -> Sheet:
    return Sheet(client, palette)


def cell(member: Member, code: str = SORTING) -> str:
    version = open_version(code)
    assert version is not None
    return f"cell-{member.uuid.hex}-{version.uuid.hex}"


def saved() -> list[Assessment]:
    db.session.rollback()
    return list(db.session.scalars(select(Assessment).order_by(Assessment.id)))


def count(table: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def text_of(page: Any) -> str:
    return " ".join(page.select_one("main").get_text(" ").split())


# made and printed


def test_a_sheet_has_the_names_of_the_team_and_up_to_four_skills(pages: Sheet) -> None:
    sheet = pages.made(SORTING, EMERGENCY, SORTING)
    row = db.session.scalars(select(ObservationSheet)).one()
    assert (row.number, row.made_by.name) == (1, JAN.name)
    assert [each.person.name for each in row.workers] == [AMINA.name, GORAN.name]
    assert [each.version.skill.code for each in row.skills] == [SORTING, EMERGENCY]
    assert "Blad 1" in text_of(pages.client.page(sheet))
    assert "Blad 1" in text_of(pages.client.page(pages.of_the_team))


def test_the_paper_has_number_names_boxes_and_what_to_look_for(pages: Sheet) -> None:
    answer = pages.client.get(f"{pages.made(SORTING)}/sheet.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    paper = PdfReader(BytesIO(answer.data))
    first = " ".join(paper.pages[0].extract_text().split())
    assert "Blad 1: Sorteren" in first
    for member in (AMINA, GORAN):
        assert member.name in first
    size = paper.pages[0].mediabox
    assert (round(size.width), round(size.height)) == (842, 595)
    version = open_version(SORTING)
    assert version is not None
    last = " ".join("".join(page.extract_text() for page in paper.pages).split())
    for criterion in version.criteria:
        assert criterion["text"]["nl"].split()[-1].rstrip(".") in last


def test_no_box_says_that_somebody_cannot_do_something_yet(pages: Sheet) -> None:
    paper = PdfReader(BytesIO(pages.client.get(f"{pages.made()}/sheet.pdf").data))
    assert "Nog niet" not in "".join(page.extract_text() for page in paper.pages)


def test_somebody_has_to_choose_a_skill_that_is_there(pages: Sheet) -> None:
    assert pages.make().status_code == 422
    assert pages.make("verzonnen").status_code == 422
    assert pages.make(SORTING, "verzonnen").status_code == 422
    assert count(ObservationSheet) == 0


def test_a_form_that_is_sent_twice_makes_one_sheet(pages: Sheet) -> None:
    key = str(uuid.uuid4())
    assert pages.make(SORTING, key=key).location == pages.make(SORTING, key=key).location
    assert count(ObservationSheet) == 1


def test_a_team_without_people_gets_none(client: AcademyClient, palette: Cast) -> None:
    for member in (AMINA, GORAN):
        membership_of(member, Role.WORKER).ends_on = date(2026, 1, 1)
    db.session.commit()
    answer = Sheet(client, palette).make(SORTING)
    assert answer.status_code == 409
    assert "In dit team werkt nu niemand" in answer.text


def test_numbers_count_on_in_the_organisation_and_are_told_in_the_log(pages: Sheet) -> None:
    pages.made()
    pages.client.as_(PIET)
    pages.of_the_team = f"/teams/{pages.cast.winkel.uuid}/sheets"
    assert "Blad 2" in text_of(pages.client.page(pages.made()))
    log = text_of(pages.client.as_(BEA).page("/audit"))
    assert "Piet Jansen maakte een blad om op papier te kijken in Winkel" in log


def test_of_two_at_once_each_gets_a_number(app: Flask, palette: Cast) -> None:
    def add() -> None:
        version = open_version(SORTING)
        assert version is not None
        with transaction(palette.schakel):
            make(palette.sorteren, [version], key=uuid.uuid4(), by=JAN.identity(), now=START)

    assert race(app, add, add) == [DONE, DONE]
    assert sorted(db.session.scalars(select(ObservationSheet.number))) == [1, 2]


# who


@pytest.mark.parametrize("path", ["", "/sheet.pdf", "/enter"])
@pytest.mark.parametrize("who", [PIET, OSCAR, CAS, AMINA])
def test_nobody_of_elsewhere_finds_it(pages: Sheet, who: Member, path: str) -> None:
    sheet = pages.made()
    assert pages.client.as_(who).get(f"{sheet}{path}").status_code == 404


def test_the_office_prints_it_and_enters_nothing(pages: Sheet) -> None:
    sheet = pages.made()
    pages.client.as_(BEA)
    assert "Vul het blad in" not in text_of(pages.client.page(sheet))
    assert pages.client.get(f"{sheet}/sheet.pdf").status_code == 200
    assert pages.client.get(f"{sheet}/enter").status_code == 403
    assert pages.client.post(f"{sheet}/enter").status_code == 403


# entered later


def test_what_was_filled_in_is_saved_with_its_badges_and_marked(pages: Sheet) -> None:
    sheet = pages.made(SORTING, EMERGENCY)
    answer = pages.enter(sheet, {cell(AMINA): "2", cell(GORAN): "1"})
    assert answer.status_code == 303
    page = pages.client.page(answer.location)
    assert "2 beoordelingen van het blad zijn opgeslagen." in page.get_text()
    first, second = saved()
    assert {first.person.name, second.person.name} == {AMINA.name, GORAN.name}
    assert {each.observed_on for each in (first, second)} == {DAY}
    assert {each.sheet_number for each in (first, second)} == {1}
    assert all(each.complete and each.assessor.name == JAN.name for each in (first, second))
    assert count(Credential) == 2
    assert pages.client.page(f"/assessments/{first.uuid}").find(
        string=lambda text: "Van papier, blad 1" in (text or "")
    )
    assert "Ingevuld op" in text_of(pages.client.page(pages.of_the_team))


def test_the_worker_reads_on_the_badge_that_it_was_entered_later(pages: Sheet) -> None:
    pages.enter(pages.made(), {cell(AMINA): "2"})
    badge = db.session.scalars(select(Credential)).one()
    page = text_of(pages.client.as_(AMINA).page(f"/wallet/{badge.uuid}"))
    assert "Later ingevuld van papier, op 23 november 2026" in page


def test_the_log_tells_the_sheet(pages: Sheet) -> None:
    pages.enter(pages.made(), {cell(AMINA): "2"})
    lines = {
        line.action: line.details
        for line in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    }
    assert lines["assessment.recorded"]["sheet"] == 1
    assert lines["team.sheet_entered"] == {"number": 1, "count": 1}
    log = text_of(pages.client.as_(BEA).page("/audit"))
    assert "Jan de Vries vulde een blad van papier in voor Sorteren" in log
    assert "Blad op papier: 1" in log


def test_what_is_entered_stands_fixed_and_the_rest_can_follow(pages: Sheet) -> None:
    sheet = pages.made()
    pages.enter(sheet, {cell(AMINA): "2"})
    page = pages.client.as_(FATMA).page(f"{sheet}/enter")
    assert [each["name"] for each in page.select("select")] == [cell(GORAN)]
    assert pages.enter(sheet, {cell(GORAN): "1"}).status_code == 303
    assert [each.assessor.name for each in saved()] == [JAN.name, FATMA.name]
    assert not pages.client.page(f"{sheet}/enter").select("select")


def test_the_same_page_sent_twice_saves_once(pages: Sheet) -> None:
    sheet = pages.made()
    form = pages.client.page(f"{sheet}/enter").select_one("form#entry")
    token = form.select_one("[name=csrf_token]")["value"]
    sent = {"csrf_token": token, "observed_on": DAY.isoformat(), cell(AMINA): "2"}
    assert pages.client.post(f"{sheet}/enter", data=sent).status_code == 303
    again = pages.client.post(f"{sheet}/enter", data=sent)
    assert again.status_code == 422
    assert len(saved()) == 1


Enter = Callable[[Member, int], Callable[[], None]]


@pytest.fixture
def entering(app: Flask, palette: Cast) -> Enter:
    """Somebody enters Amina's box at this level; two at once have both read an empty sheet."""
    version = open_version(SORTING)
    assert version is not None
    with transaction(palette.schakel):
        sheet = make(palette.sorteren, [version], key=uuid.uuid4(), by=JAN.identity(), now=START)
    number = sheet.id
    db.session.rollback()

    def entered(who: Member, level: int) -> Callable[[], None]:
        def act() -> None:
            row = db.session.get_one(ObservationSheet, number)
            box = cells_of(row, today=START.date())[0][0]
            enter(row, [Entry(box, level)], day=DAY, by=who.identity(), deps=dependencies())

        return act

    return entered


def test_two_leaders_who_enter_one_sheet_at_once_make_one_assessment(
    app: Flask, entering: Enter
) -> None:
    assert race(app, entering(JAN, 2), entering(JAN, 2)) == [DONE, DONE]
    assert (len(saved()), count(Credential), count(AssessmentConflict)) == (1, 1, 0)


def test_two_who_read_another_level_in_one_box_are_both_kept(app: Flask, entering: Enter) -> None:
    assert race(app, entering(JAN, 2), entering(FATMA, 1)) == [DONE, DONE]
    assert (len(saved()), count(Credential), count(AssessmentConflict)) == (1, 1, 1)


def test_a_badge_of_a_higher_level_is_asked_about_first(pages: Sheet, clock: TestClock) -> None:
    pages.enter(pages.made(), {cell(AMINA): "3"})
    sheet = pages.made()
    asked = pages.enter(sheet, {cell(AMINA): "1"}, observed_on="2026-11-21")
    assert asked.status_code == 409
    assert "heeft al een hoger niveau" in asked.text
    assert len(saved()) == 1
    sent = {str(each["name"]): each["value"] for each in asked.page.select("form#entry input")}
    assert sent["sure"] == f"{cell(AMINA)}=1"
    changed = pages.client.post(f"{sheet}/enter", data={**sent, cell(AMINA): "2"})
    assert changed.status_code == 409, "another level was not asked about"
    assert pages.client.post(f"{sheet}/enter", data={**sent, cell(AMINA): "1"}).status_code == 303
    assert [each.level for each in saved()] == [3, 1]


def test_looking_twice_on_one_day_is_asked_about_first(pages: Sheet) -> None:
    pages.enter(pages.made(), {cell(AMINA): "2"})
    asked = pages.enter(pages.made(), {cell(AMINA): "2"})
    assert asked.status_code == 409
    assert "is die dag al gekeken" in asked.text


def test_nobody_enters_what_they_saw_of_themselves(pages: Sheet) -> None:
    a_membership(JAN.row, Role.WORKER, team=pages.cast.sorteren)
    db.session.commit()
    sheet = pages.made()
    names = [each["name"] for each in pages.client.page(f"{sheet}/enter").select("select")]
    assert cell(JAN) not in names
    assert cell(AMINA) in names
    assert pages.enter(sheet, {cell(AMINA): "2", cell(JAN): "2"}).status_code == 303
    assert [each.person.name for each in saved()] == [AMINA.name]


def test_what_a_rule_objects_to_is_named_and_holds_nothing_back(pages: Sheet) -> None:
    sheet = pages.made(SORTING, EMERGENCY)
    authority = db.session.scalars(
        select(AssessorAuthority).where(AssessorAuthority.person_id == JAN.row.id)
    ).one()
    skill = db.session.scalars(select(Skill).where(Skill.code == SORTING)).one()
    authority.domain_id = skill.domain_id
    db.session.commit()
    answer = pages.enter(sheet, {cell(AMINA): "2", cell(GORAN, EMERGENCY): "2"})
    page = pages.client.page(answer.location)
    assert [each.person.name for each in saved()] == [AMINA.name]
    assert "Niet opgeslagen: Goran Kovač" in page.get_text()
    assert "1 beoordeling van het blad is opgeslagen." in page.get_text()


def test_a_skill_that_changed_since_it_was_printed_is_refused(pages: Sheet) -> None:
    sheet = pages.made()
    name = cell(AMINA)
    for version in db.session.scalars(select(SkillVersion)):
        version.retired_at = START
    db.session.commit()
    answer = pages.enter(sheet, {name: "2"})
    assert "Niet opgeslagen: Amina" in pages.client.page(answer.location).get_text()
    assert saved() == []


@pytest.mark.parametrize("wrong", [
    {"observed_on": ""}, {"observed_on": "morgen"}, {"observed_on": "2026-11-24"},
    {"observed_on": "2026-01-01"}, {"level": "7"}, {"level": "nul"}, {"level": ""},
])  # fmt: skip
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    pages: Sheet, wrong: dict[str, str]
) -> None:
    sheet, wrong = pages.made(), dict(wrong)
    level = wrong.pop("level", "2")
    answer = pages.enter(sheet, {cell(AMINA): level}, **wrong)
    assert answer.status_code == 422
    assert answer.page.select(".error-summary, .notice--bad")
    assert saved() == []
    if level == "2":
        chosen = answer.page.select_one(f"select[name={cell(AMINA)}] option[selected]")
        assert chosen["value"] == "2"


# no longer than needed


def test_the_names_go_when_nothing_can_be_entered_any_more(pages: Sheet, clock: TestClock) -> None:
    sheet = pages.made()
    clock.now += KEEP_ROWS - timedelta(days=1)
    with transaction():
        forget_old_rows(clock.now)
    assert count(SheetWorker) == 2
    clock.now += timedelta(days=1)
    with transaction():
        forget_old_rows(clock.now)
    assert (count(SheetWorker), count(SheetSkill), count(ObservationSheet)) == (0, 0, 1)
    pages.client.as_(JAN)
    assert pages.client.get(sheet).status_code == 404
    assert "Blad 2" in text_of(pages.client.page(pages.made()))


def test_of_whoever_left_it_is_kept_for_somebody_to_look_at(pages: Sheet) -> None:
    sheet = pages.made()
    membership_of(AMINA, Role.WORKER).ends_on = DAY + timedelta(days=1)
    db.session.commit()
    assert pages.enter(sheet, {cell(AMINA): "2"}).status_code == 303
    assert [each.flag for each in saved()] == ["left-since"]
    assert count(Credential) == 0


def test_a_worker_of_another_team_has_no_box(pages: Sheet) -> None:
    answer = pages.enter(pages.made(), {cell(BRAM): "2"})
    assert answer.status_code == 422
    assert saved() == []
