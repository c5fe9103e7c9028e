"""From a saved assessment to its one badge."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.assessments import awarding
from academy.assessments.models import Assessment, AssessmentConflict
from academy.credentials import issuing
from academy.credentials.ground import find_ground
from academy.credentials.models import Confirmation, Credential, Revocation
from academy.database import db, transaction
from academy.dependencies import dependencies
from tests.academy.assessments.conftest import EMERGENCY, Save, address, filled_in
from tests.cast import AMINA, FATMA, GORAN, JAN, PIET, Cast
from tests.client import AcademyClient
from tests.clock import TestClock


def count(table: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def the_badge() -> Credential:
    return db.session.scalars(select(Credential)).one()


def test_everything_seen_gives_a_signed_badge(save: Save) -> None:
    assert save().status_code == 303

    document = json.loads(the_badge().document)
    assert document["issuer"]["name"] == "De Schakel"
    assert document["issuer"]["id"] == "did:web:badges.example.nl:issuers:de-schakel"
    assert document["credentialSubject"]["id"] == AMINA.uuid.urn
    assert document["credentialSubject"]["achievement"]["name"] == "Textiel sorteren"
    assert document["proof"][0]["cryptosuite"] == "eddsa-rdfc-2022"


def test_the_signed_badge_names_nobody(save: Save) -> None:
    save(filled_in(note="Amina werkt netjes"))
    text = the_badge().document.decode()
    for name in (AMINA.name, JAN.name, "Amina", "Jan", "netjes"):
        assert name not in text


def test_the_same_form_twice_gives_one_badge_and_the_same_answer(save: Save) -> None:
    values = filled_in()
    first, second = save(values), save(values)
    assert first.location == second.location
    assert (count(Assessment), count(Credential)) == (1, 1)


def test_the_same_form_with_another_level_is_kept_for_a_person_to_look_at(save: Save) -> None:
    values = filled_in(level=2)
    save(values)
    assert save({**values, "level": "3"}).status_code == 409
    assert (count(Assessment), count(AssessmentConflict)) == (1, 1)
    assert db.session.scalars(select(Assessment)).one().level == 2


def test_two_leaders_give_one_badge_and_two_assessments(save: Save) -> None:
    save(by=JAN)
    save(by=FATMA)
    assert (count(Assessment), count(Credential)) == (2, 1)


def test_a_criterion_that_was_not_seen_gives_an_observation(save: Save) -> None:
    assert save(filled_in(seen=2)).status_code == 303
    assert (count(Assessment), count(Credential)) == (1, 0)


def test_not_yet_gives_no_badge_and_is_deleted_after_half_a_year(save: Save) -> None:
    save(filled_in(level=0, seen=0))
    kept = db.session.scalars(select(Assessment)).one()
    assert count(Credential) == 0
    assert kept.delete_on == kept.observed_on + timedelta(days=183)


def test_each_level_is_a_badge_of_its_own(save: Save) -> None:
    save(filled_in(level=1))
    save(filled_in(level=2))
    assert count(Credential) == 2


def test_undo_within_a_quarter_of_an_hour_sets_the_status_bit(
    save: Save, client: AcademyClient, clock: TestClock
) -> None:
    shown = save().location
    clock.advance(minutes=14)
    assert client.post(f"{shown}/undo").status_code == 303
    assert the_badge().revocation is not None
    assert the_badge().current_key is None


def test_undo_is_too_late_after_a_quarter_of_an_hour(
    save: Save, client: AcademyClient, clock: TestClock
) -> None:
    shown = save().location
    clock.advance(minutes=16)
    assert client.post(f"{shown}/undo").status_code == 409
    assert count(Revocation) == 0


def test_only_who_looked_may_undo(save: Save, client: AcademyClient) -> None:
    shown = save(by=JAN).location
    assert client.as_(FATMA).post(f"{shown}/undo").status_code == 403
    assert count(Revocation) == 0


def test_after_an_undo_the_same_skill_can_be_awarded_again(
    save: Save, client: AcademyClient
) -> None:
    client.post(f"{save().location}/undo")
    save()
    assert count(Credential) == 2


def test_seeing_it_again_near_the_end_renews_the_badge(save: Save, clock: TestClock) -> None:
    save(skill=EMERGENCY)
    old = the_badge()
    clock.advance(days=300)
    save(filled_in(observed_on=clock().date().isoformat()), skill=EMERGENCY)
    new = db.session.scalars(select(Credential).where(Credential.id != old.id)).one()
    assert new.supersedes_id == old.id
    assert count(Revocation) == 0


def test_a_correction_withdraws_the_badge_that_was_wrong(save: Save) -> None:
    save(filled_in(level=3))
    wrong = the_badge()
    save(filled_in(level=2, corrects=str(wrong.uuid)))
    right = db.session.scalars(select(Credential).where(Credential.id != wrong.id)).one()
    assert right.supersedes_id == wrong.id
    assert db.session.scalars(select(Revocation)).one().credential_id == wrong.id


def test_somebody_elses_badge_cannot_be_corrected(save: Save) -> None:
    save(about=GORAN)
    other = the_badge()
    assert save(filled_in(corrects=str(other.uuid)), about=AMINA).status_code == 422
    assert (count(Assessment), count(Revocation)) == (1, 0)


def test_an_objection_holds_what_is_not_issued_until_somebody_else_has_looked(
    save: Save, client: AcademyClient, palette: Cast
) -> None:
    version = db.session.scalars(select(Assessment)).first()
    assert version is None
    shown = save().location
    client.as_(AMINA).post(
        f"{shown}/response", data={"kind": "objects", "reason": "Het klopt niet"}
    )
    review = shown.replace("/assessments/", "/reviews/")
    values = {"outcome": "rejected", "explanation": "Nog niet gezien"}
    assert client.as_(JAN).post(review, data=values).status_code == 404
    assert client.as_(FATMA).post(review, data=values).status_code == 404
    assert client.as_(PIET).post(review, data=values).status_code == 303
    assert the_badge().revocation is not None


@pytest.mark.parametrize("member", [AMINA, JAN])
def test_the_page_says_what_became_of_it(save: Save, client: AcademyClient, member: Any) -> None:
    page = client.as_(member).page(save().location)
    assert "nieuwe badge" in page.get_text()


def test_the_form_ticks_nothing_beforehand(client: AcademyClient, palette: Cast) -> None:
    page = client.as_(JAN).page(address())
    ticked = [i["name"] for i in page.select("#assess input[checked]")]
    assert ticked == ["method"]


def test_who_comes_second_with_the_same_assessment_finds_its_badge(save: Save, app: Flask) -> None:
    save()
    deps = dependencies()
    assessment = db.session.scalars(select(Assessment)).one()
    assessment_id, earned = assessment.id, awarding.award_of(assessment)
    ground = find_ground(earned, deps.settings)
    assert ground is not None
    signed = issuing.sign(earned, ground, deps.settings, now=deps.clock())
    with transaction(AMINA.row):
        found = issuing.store(
            earned,
            signed,
            deps.settings,
            assessment_id=assessment_id,
            by=JAN.actor,
            now=deps.clock(),
        )
        assert found.assessment_id == assessment_id
    assert (count(Credential), count(Confirmation)) == (1, 0)
