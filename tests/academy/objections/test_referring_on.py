"""An objection never waits for somebody who is not there any more."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.assessments.models import AssessmentReferral
from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.database import db
from academy.dates import local_day
from academy.security.identity import Role
from tests.academy.assessments.conftest import Save
from tests.academy.jobs.test_handlers import run
from tests.academy.objections.test_objections import DECISION, object_to, review_of
from tests.cast import AMINA, ANNA, BEA, JAN, PIET, Cast, Member, a_membership, membership_of
from tests.client import AcademyClient
from tests.clock import START

YESTERDAY = local_day(START) - timedelta(days=1)


@pytest.fixture
def shown(save: Save, client: AcademyClient) -> str:
    """The address of an assessment that Amina objected to; Piet and Bea may decide."""
    address = str(save().location)
    object_to(client, address)
    return address


def leaves(member: Member, role: Role) -> None:
    membership_of(member, role).ends_on = YESTERDAY
    db.session.commit()


def referrals() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(AssessmentReferral.id))) or 0


def test_when_the_last_who_can_decide_leaves_the_academy_decides(
    app: Flask, client: AcademyClient, shown: str
) -> None:
    leaves(PIET, Role.TEAM_LEADER)
    run(app, "refer-stuck-objections")
    assert referrals() == 0, "Bea is there"

    leaves(BEA, Role.ORGANISATION_ADMIN)
    for _hour in range(2):
        run(app, "refer-stuck-objections")

    assert referrals() == 1
    told = select(AuditEvent.chain, AuditEvent.actor).where(
        AuditEvent.action == "assessment.referred"
    )
    assert [tuple(each) for each in db.session.execute(told)] == [(PLATFORM_CHAIN, None)]
    assert "De academie kijkt hiernaar" in client.as_(AMINA).page(shown).get_text()
    assert "academie" not in client.as_(JAN).page(shown).select_one("main").get_text()
    assert client.as_(ANNA).post(review_of(shown), data=DECISION).status_code == 303


def test_who_becomes_a_leader_of_the_workers_own_team_decides_no_more(
    app: Flask, client: AcademyClient, shown: str, palette: Cast
) -> None:
    leaves(BEA, Role.ORGANISATION_ADMIN)
    a_membership(PIET.row, Role.TEAM_LEADER, team=palette.sorteren)
    db.session.commit()
    run(app, "refer-stuck-objections")
    assert referrals() == 1
    assert client.as_(ANNA).get(review_of(shown)).status_code == 200


@pytest.mark.parametrize("ends", ["decided", "undone"])
def test_what_is_over_goes_nowhere(
    app: Flask, client: AcademyClient, shown: str, ends: str
) -> None:
    if ends == "decided":
        client.as_(PIET).post(review_of(shown), data=DECISION)
    else:
        client.as_(JAN).post(f"{shown}/undo")
    leaves(PIET, Role.TEAM_LEADER)
    leaves(BEA, Role.ORGANISATION_ADMIN)
    run(app, "refer-stuck-objections")
    assert referrals() == 0
