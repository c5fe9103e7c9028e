"""What is kept about oneself: in words, as a file, and in the language one reads."""

import json

from academy.assessments.models import Assessment, ObjectionReason, ResponseKind
from academy.database import db, transaction
from academy.objections.referring import refer_to_academy
from academy.objections.responding import Said, respond
from academy.wallet.service import hide
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, BEA, GORAN, JAN, Cast, a_card
from tests.client import AcademyClient
from tests.clock import START


def test_the_page_says_in_words_what_is_kept_and_who_sees_it(
    amina: AcademyClient, shown: Shown
) -> None:
    shown()

    text = text_of(amina.page("/wallet/data"))

    assert AMINA.name in text
    assert "De Schakel, Sorteren (medewerker)" in text
    assert "Wie kan dit zien?" in text
    assert "Je krijgt binnen 1 maand antwoord." in text
    assert "info@example.nl" in text


def test_the_file_holds_everything_of_oneself(amina: AcademyClient, shown: Shown) -> None:
    badge = shown()
    shown(skill=EMERGENCY, level=0)
    a_card(AMINA.row)
    with transaction(badge.person):
        hide(badge, by=AMINA.identity(), now=START)

    answer = amina.get("/wallet/data.json")

    assert "attachment" in answer.headers["Content-Disposition"]
    kept = json.loads(answer.data)
    assert kept["person"]["name"] == AMINA.name
    assert [each["organisation"] for each in kept["memberships"]] == ["De Schakel"]
    assert kept["badges"][0]["credential"]["id"].endswith(str(badge.uuid))
    assert kept["badges"][0]["hidden"] is True
    assert kept["badges"][0]["certificates"][0]["printed_name"] == AMINA.name
    assert {each["level"] for each in kept["observations"]} == {0, 2}
    assert kept["observations"][0]["seen_by"] == JAN.name
    assert len(kept["sessions"]) == 1


def test_an_objection_by_a_picture_is_in_the_file_and_that_the_academy_looks(
    amina: AcademyClient, shown: Shown
) -> None:
    badge = shown(AMINA)
    row = db.session.get_one(Assessment, badge.assessment_id)
    objection = Said(kind=ResponseKind.OBJECTS, about=ObjectionReason.NOT_DONE)
    with transaction(AMINA.row):
        respond(row, objection, by=AMINA.identity(), now=START)
        refer_to_academy(row, by=BEA.identity(), now=START)

    [kept] = json.loads(amina.get("/wallet/data.json").data)["observations"]

    assert [(each["kind"], each["about"]) for each in kept["your_answers"]] == [
        ("objects", "not_done")
    ]
    assert kept["left_to_the_academy_at"] == START.isoformat()


def test_the_file_holds_nothing_of_a_colleague_and_no_secrets(
    amina: AcademyClient, shown: Shown
) -> None:
    shown(AMINA)
    shown(GORAN)

    text = amina.get("/wallet/data.json").get_data(as_text=True)

    assert GORAN.name not in text
    assert str(GORAN.uuid) not in text
    assert "hash" not in text


def test_a_chosen_language_stays_for_every_device(amina: AcademyClient, cast: Cast) -> None:
    answer = amina.post("/wallet/language", data={"language": "en"})

    assert answer.status_code == 303
    assert AMINA.row.language == "en"
    assert amina.page("/wallet/data").html["lang"] == "en"


def test_a_language_that_is_not_offered_is_refused(amina: AcademyClient, cast: Cast) -> None:
    assert amina.post("/wallet/language", data={"language": "tlh"}).status_code == 422
    assert AMINA.row.language == "nl"
