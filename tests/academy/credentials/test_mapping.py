"""What is signed into a badge, in the words of its version of the skill."""

import json

from tests.academy.shown import Shown
from tests.cast import AMINA


def test_a_signed_badge_names_its_level_and_all_others(shown: Shown) -> None:
    credential = shown(AMINA, level=2)
    assert credential is not None
    document = json.loads(credential.document)
    achievement = document["credentialSubject"]["achievement"]
    [result] = document["credentialSubject"]["result"]
    [described] = achievement["resultDescription"]

    assert document["name"] == "Textiel sorteren: Zelfstandig"
    assert achievement["image"]["caption"] == "Badge Textiel sorteren, niveau zelfstandig"
    assert result["value"] == "2"
    assert [(each["level"], each["name"]) for each in described["rubricCriterionLevel"]] == [
        ("1", "Kan de basis"), ("2", "Zelfstandig"), ("3", "Legt het anderen uit"),
    ]  # fmt: skip
