"""One case for the academy: until it is decided, nothing beside it, and the worker is told."""

import pytest
from sqlalchemy import func, select

from academy.assessments.models import Assessment, AssessmentReferral, AssessmentReview
from academy.assessments.retention import delete_assessment
from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.security.identity import Actor
from tests.academy.assessments.conftest import Save, filled_in
from tests.cast import AMINA, ANNA, BEA, CAS, ERIK, FATMA, JAN, OSCAR, PIET, RENS, Member
from tests.client import AcademyClient
from tests.clock import START

DECISION = {"outcome": "stands", "explanation": "Ik heb meegekeken."}
TOLD = "De academie kijkt hiernaar en beslist."


@pytest.fixture
def shown(save: Save, client: AcademyClient) -> str:
    """The address of an assessment that Amina objected to."""
    address = save().location
    client.as_(AMINA).post(f"{address}/response", data={"kind": "objects", "reason": "Niet waar"})
    return str(address)


def review_of(shown: str) -> str:
    return shown.replace("/assessments/", "/reviews/")


def refer(client: AcademyClient, shown: str) -> None:
    assert client.as_(BEA).post(f"{review_of(shown)}/refer").status_code == 303


def test_before_it_is_referred_the_academy_knows_nothing_of_it(
    client: AcademyClient, shown: str
) -> None:
    assert client.as_(ANNA).get(review_of(shown)).status_code == 404
    assert AMINA.name not in client.page("/reviews").get_text()


def test_the_administrator_refers_it_and_the_worker_is_told(
    client: AcademyClient, shown: str
) -> None:
    page = client.as_(BEA).page(review_of(shown))
    [form] = page.select(f'form[action="{review_of(shown)}/refer"]')
    for _tap in range(2):
        client.post(form["action"])
    assert db.session.scalar(select(func.count(AssessmentReferral.id))) == 1
    assert "De academie beslist hierover." in client.page("/reviews").get_text()
    lines = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "assessment.referred")
    ).all()
    assessment = db.session.scalars(select(Assessment)).one()
    assert [(each.chain, each.actor, each.object_uuid, each.details) for each in lines] == [
        (PLATFORM_CHAIN, BEA.uuid, assessment.uuid, {})
    ]
    assert TOLD in client.as_(AMINA).page(shown).get_text()


def test_the_academy_sees_that_case_and_nothing_beside_it(
    client: AcademyClient, shown: str, save: Save
) -> None:
    other = save(by=FATMA).location
    refer(client, shown)
    client.as_(ANNA)
    assert "Niet waar" in client.page(review_of(shown)).get_text()
    assert len(client.page("/reviews").select("main .card")) == 1
    for address in (shown, other, review_of(str(other)), f"{shown}/response"):
        assert client.get(address).status_code == 404
    assert client.get(f"/people/{AMINA.uuid}").status_code == 404


def test_when_the_academy_has_decided_it_sees_it_no_more(client: AcademyClient, shown: str) -> None:
    refer(client, shown)
    assert client.as_(ANNA).post(review_of(shown), data=DECISION).status_code == 303
    assert db.session.scalars(select(AssessmentReview)).one().by_id == ANNA.row.id
    assert db.session.scalars(select(Credential)).one().revocation is None
    assert client.get(review_of(shown)).status_code == 404
    assert client.post(review_of(shown), data=DECISION).status_code == 404
    assert AMINA.name not in client.page("/reviews").get_text()
    page = client.as_(AMINA).page(shown).get_text()
    assert TOLD not in page
    assert "Iemand anders heeft gekeken" in page


def test_until_then_nobody_of_the_organisation_decides(client: AcademyClient, shown: str) -> None:
    refer(client, shown)
    for member in (BEA, PIET):
        assert client.as_(member).get(review_of(shown)).status_code == 403
        assert client.post(review_of(shown), data=DECISION).status_code == 403
    assert not client.page("/reviews").select(f'main a[href="{review_of(shown)}"]')
    assert "wacht op jou" not in client.page("/teams").get_text()


@pytest.mark.parametrize(
    ("member", "status"),
    [(FATMA, 404), (JAN, 404), (PIET, 403), (OSCAR, 404), (CAS, 404), (ANNA, 404), (AMINA, 404),
     (ERIK, 404), (RENS, 404)],
    ids=lambda value: getattr(value, "name", value),
)  # fmt: skip
def test_only_the_administrator_refers(
    client: AcademyClient, shown: str, member: Member, status: int
) -> None:
    assert client.as_(member).post(f"{review_of(shown)}/refer").status_code == status
    assert db.session.scalar(select(func.count(AssessmentReferral.id))) == 0


@pytest.mark.parametrize("member", [FATMA, OSCAR, CAS, AMINA, ERIK, RENS], ids=lambda m: m.name)
def test_referring_opens_it_to_nobody_else(
    client: AcademyClient, shown: str, member: Member
) -> None:
    refer(client, shown)
    assert client.as_(member).get(review_of(shown)).status_code == 404


def test_what_is_decided_is_not_referred(client: AcademyClient, shown: str) -> None:
    client.as_(PIET).post(review_of(shown), data=DECISION)
    refused = client.as_(BEA).post(f"{review_of(shown)}/refer")
    assert refused.status_code == 409
    assert client.as_(ANNA).get(review_of(shown)).status_code == 404


def test_what_was_taken_back_is_no_case_any_more(client: AcademyClient, shown: str) -> None:
    refer(client, shown)
    client.as_(JAN).post(f"{shown}/undo")
    assert client.as_(ANNA).get(review_of(shown)).status_code == 404
    assert TOLD not in client.as_(AMINA).page(shown).get_text()


def test_what_nobody_objected_to_is_not_referred(client: AcademyClient, save: Save) -> None:
    address = review_of(str(save().location))
    assert client.as_(BEA).post(f"{address}/refer").status_code == 404


def test_the_referral_goes_with_the_assessment(client: AcademyClient, save: Save) -> None:
    address = str(save(filled_in(level="0")).location)
    client.as_(AMINA).post(f"{address}/response", data={"kind": "objects", "reason": ""})
    refer(client, address)
    with transaction():
        number = db.session.scalars(select(Assessment.id)).one()
        delete_assessment(number, by=Actor(None, "worker"), now=START)
    assert db.session.scalar(select(func.count(AssessmentReferral.id))) == 0
