"""A badge names its language, and where the same is told in another; that is never signed in."""

import json

import pytest

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
    [related] = signed["related"]

    english = fetched(client, related["id"])

    assert (signed["inLanguage"], related["inLanguage"]) == ("nl-NL", "en")
    assert (related["type"], related["version"]) == (["Related"], signed["version"])
    assert (english["id"], english["inLanguage"]) == (related["id"], "en")
    assert (signed["name"], english["name"]) == (NAME, IN_ENGLISH)
    assert "Seen at work" in english["criteria"]["narrative"]
    [back] = english["related"]
    assert (back["id"], back["inLanguage"]) == (signed["id"], "nl-NL")
    assert "emergency" not in the_credential().document.decode()


def test_who_opens_it_reads_the_page_in_english(client: AcademyClient, badge: str) -> None:
    address = f"/achievements/{the_credential().achievement.uuid}"

    there = client.get(f"{address}/en", headers={"Accept": "text/html"})

    assert there.location == f"{address}?language=en"
    assert client.page(there.location).html["lang"] == "en"


@pytest.mark.parametrize("language", ["nl", "ar", "xx", "EN"])
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
    [related] = dutch["related"]

    english = fetched(client, related["id"])

    assert (dutch["@language"], related["@language"]) == ("nl-NL", "en")
    assert (english["id"], english["@language"]) == (related["id"], "en")
    assert english["name"] == IN_ENGLISH
    assert english["issuer"] == dutch["issuer"]
    assert [(each["id"], each["@language"]) for each in english["related"]] == [
        (dutch["id"], "nl-NL")
    ]
