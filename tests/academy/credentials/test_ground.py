"""What badges of a kind have in common is kept by the process only as far as it never changes."""

import json
from dataclasses import replace
from typing import Any

from academy.assessments import awarding
from academy.assessments.models import Assessment
from academy.credentials import keys
from academy.credentials.ground import find_grounds, make_ready
from academy.credentials.models import Credential
from academy.database import db, transaction
from academy.dependencies import dependencies
from tests.academy.shown import Shown
from tests.cast import AMINA, GORAN, JAN, Cast
from tests.clock import START


def document(badge: Credential | None) -> dict[str, Any]:
    assert badge is not None
    told: dict[str, Any] = json.loads(badge.document)
    return told


def test_the_next_badge_has_the_name_and_the_address_of_now(shown: Shown, palette: Cast) -> None:
    shown(AMINA)
    with transaction(palette.schakel, palette.academy):
        for changed in (palette.schakel, palette.academy):
            changed.name, changed.email = f"{changed.name} Nieuw", "nieuw@example.nl"
    told = document(shown(GORAN))
    creator = told["credentialSubject"]["achievement"]["creator"]
    for profile in (told["issuer"], creator):
        assert profile["name"].endswith(" Nieuw")
        assert profile["email"] == "nieuw@example.nl"


def test_the_next_badge_is_signed_with_the_key_of_now(shown: Shown, palette: Cast) -> None:
    before = document(shown(AMINA))["proof"][0]["verificationMethod"]
    with transaction(palette.schakel):
        keys.rotate(palette.schakel, dependencies().settings, by=JAN.actor, now=START)
    after = document(shown(GORAN))["proof"][0]["verificationMethod"]
    assert before != after


def test_every_badge_of_many_gets_a_place_of_its_own(shown: Shown) -> None:
    badge = shown(AMINA)
    assert badge is not None
    assessment = db.session.get_one(Assessment, badge.assessment_id)
    earned = awarding.award_of(assessment)
    grounds = find_grounds([earned] * 40, dependencies().settings)
    assert len({each.status_index for each in grounds if each is not None}) == 40


def test_nothing_is_there_for_somebody_who_gave_no_badge_yet(shown: Shown, palette: Cast) -> None:
    badge = shown(AMINA)
    assert badge is not None
    earned = awarding.award_of(db.session.get_one(Assessment, badge.assessment_id))
    elsewhere = replace(earned, organisation_id=palette.cirkel.id)
    grounds = find_grounds([earned, elsewhere], dependencies().settings)
    assert [ground is None for ground in grounds] == [False, True]


def test_what_is_made_ready_is_found_in_the_same_transaction(shown: Shown, palette: Cast) -> None:
    badge = shown(AMINA)
    assert badge is not None
    earned = awarding.award_of(db.session.get_one(Assessment, badge.assessment_id))
    elsewhere = replace(earned, organisation_id=palette.cirkel.id)
    settings = dependencies().settings
    with transaction(palette.cirkel):
        make_ready(elsewhere, settings, by=JAN.actor, now=START)
        assert find_grounds([elsewhere], settings) != [None]
