"""A badge by the rules of the academy: what it waits for, and that it keeps its rule."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, select, update

from academy.assessments import awarding
from academy.assessments.models import Assessment, Evidence
from academy.assessments.recording import Receipt, Recorded
from academy.assessments.saving import fits
from academy.catalogue.models import SkillVersion
from academy.catalogue.validation.defaults import name_of, newest_default, set_default
from academy.catalogue.validation.rule import FIRST, Rule
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from tests.academy.assessments.conftest import Save, address, filled_in
from tests.cast import ANNA, FATMA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START, TestClock

FORKLIFT = "heftruck-rijden"
YESTERDAY = (START.date() - timedelta(days=1)).isoformat()


def the_rule_is(rule: Rule) -> None:
    with transaction("content"):
        set_default(rule, seen=name_of(newest_default()), by=ANNA.identity(), now=START)


def badges() -> int:
    return db.session.scalar(select(func.count(Credential.id))) or 0


def test_on_two_days_and_by_two_people(save: Save, client: AcademyClient) -> None:
    the_rule_is(replace(FIRST, observations=2, assessors=2))

    first = save(filled_in(observed_on=YESTERDAY))
    assert badges() == 0
    told = client.page(first.location).select_one("main").get_text()
    assert (
        "Nog 1 keer kijken op een andere dag en nog 1 andere persoon die kijkt, dan is de badge er."
        in told
    )

    save(by=FATMA)
    assert badges() == 1


def test_the_form_says_in_one_sentence_what_is_needed(client: AcademyClient, palette: Cast) -> None:
    sentence = client.as_(JAN).page(address()).select_one("form .lead").get_text()
    assert sentence == "Eén keer kijken is genoeg voor de badge."

    the_rule_is(replace(FIRST, observations=2, photo=True))
    sentence = client.page(address()).select_one("form .lead").get_text()
    assert (
        sentence
        == "Voor de badge is nodig: kijken op 2 verschillende dagen en een foto van het werk."
    )


def test_a_badge_waits_for_a_photo(app: Flask, save: Save, client: AcademyClient) -> None:
    the_rule_is(replace(FIRST, photo=True))
    shown = save()
    assert badges() == 0
    text = client.page(shown.location).select_one("main").get_text()
    assert "Nog een foto van het werk, dan is de badge er." in text

    seen = db.session.scalars(select(Assessment)).one()
    with transaction(seen.person):
        photo = Evidence(
            assessment_id=seen.id, storage_key="x", width=1, height=1, size=1, added_at=START
        )
        db.session.add(photo)
    awarding.award(seen.id, dependencies(), by=JAN.actor)
    assert badges() == 1


def test_a_skill_that_asks_for_a_certificate_waits_until_somebody_saw_it(
    save: Save, client: AcademyClient
) -> None:
    the_rule_is(replace(FIRST, certificate=True))
    criteria = db.session.scalars(
        select(SkillVersion.criteria).join(SkillVersion.skill).where(SkillVersion.is_open)
        .where(SkillVersion.skill.has(code=FORKLIFT))
    ).one()  # fmt: skip
    all_seen = {f"criterion_{each['id']}": "seen" for each in criteria}
    page = client.as_(JAN).page(address(skill=FORKLIFT))
    assert page.select_one("#certificate")

    shown = save(filled_in(**all_seen), skill=FORKLIFT)
    assert badges() == 0
    assert "Nog het certificaat of rijbewijs zien" in client.page(shown.location).get_text()

    save(filled_in(**all_seen, certificate="y"), skill=FORKLIFT)
    assert badges() == 1
    save()  # a skill that asks for none
    assert badges() == 2


def test_what_was_seen_before_keeps_the_rule_of_then(save: Save, clock: TestClock) -> None:
    save()
    badge = db.session.scalars(select(Credential)).one()
    assert badge.valid_until is None
    the_rule_is(replace(FIRST, observations=3, valid_months=12))

    seen = db.session.scalars(select(Assessment)).one()
    outcome = awarding.award(seen.id, dependencies(), by=JAN.actor)
    assert outcome.credential.uuid == badge.uuid
    assert awarding.waiting_of(seen) is None
    assert badges() == 1


def test_a_new_badge_is_valid_as_long_as_the_default_says(save: Save) -> None:
    the_rule_is(replace(FIRST, valid_months=12))
    save()
    badge = db.session.scalars(select(Credential)).one()
    assert badge.valid_until.year == START.year + 1


def test_an_exception_of_a_skill_goes_before_the_default(save: Save) -> None:
    the_rule_is(replace(FIRST, observations=3))
    with transaction():
        db.session.execute(update(SkillVersion).values(observations_needed=1))
    save()
    assert badges() == 1


def test_a_badge_that_was_signed_ahead_is_not_kept_when_the_rule_changed_meanwhile() -> None:
    recorded = Recorded(uuid4(), Receipt.NEW, 1, rule=replace(FIRST, observations=2))
    award, signed = object(), object()

    assert not fits(recorded, (award, signed, FIRST))  # type: ignore[arg-type]
    assert fits(replace(recorded, rule=FIRST), (award, signed, FIRST))  # type: ignore[arg-type]
