"""A badge names its language, and where the same is told in another; that is never signed in."""

import json

import pytest
from sqlalchemy import delete

from academy.catalogue.translating.models import PaletteWord
from academy.catalogue.translating.words import words_in
from academy.credentials.narrative import FIXED
from academy.credentials.tellings import tellings_of
from academy.database import db
from academy.languages import LANGUAGES
from tests.academy.verification.conftest import the_credential
from tests.client import AcademyClient

ROOT = "https://badges.example.nl"
NAME, IN_ENGLISH = "Weten wat je doet bij nood", "Knowing what to do in an emergency"
AS_JSON = {"Accept": "application/ld+json"}


def signed_achievement() -> dict:
    achievement: dict = json.loads(the_credential().document)["credentialSubject"]["achievement"]
    return achievement


def fetched(client: AcademyClient, address: str) -> dict:
    answer = client.get(address.removeprefix(ROOT), headers=AS_JSON)
    assert (answer.status_code, answer.mimetype) == (200, "application/ld+json")
    return json.loads(answer.data)


def test_a_new_badge_points_to_its_achievement_in_english(
    client: AcademyClient, badge: str
) -> None:
    signed = signed_achievement()
    related = signed["related"][0]

    english = fetched(client, related["id"])

    assert (signed["inLanguage"], related["inLanguage"]) == ("nl-NL", "en")
    assert (related["type"], related["version"]) == (["Related"], signed["version"])
    assert (english["id"], english["inLanguage"]) == (related["id"], "en")
    assert (signed["name"], english["name"]) == (NAME, IN_ENGLISH)
    assert "Seen at work" in english["criteria"]["narrative"]
    back = english["related"][0]
    assert (back["id"], back["inLanguage"]) == (signed["id"], "nl-NL")
    assert "emergency" not in the_credential().document.decode()


def test_it_points_to_the_languages_of_workers_too(client: AcademyClient, badge: str) -> None:
    others = {each["inLanguage"]: each["id"] for each in signed_achievement()["related"]}
    words = words_in("ar")

    arabic = fetched(client, others["ar"])

    assert set(others) == set(LANGUAGES) - {"nl"}
    assert (arabic["id"], arabic["inLanguage"]) == (others["ar"], "ar")
    assert arabic["name"] == words[NAME]
    told = arabic["criteria"]["narrative"]
    assert words["Doet goed mee met de oefening."] in told
    assert FIXED["ar"].unread in told
    assert {each["inLanguage"] for each in arabic["related"]} == set(others) - {"ar"} | {"nl-NL"}


def test_whoever_opens_that_reads_it_in_its_direction(client: AcademyClient, badge: str) -> None:
    page = client.page(f"/achievements/{the_credential().achievement.uuid}/ar")

    assert page.h1.select_one("[lang=ar][dir=rtl]").get_text() == words_in("ar")[NAME]
    assert words_in("ar")["Doet goed mee met de oefening."] in page.select_one("main ul").get_text()


def test_it_is_told_in_no_language_that_lacks_a_word(client: AcademyClient, badge: str) -> None:
    db.session.execute(
        delete(PaletteWord).where(
            PaletteWord.language == "pl", PaletteWord.dutch == "Doet goed mee met de oefening."
        )
    )
    db.session.commit()
    achievement = the_credential().achievement

    assert "pl" not in tellings_of(achievement)
    assert client.get(f"/achievements/{achievement.uuid}/pl", headers=AS_JSON).status_code == 404


def test_who_opens_it_reads_the_page_in_english(client: AcademyClient, badge: str) -> None:
    address = f"/achievements/{the_credential().achievement.uuid}"

    there = client.get(f"{address}/en", headers={"Accept": "text/html"})

    assert there.location == f"{address}?language=en"
    assert client.page(there.location).html["lang"] == "en"


@pytest.mark.parametrize("language", ["nl", "xx", "EN", "uk "])
def test_a_language_that_it_is_not_told_in_is_nowhere(
    client: AcademyClient, badge: str, language: str
) -> None:
    credential = the_credential()

    for address in (f"/achievements/{credential.achievement.uuid}", badge_class_of(client, badge)):
        assert client.get(f"{address}/{language}", headers=AS_JSON).status_code == 404


def badge_class_of(client: AcademyClient, badge: str) -> str:
    assertion = fetched(client, f"/ob2/assertions/{badge.rpartition('/')[2]}")
    return str(assertion["badge"]).removeprefix(ROOT)


def test_open_badges_2_does_so_too(client: AcademyClient, badge: str) -> None:
    dutch = fetched(client, badge_class_of(client, badge))
    related = dutch["related"][0]

    english = fetched(client, related["id"])

    assert (dutch["@language"], related["@language"]) == ("nl-NL", "en")
    assert (english["id"], english["@language"]) == (related["id"], "en")
    assert english["name"] == IN_ENGLISH
    assert english["issuer"] == dutch["issuer"]
    back = english["related"][0]
    assert (back["id"], back["@language"]) == (dutch["id"], "nl-NL")
