"""What is kept about oneself: in words, as a file, and in the language one reads."""

import io
import json
from uuid import uuid4

from flask import Flask

from academy.assessments.models import Assessment, ObjectionReason, ResponseKind
from academy.database import db, transaction
from academy.objections.referring import refer_to_academy
from academy.objections.responding import Said, respond
from academy.people.models import Guest
from academy.teams.handovers.models import Handover
from academy.teams.observation_sheets.models import ObservationSheet, SheetSkill, SheetWorker
from academy.wallet.claims.models import Claim
from academy.wallet.service import hide
from tests.academy.shown import EMERGENCY, Shown
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.elsewhere.test_bringing import foreign
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, BEA, GORAN, JAN, Cast, a_card
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["elsewhere"]


def test_the_page_says_in_words_what_is_kept_and_who_sees_it(
    amina: AcademyClient, shown: Shown
) -> None:
    shown()

    text = text_of(amina.page("/wallet/data"))

    assert AMINA.name in text
    assert "De Schakel, Sorteren (medewerker)" in text
    assert "Wie kan dit zien?" in text
    assert "Je hoeft het aan niemand te vragen." in text


def test_the_page_counts_what_came_from_elsewhere_and_what_was_written(
    amina: AcademyClient, elsewhere: Flask
) -> None:
    amina.post("/wallet/elsewhere/new", data={"file": (io.BytesIO(foreign()), "badge")})
    said = Claim(
        uuid=uuid4(), person_id=AMINA.row.id, share_uuid=uuid4(), skill="Band plakken", words="",
        firm="De Wielen", author="Kees", said_at=START,
    )  # fmt: skip
    db.session.add(said)
    db.session.commit()

    told = amina.page("/wallet/data").select("dt")
    facts = {each.get_text(strip=True): each.find_next("dd").get_text(strip=True) for each in told}

    assert facts["Badges van ergens anders"] == "1"
    assert facts["Wat anderen over je zeggen"] == "1"
    assert facts["Wat je zelf over jezelf schreef"] == "0"
    assert facts["Zo vaak maakte je een link"] == "0"


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
        respond(row, objection, by=AMINA.actor, now=START)
        refer_to_academy(row, by=BEA.identity(), now=START)

    [kept] = json.loads(amina.get("/wallet/data.json").data)["observations"]

    assert [(each["kind"], each["about"]) for each in kept["your_answers"]] == [
        ("objects", "not_done")
    ]
    assert kept["left_to_the_academy_at"] == START.isoformat()


def test_paper_with_ones_name_and_work_elsewhere_are_in_the_file(
    amina: AcademyClient, shown: Shown, cast: Cast
) -> None:
    badge = shown()
    team = cast.sorteren
    version = db.session.get_one(Assessment, badge.assessment_id).skill_version
    of_two = [SheetWorker(person_id=each.row.id) for each in (AMINA, GORAN)]
    sheet = ObservationSheet(
        organisation_id=team.organisation_id, team_id=team.id, number=7, made_by_id=JAN.row.id,
        made_at=START, workers=of_two, skills=[SheetSkill(skill_version_id=version.id)],
    )  # fmt: skip
    paper = Handover(organisation_id=team.organisation_id, team_id=team.id, asked_at=START,
                     person_id=AMINA.row.id, credential_id=badge.id)  # fmt: skip
    guest = Guest(person_id=AMINA.row.id, home_id=team.organisation_id, host_id=cast.cirkel.id,
                  ends_on=START.date(), offered_by_id=BEA.row.id, offered_at=START)  # fmt: skip
    db.session.add_all([sheet, paper, guest])
    db.session.commit()

    text = amina.get("/wallet/data.json").get_data(as_text=True)

    kept = json.loads(text)
    assert [(each["number"], each["team"]) for each in kept["on_sheets"]] == [(7, team.name)]
    assert kept["on_sheets"][0]["skills"] == [version.name["nl"]]
    assert [(each["what"], each["given_on"]) for each in kept["on_the_way"]] == [
        ("certificate", None)
    ]
    assert [(each["from"], each["at"]) for each in kept["guest_elsewhere"]] == [
        ("De Schakel", "De Cirkel")
    ]
    assert GORAN.name not in text


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
    answer = amina.post("/language", data={"language": "en"})

    assert answer.status_code == 303
    assert AMINA.row.language == "en"
    assert amina.page("/wallet/data").html["lang"] == "en"


def test_a_language_that_is_not_offered_is_refused(amina: AcademyClient, cast: Cast) -> None:
    assert amina.post("/language", data={"language": "tlh"}).status_code == 422
    assert AMINA.row.language == "nl"
