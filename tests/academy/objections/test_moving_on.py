"""Whoever was asked to look again and left keeps nobody waiting."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from academy.assessments.models import Assessment, AssessmentReview
from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.database import db, transaction
from academy.dates import local_day
from academy.objections.looking_again import find_look, has_looked
from academy.objections.moving_on import move_if_stuck
from academy.people.models import AssessorAuthority, Person
from academy.security.identity import Role
from tests.academy.assessments.conftest import Save, filled_in
from tests.academy.jobs.test_handlers import run
from tests.academy.objections.test_objections import object_to, review_of
from tests.academy.objections.test_referring_on import YESTERDAY, leaves
from tests.cast import (
    AMINA,
    ANNA,
    BEA,
    FATMA,
    JAN,
    PIET,
    Cast,
    Member,
    a_membership,
    a_person,
    an_authority,
    membership_of,
)  # fmt: skip
from tests.client import AcademyClient
from tests.clock import START
from tests.races import DONE, race

TODAY = local_day(START)
DECISION = {
    "outcome": "look_again", "explanation": "Samen gekeken.", "asked": str(PIET.uuid),
}  # fmt: skip
KEES = Member("Kees Blom")
"""Leads the team of Piet as well, in the tests that ask for another."""


@pytest.fixture
def asked(save: Save, client: AcademyClient) -> str:
    """The address of an objection that was right: Bea asked Piet to look again."""
    shown = str(save(filled_in(level=1)).location)
    object_to(client, shown)
    assert client.as_(BEA).post(review_of(shown), data=DECISION).status_code == 303
    return review_of(shown)


@pytest.fixture
def kees(palette: Cast) -> Member:
    person = a_person(KEES.name, uuid=KEES.uuid)
    a_membership(person, Role.TEAM_LEADER, team=palette.winkel)
    an_authority(person, palette.schakel)
    db.session.commit()
    return KEES


def loses_authority() -> None:
    for row in db.session.scalars(
        select(AssessorAuthority).where(AssessorAuthority.person_id == PIET.row.id)
    ):
        row.ends_on = YESTERDAY
    db.session.commit()


def is_erased() -> None:
    PIET.row.erased_at = START
    db.session.commit()


def leads_no_more() -> None:
    leaves(PIET, Role.TEAM_LEADER)


def told() -> list[tuple[str, str, object]]:
    db.session.rollback()
    lines = select(AuditEvent.action, AuditEvent.chain, AuditEvent.actor).where(
        AuditEvent.action.like("assessment.look#_%", escape="#")
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(lines)]


def test_who_can_still_look_is_left_alone(
    app: Flask, client: AcademyClient, asked: str, kees: Member
) -> None:
    run(app, "refer-stuck-objections")
    assert told() == []
    assert client.as_(PIET).get(f"{asked}/look").status_code == 200


@pytest.mark.parametrize("happens", [leads_no_more, loses_authority, is_erased])
def test_another_leader_is_asked(
    app: Flask, client: AcademyClient, asked: str, kees: Member, happens: object
) -> None:
    assert callable(happens)
    happens()
    for _hour in range(2):
        run(app, "refer-stuck-objections")

    assert told() == [("assessment.look_moved", PLATFORM_CHAIN, None)]
    assert client.as_(kees).page("/reviews").select(f'main a[href="{asked}/look"]')
    assert client.post(f"{asked}/look", data=filled_in(level=3)).status_code == 303
    reviewed = db.session.scalars(select(AssessmentReview)).one()
    assert (reviewed.asked_id, reviewed.looked_at) == (kees.row.id, START)


def test_a_leader_of_the_own_team_is_not_asked_by_itself(
    app: Flask, client: AcademyClient, asked: str
) -> None:
    leaves(PIET, Role.TEAM_LEADER)
    run(app, "refer-stuck-objections")

    assert told() == [("assessment.look_ended", PLATFORM_CHAIN, None)]
    assert client.as_(FATMA).get(f"{asked}/look").status_code == 404
    form = client.as_(BEA).page(asked)
    assert [each["value"] for each in form.select('input[name="asked"]')] == [str(FATMA.uuid)]
    assert client.post(asked, data={**DECISION, "asked": str(FATMA.uuid)}).status_code == 303
    run(app, "refer-stuck-objections")
    assert client.as_(FATMA).get(f"{asked}/look").status_code == 200, "Bea chose her"


def test_the_worker_reads_a_new_day_for_the_answer(
    app: Flask, client: AcademyClient, asked: str
) -> None:
    shown = asked.replace("/reviews/", "/assessments/")
    leaves(PIET, Role.TEAM_LEADER)
    run(app, "refer-stuck-objections")
    text = client.as_(AMINA).page(shown).get_text()
    assert "Je hoort het uiterlijk op" in text
    waiting = db.session.scalars(select(Assessment)).one().responses
    assert [(each.is_open, each.answer_by) for each in waiting] == [
        (True, TODAY + timedelta(days=28))
    ]


def test_when_nobody_of_the_organisation_is_left_the_academy_decides(
    app: Flask, client: AcademyClient, asked: str
) -> None:
    leaves(PIET, Role.TEAM_LEADER)
    leaves(BEA, Role.ORGANISATION_ADMIN)
    run(app, "refer-stuck-objections")
    assert client.as_(ANNA).get(asked).status_code == 200


@pytest.mark.parametrize("ends", ["looked", "undone"])
def test_what_is_over_goes_nowhere(
    app: Flask, client: AcademyClient, asked: str, ends: str
) -> None:
    if ends == "looked":
        client.as_(PIET).post(f"{asked}/look", data=filled_in(level=2))
    else:
        client.as_(JAN).post(asked.replace("/reviews/", "/assessments/") + "/undo")
    leaves(PIET, Role.TEAM_LEADER)
    run(app, "refer-stuck-objections")
    assert told() == []


def test_saving_beside_moving_on_ends_once(app: Flask, asked: str) -> None:
    """Whoever saves at that moment has looked, or the case waits anew; never a page that fails."""
    number = db.session.scalars(select(AssessmentReview.id)).one()
    who, old = PIET.identity(), db.session.scalars(select(Assessment)).one().uuid
    membership_of(PIET, Role.TEAM_LEADER).ends_on = YESTERDAY

    def move() -> None:
        worker = db.session.get_one(Person, AMINA.row.id)
        with transaction(worker):
            move_if_stuck(number, today=TODAY, by=BEA.actor, now=START)

    def save_the_look() -> None:
        found = find_look(who, old)
        assert found is not None
        with transaction(found.target.worker.person):
            has_looked(found, by=who, now=START)

    assert race(app, move, save_the_look) == [DONE, DONE]
    reviews = db.session.scalars(select(AssessmentReview)).all()
    waits = [each.is_open for each in db.session.scalars(select(Assessment)).one().responses]
    assert ([each.looked_at for each in reviews], waits) in [([START], [False]), ([], [True])]


def replaced(member: Member, by: Member) -> None:
    """Somebody replaces this leader for a week."""
    away = membership_of(member, Role.TEAM_LEADER)
    a_membership(
        by.row, Role.TEAM_LEADER, team=away.team, starts_on=TODAY,
        ends_on=TODAY + timedelta(days=7), replaces=away,
    )  # fmt: skip
    db.session.commit()


def test_whoever_replaces_the_one_who_is_away_looks(
    asked: str, app: Flask, kees: Member, palette: Cast
) -> None:
    wim = Member("Wim Zwart")
    a_person(wim.name, uuid=wim.uuid)
    an_authority(wim.row, palette.schakel)
    replaced(PIET, wim)
    run(app, "refer-stuck-objections")
    db.session.rollback()
    assert db.session.scalars(select(AssessmentReview)).one().asked_id == wim.row.id


def test_what_nobody_else_may_look_at_waits_until_they_are_back(
    asked: str, app: Flask, palette: Cast
) -> None:
    wim = Member("Wim Zwart")
    a_person(wim.name, uuid=wim.uuid)
    replaced(PIET, wim)
    run(app, "refer-stuck-objections")
    db.session.rollback()
    assert db.session.scalars(select(AssessmentReview)).one().asked_id == PIET.row.id
