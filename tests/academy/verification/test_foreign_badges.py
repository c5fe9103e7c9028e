"""A badge of somebody else is shown as what it is: claims of an issuer that we may not know."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from tests.academy.verification.conftest import JSON
from tests.badges.foundry import (
    VERVALSER,
    Json,
    achievement,
    badge,
    collection,
    endorsement,
    signed,
    signer,
)
from tests.client import AcademyClient

ISSUER = {"id": VERVALSER, "type": ["Profile"], "name": "Kringloopcentrum De Schakel"}
EVIL = "<script>alert(1)</script>\u202eegdab"


def foreign(**changes: Any) -> Json:
    changes = {"issuer": ISSUER, "credentialStatus": None, **changes}
    return signed(badge(**changes), signer(9, owner=VERVALSER))


def with_achievement(**changes: Any) -> Json:
    subject = badge()["credentialSubject"]
    return foreign(credentialSubject={**subject, "achievement": {**achievement(), **changes}})


@pytest.fixture
def show(client: AcademyClient, elsewhere: Flask) -> Any:
    def page(document: Json) -> BeautifulSoup:
        answer = client.post("/verify", data={"text": json.dumps(document)}, csrf=False)
        assert answer.status_code == 200
        return answer.page

    return page


def test_who_we_do_not_know_is_never_green_and_its_name_is_only_a_claim(
    client: AcademyClient, show: Any
) -> None:
    document = foreign()

    page = show(document)
    report = client.post("/verify", data={"text": json.dumps(document)}, headers=JSON, csrf=False)

    assert (report.json["verdict"], report.json["valid"]) == ("unknown-issuer", False)
    assert page.select_one(".verdict--warn")
    assert not page.select_one(".verdict--good")
    said = page.select_one("main").get_text(" ", strip=True)
    assert "Onbekend bij ons" in said
    assert VERVALSER in said
    claim = "Kringloopcentrum De Schakel (dat hebben we niet gecontroleerd)"
    assert said.count("Kringloopcentrum De Schakel") == said.count(claim) == 1
    assert report.json["credential"]["issuer"]["name"] is None


def test_what_it_says_is_text_and_only_websites_are_links(show: Any) -> None:
    alignment = {
        "type": ["Alignment"], "targetName": EVIL, "targetUrl": "https://skills.example/1",
    }  # fmt: skip
    document = with_achievement(
        name=EVIL, criteria={"narrative": f"{EVIL}\n- een\n- twee"}, alignment=[alignment]
    )

    page = show(document)

    assert not page.find_all("script", string=True)
    assert "\u202e" not in page.get_text()
    assert page.find("a", href="https://skills.example/1")["rel"] == [
        "nofollow", "noopener", "external",
    ]  # fmt: skip
    assert not [
        a for a in page.select("main a[href]") if a["href"].startswith(("javascript", "urn"))
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en-GB", "in het Engels"), ("nl-NL", ""), ("nl", ""), ("", ""), ("xx-QQ", ""), ("a b", "")],
)
def test_a_badge_in_another_language_says_which(show: Any, language: str, said: str) -> None:
    page = show(with_achievement(**{"inLanguage": language} if language else {}))

    sentences = [each.get_text(strip=True) for each in page.select(".report-badge .quiet")]
    assert sentences == ([f"De tekst van deze badge is {said}."] if said else [])


def test_what_a_badge_is_compared_with_names_its_list(show: Any) -> None:
    alignment = {
        "type": ["Alignment"], "targetName": "sort textiles",
        "targetUrl": "https://skills.example/1", "targetFramework": "ESCO",
    }  # fmt: skip
    page = show(with_achievement(alignment=[alignment]))

    assert page.find("a", href="https://skills.example/1").get_text() == "sort textiles (ESCO)"


def test_a_picture_of_another_website_is_not_fetched(show: Any) -> None:
    page = show(foreign())

    assert not page.select("main img[src^='http']")


def test_a_picture_inside_the_badge_is_shown(show: Any) -> None:
    picture = {"id": "data:image/png;base64,iVBORw0KGgo=", "type": "Image"}

    page = show(with_achievement(image=picture))

    assert page.select_one("main img")["src"].startswith("data:image/png;base64,")


def test_an_endorsement_calls_itself_one(show: Any) -> None:
    praise = endorsement("https://elsewhere.example/1", issuer=ISSUER)

    page = show(signed(praise, signer(9, owner=VERVALSER)))

    said = page.select_one("main").get_text(" ", strip=True)
    assert "Een aanbeveling" in said
    assert "Past in het branchekader." in said
    assert "We weten niet van wie deze aanbeveling is" in said
    assert "In een aanbeveling staat niet over wie het gaat." in said
    assert "Wie zegt dit? Onbekend bij ons" in said, "nobody gave a badge"
    assert page.find("a", href="https://elsewhere.example/1").get_text() == "Bekijk die badge"
    assert not page.select_one(".verdict--good")


def test_an_endorsement_of_what_has_no_page_links_nowhere(show: Any) -> None:
    praise = endorsement("urn:uuid:5a1c0000-0000-4000-8000-000000000000", issuer=ISSUER)

    page = show(signed(praise, signer(9, owner=VERVALSER)))

    assert "Bekijk die badge" not in page.get_text()
    assert "urn:uuid:5a1c0000" in page.select_one("main").get_text()


def test_a_collection_shows_each_badge_with_its_own_answer(show: Any) -> None:
    old = foreign(validUntil="2026-01-01T00:00:00Z", validFrom="2025-01-01T00:00:00Z")
    both = collection([foreign(), old], issuer=ISSUER, name="Diploma van alles")

    page = show(signed(both, signer(9, owner=VERVALSER)))

    said = page.select_one("main").get_text(" ", strip=True)
    assert "Een verzameling badges" in said
    assert "Diploma van alles" not in said, "a collection is worth what its badges are worth"
    members = [card.get_text(" ", strip=True) for card in page.select("main li > .card")]
    assert "We kennen de uitgever van deze badge niet" in members[0]
    assert "Deze badge is verlopen" in members[1]
    assert "Badge 2 in deze verzameling: De badge gold tot 1 januari 2026." in said


@pytest.mark.parametrize(
    ("told", "marked"), [("nl-NL", "nl-NL"), ("de", "de"), ('" onclick="x', None)]
)
def test_its_texts_are_in_the_language_that_it_names(
    show: Any, told: str, marked: str | None
) -> None:
    page = show(with_achievement(inLanguage=told))

    assert page.select_one(".report-badge__name > span").get("lang") == marked
