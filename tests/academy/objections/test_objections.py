"""An objection is between the worker and whoever decides; nobody else learns that there is one."""

import re

import pytest
from sqlalchemy import select

from academy.assessments.models import Assessment, AssessmentReferral, WorkerResponse
from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.credentials.models import Credential
from academy.database import db
from academy.people.models import Membership
from academy.security.identity import Role
from tests.academy.assessments.conftest import Save, filled_in
from tests.cast import (
    AMINA,
    ANNA,
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
)
from tests.client import AcademyClient

OBJECTION = {"kind": "objects", "about": "better", "reason": "Ik deed het alleen"}
DECISION = {"outcome": "rejected", "explanation": "Samen gekeken."}


def object_to(client: AcademyClient, shown: str, **more: str) -> None:
    answer = client.as_(AMINA).post(f"{shown}/response", data={**OBJECTION, **more})
    assert answer.status_code == 303


def review_of(shown: str) -> str:
    return shown.replace("/assessments/", "/reviews/")


def end_membership(member: Member, role: Role) -> None:
    for row in db.session.scalars(select(Membership).where(Membership.role == role)):
        if row.person_id == member.row.id:
            db.session.delete(row)
    db.session.commit()


@pytest.mark.parametrize(
    ("member", "status"),
    [(PIET, 200), (BEA, 200), (JAN, 404), (FATMA, 404), (OSCAR, 404), (CAS, 404), (ANNA, 404),
     (AMINA, 404), (GORAN, 404)],
    ids=lambda value: getattr(value, "name", value),
)  # fmt: skip
def test_it_goes_to_who_is_neither_the_assessor_nor_the_own_leader(
    client: AcademyClient, save: Save, member: Member, status: int
) -> None:
    shown = save().location
    object_to(client, shown)
    assert client.as_(member).get(review_of(shown)).status_code == status


def test_a_leader_of_another_team_of_the_worker_is_an_own_leader_too(
    client: AcademyClient, save: Save, palette: Cast
) -> None:
    a_membership(AMINA.row, Role.WORKER, team=palette.winkel)
    shown = save().location
    object_to(client, shown)
    assert client.as_(PIET).get(review_of(shown)).status_code == 404
    assert client.as_(BEA).get(review_of(shown)).status_code == 200


def test_an_administrator_who_made_it_does_not_decide(
    client: AcademyClient, save: Save, palette: Cast
) -> None:
    a_membership(JAN.row, Role.ORGANISATION_ADMIN, organisation=palette.schakel)
    shown = save().location
    object_to(client, shown)
    assert client.as_(JAN).get(review_of(shown)).status_code == 404


def test_in_a_shop_with_one_leader_the_administrator_decides(
    client: AcademyClient, save: Save
) -> None:
    for other in (FATMA, PIET):
        end_membership(other, Role.TEAM_LEADER)
    shown = save().location
    object_to(client, shown)
    assert client.as_(BEA).post(review_of(shown), data=DECISION).status_code == 303
    assert db.session.scalars(select(AssessmentReferral)).all() == []


def test_where_nobody_else_is_the_academy_decides(client: AcademyClient, save: Save) -> None:
    for other in (FATMA, PIET):
        end_membership(other, Role.TEAM_LEADER)
    end_membership(BEA, Role.ORGANISATION_ADMIN)
    shown = save().location
    promise = client.as_(AMINA).page(f"{shown}/response").get_text()
    assert "Iemand van de academie leest dit." in promise
    object_to(client, shown)
    assert client.as_(ANNA).get(review_of(shown)).status_code == 200
    assert "academie" not in client.as_(JAN).page(shown).select_one("main").get_text()
    assert client.as_(ANNA).post(review_of(shown), data=DECISION).status_code == 303


def test_the_form_promises_what_happens(client: AcademyClient, save: Save) -> None:
    shown = save().location
    text = client.as_(AMINA).page(f"{shown}/response").get_text()
    assert "Een andere teamleider leest dit, of iemand van kantoor." in text
    assert "Je eigen teamleider leest het niet." in text


@pytest.mark.parametrize("outcome", [None, "stands", "rejected"])
def test_the_own_leaders_see_the_same_as_without_it(
    client: AcademyClient, save: Save, outcome: str | None
) -> None:
    shown = save().location
    before = {member: seen_by(client, member, shown) for member in (JAN, FATMA)}
    object_to(client, shown)
    if outcome:
        client.as_(PIET).post(review_of(shown), data={**DECISION, "outcome": outcome})
    for member, pages in before.items():
        after = seen_by(client, member, shown)
        assert not any("bezwaar" in page.lower() or OBJECTION["reason"] in page for page in after)
        assert not any("Samen gekeken" in page for page in after)
        if outcome != "rejected":
            assert after == pages


def seen_by(client: AcademyClient, member: Member, shown: str) -> list[str]:
    team = db.session.scalars(select(Assessment)).first().team.uuid
    addresses = [shown, "/teams", f"/teams/{team}", f"/teams/{team}/attention", "/reviews"]
    client.as_(member)
    return [
        client.page(each).select_one("main").get_text(" ", strip=True) for each in addresses[:4]
    ]


def test_a_leader_who_waits_for_a_badge_reads_what_would_be_waited_for(
    client: AcademyClient, save: Save
) -> None:
    shown = save(filled_in(seen=2)).location
    before = client.as_(JAN).page(shown).select_one("main").get_text(" ", strip=True)
    object_to(client, shown)
    assert client.as_(JAN).page(shown).select_one("main").get_text(" ", strip=True) == before


def test_the_log_of_the_organisation_says_nothing(client: AcademyClient, save: Save) -> None:
    shown = save().location
    before = client.as_(BEA).page("/audit").select_one("main").get_text()
    object_to(client, shown)
    assert client.as_(BEA).page("/audit").select_one("main").get_text() == before
    client.as_(PIET).post(review_of(shown), data=DECISION)
    lines = {each.action: each for each in db.session.scalars(select(AuditEvent))}
    for action in ("assessment.worker_objects", "assessment.reviewed"):
        assert lines[action].chain == PLATFORM_CHAIN
    assert lines["credential.revoked"].details == {"reason": "mistake"}


def test_the_page_of_the_badge_says_nothing(client: AcademyClient, save: Save) -> None:
    shown = save().location
    badge = db.session.scalars(select(Credential.uuid)).one()
    before = client.as_(JAN).page(f"/credentials/{badge}").select_one("main")
    object_to(client, shown)
    assert client.as_(JAN).page(f"/credentials/{badge}").select_one("main") == before
    client.as_(PIET).post(review_of(shown), data=DECISION)
    page = client.get(f"/credentials/{badge}").text
    assert "bezwaar" not in page.lower()


def test_whoever_decides_reads_the_picture_and_the_words(client: AcademyClient, save: Save) -> None:
    shown = save().location
    object_to(client, shown)
    text = client.as_(PIET).page(review_of(shown)).get_text()
    assert "Ik kan dit beter. Ik deed het alleen" in text


def test_a_picture_is_enough_and_so_is_nothing_at_all(client: AcademyClient, save: Save) -> None:
    first, second = save().location, save(filled_in(level=3)).location
    object_to(client, first, about="absent", reason="")
    object_to(client, second, about="", reason="")
    found = db.session.scalars(select(WorkerResponse).order_by(WorkerResponse.id)).all()
    assert [(each.about, each.reason) for each in found] == [("absent", ""), (None, "")]


def test_an_unknown_picture_is_refused(client: AcademyClient, save: Save) -> None:
    shown = save().location
    data = {**OBJECTION, "about": "sick"}
    assert client.as_(AMINA).post(f"{shown}/response", data=data).status_code == 422


def test_a_reason_that_comes_later_is_kept_and_answered_no_later(
    client: AcademyClient, save: Save
) -> None:
    shown = save().location
    for reason in ("", "Ik deed het alleen", "Ik deed het alleen"):
        object_to(client, shown, about="", reason=reason)
    object_to(client, shown, about="better", reason="")
    found = db.session.scalars(select(WorkerResponse).order_by(WorkerResponse.id)).all()
    assert [(each.about, each.reason) for each in found] == [
        (None, ""), (None, "Ik deed het alleen"), ("better", ""),
    ]  # fmt: skip
    assert len({each.answer_by for each in found}) == 1
    assert len(client.as_(AMINA).page("/wallet").select("#objections ~ ul li")) == 1


def test_the_worker_reads_thanks_and_nothing_that_blames(client: AcademyClient, save: Save) -> None:
    shown = save().location
    object_to(client, shown)
    client.as_(PIET).post(review_of(shown), data=DECISION)
    badge = db.session.scalars(select(Credential.uuid)).one()
    for address in (shown, f"/wallet/{badge}"):
        text = client.as_(AMINA).page(address).get_text()
        assert "Dank je wel dat je het zei." in text
        assert "klopte niet" not in text


def test_who_objected_is_not_congratulated_meanwhile(client: AcademyClient, save: Save) -> None:
    shown = save().location
    assert "Je hebt een nieuwe badge." in client.as_(AMINA).page(shown).main.get_text()
    object_to(client, shown)
    text = client.page(shown).main.get_text()
    assert "Je hebt een nieuwe badge." not in text
    assert "Je zei dat dit niet klopt." in text


def test_who_comes_for_the_answer_reads_it_first(client: AcademyClient, save: Save) -> None:
    shown = save().location
    object_to(client, shown)
    client.as_(PIET).post(review_of(shown), data={**DECISION, "outcome": "stands"})
    text = client.as_(AMINA).page(shown).main.get_text()
    assert text.index("het blijft zoals het is") < text.index("Je hebt deze badge.")
    assert "nieuwe badge" not in text


def test_who_reads_arabic_sees_what_was_seen_in_it_with_the_dutch_beside(
    client: AcademyClient, save: Save
) -> None:
    shown = save().location
    object_to(client, shown)
    client.as_(PIET).post(review_of(shown), data=DECISION)
    client.as_(AMINA).set_cookie("language", "ar")
    page = client.page(shown)

    points = page.select(".seen-list__item")
    assert points
    for point in points:
        assert re.search(r"[\u0600-\u06ff]", point.select_one(".own-words").get_text())
        assert point.select_one("[lang=nl]")
    assert ":" not in page.h1.get_text(), "whose it is, the worker knows"
    assert page.find("p", string=DECISION["explanation"])["lang"] == "nl"
    assert page.select_one('.notice__title [lang="nl"]').get_text().startswith("Iemand anders")


def test_who_answered_can_change_the_answer_and_hears_who_reads_it(
    client: AcademyClient, save: Save
) -> None:
    shown = save().location
    link = f'a[href="{shown}/response"]'
    assert client.as_(AMINA).page(shown).select_one(link).get_text(strip=True) == (
        "Klopt dit? Geef antwoord"
    )
    object_to(client, shown)

    assert client.page(shown).select_one(link).get_text(strip=True) == "Verander je antwoord"
    (badge,) = db.session.scalars(select(Credential))
    changed = client.page(f"/wallet/{badge.uuid}").select_one(link).get_text()
    assert "Verander je antwoord" in changed
    page = client.page(f"{shown}/response")
    assert page.select_one("input[value=objects][checked]")
    assert page.select_one("input[value=better][checked]")
    assert "Je hoort het uiterlijk op" in page.main.get_text()
