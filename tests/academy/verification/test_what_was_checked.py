"""The page says only what was checked: whose name, which paper, whose picture, and why not."""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from academy.verification.answers import ANSWERS, OTHER_KIND, answer_to
from academy.verification.check_words import SENTENCES
from badges.verifying import Check, CheckId, Outcome, Report, Verdict
from tests.academy.verification.conftest import JSON, as_file
from tests.academy.verification.test_foreign_badges import ISSUER, foreign
from tests.badges.foundry import (
    VERVALSER,
    Json,
    claims,
    in_svg,
    itxt,
    jws,
    jwt,
    old_assertion,
    png,
    signed,
    signer,
    without,
)
from tests.badges.foundry import (
    badge as a_badge,
)
from tests.badges.images.test_pdf import certificate
from tests.client import AcademyClient

CLAIM = ISSUER["name"]
NOTHING_SAID = "Dat zegt niets over de badge"
HOLIDAY = b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256))
DIPLOMA = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential", "UniversityDegreeCredential"],
    "issuer": "did:web:hogeschool.example", "credentialSubject": {"degree": "Kunst"},
}  # fmt: skip


@pytest.fixture
def sent(client: AcademyClient, elsewhere: Flask) -> Any:
    """The page that answers to a file, or to a text."""

    def page(content: bytes | str | Json) -> BeautifulSoup:
        content = json.dumps(content) if isinstance(content, dict | list) else content
        data = {"text": content} if isinstance(content, str) else {"file": as_file(content)}
        answer = client.post("/verify", data=data, csrf=False)
        assert answer.status_code == 200
        return answer.page

    return page


def said(page: BeautifulSoup) -> str:
    return page.select_one("main").get_text(" ", strip=True)


# A certificate on paper, as a file


def test_a_certificate_with_another_name_gets_no_green_shield(
    client: AcademyClient, badge: str, sent: Any
) -> None:
    forged = certificate(badge=client.get(badge + ".json").data)

    page = sent(forged)

    assert not page.select_one(".verdict--good")
    assert "Alles klopt" not in said(page)
    assert "De naam op het papier is niet gecontroleerd" in said(page)
    assert page.find("a", href="/c"), "the answer leads to the code on the paper"
    assert client.get("/c").page.find("input", attrs={"name": "code"})


def test_a_program_hears_that_only_the_badge_in_the_certificate_was_checked(
    client: AcademyClient, badge: str
) -> None:
    file = as_file(certificate(badge=client.get(badge + ".json").data))

    report = client.post("/verify", data={"file": file}, headers=JSON, csrf=False).json

    assert (report["verdict"], report["carrier"]) == ("valid", "pdf")


def test_a_certificate_of_somebody_else_is_not_sent_to_our_codes(sent: Any) -> None:
    page = sent(certificate(badge=json.dumps(foreign()).encode()))

    assert "Wat er op het papier staat niet" in said(page)
    assert not page.find("a", href="/c")


# Whose name


def test_a_badge_of_ours_names_nobody(client: AcademyClient, badge: str, sent: Any) -> None:
    page = sent(client.get(badge + ".png").data)

    assert page.select_one(".verdict--good")
    assert "Er staat geen naam in de badge. Wie hem laat zien, kan iemand anders zijn." in said(
        page
    )


@pytest.mark.parametrize(
    ("identifier", "sentence"),
    [
        ({"hashed": True, "identityHash": "sha256$00", "identityType": "emailAddress", "salt": "x"},
         "wel een versleuteld e-mailadres"),
        ({"hashed": False, "identityHash": "a@example.com", "identityType": "emailAddress"},
         "wel dit e-mailadres: a@example.com"),
        ({"hashed": False, "identityHash": "Amina Yıldız", "identityType": "name"},
         "In de badge staat deze naam: Amina Yıldız."),
        ({"hashed": True, "identityHash": "sha256$00", "identityType": "name"},
         "Er staat een versleutelde naam in de badge. Vraag van wie die is."),
        ({"hashed": False, "identityHash": "12", "identityType": "sourcedId"},
         "Er staat geen naam in, wel een ander kenmerk. Vraag van wie dat is."),
        ({"hashed": True, "identityHash": "sha256$00", "identityType": "ext:personeelsnummer"},
         "Er staat geen naam in, wel een ander kenmerk. Vraag van wie dat is."),
    ],
)  # fmt: skip
def test_a_name_or_address_in_the_badge_is_told(sent: Any, identifier: Json, sentence: str) -> None:
    subject = a_badge()["credentialSubject"]
    named = {**subject, "identifier": [{"type": "IdentityObject", **identifier}]}

    assert sentence in said(sent(foreign(credentialSubject=named)))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HOLIDAY, "Er is dus ook geen naam gecontroleerd."),
        (DIPLOMA, "Er is dus ook geen naam gecontroleerd."),
        ({**signed(a_badge()), "name": "x"}, "We laten geen naam zien."),
        (foreign(validUntil="2026-11-20T10:00:00Z"), "Er staat geen naam in de badge."),
    ],
    ids=["photo", "diploma", "forged", "ended"],
)
def test_every_verdict_says_something_about_the_name(
    sent: Any, content: Any, sentence: str
) -> None:
    page = sent(content)

    assert page.select_one(".report-whose").get_text().startswith(sentence)


# What is no badge, and what could not be told


def test_a_diploma_is_another_kind_and_a_photo_is_nothing(sent: Any) -> None:
    other, photo = sent(DIPLOMA), sent(HOLIDAY)

    assert "Dit is geen badge maar een ander soort bewijs" in said(other)
    assert "In dit bestand zit geen badge" in said(photo)
    for page in (other, photo):
        assert page.select_one(".verdict--warn")
        assert "Vertrouw hem niet" not in said(page)
        assert "verzonnen" not in said(page)


def test_what_could_not_be_told_says_nothing_and_what_is_needed(sent: Any) -> None:
    document = a_badge(**{"@context": [*a_badge()["@context"], "https://elders.example/woorden"]})

    page = sent(jwt(document))

    assert NOTHING_SAID in said(page)
    assert "https://elders.example/woorden" in said(page)
    assert "We hebben die lijst nodig" in said(page)
    assert "verzonnen" not in said(page)


def test_each_reason_why_something_could_not_be_told_says_what_would_help(app: Flask) -> None:
    """Every such sentence of ours names what we need, whom to ask, or when to try again."""
    helpful = re.compile(
        r"nodig|Vraag|Probeer|Stuur|Geef|Bewaar|Controleer|Kies|Gebruik|Schrijf|Haal"
    )
    codes = (
        "context-unknown", "context-inline", "term-undefined", "key-kind-unknown",
        "key-name-unknown", "keys-unpublished", "key-unavailable", "signature-kind-unknown",
        "signature-chain", "envelope-unknown", "address-not-https", "moved-elsewhere",
        "status-index-number", "status-kind-unknown", "status-unavailable", "too-large",
        "hosted-unavailable", "issuer-kind-unknown", "address-unavailable", "address-needed",
        "pdf-encrypted", "svg-doctype", "svg-encoding", "busy", "too-much", "internal",
    )  # fmt: skip
    with app.test_request_context():
        assert not [code for code in codes if not helpful.search(str(SENTENCES[code]))]


# True for the case


def a_report(verdict: Verdict, *checks: Check, **more: Any) -> Report:
    return Report(verdict, checks, **more)


def test_real_is_said_only_of_issuers_that_we_know(app: Flask) -> None:
    unknown = Check(CheckId.ISSUER, Outcome.FAIL, "issuer-unknown")
    known = Check(CheckId.ISSUER, Outcome.PASS, "issuer-known", {"name": "x"})
    with app.test_request_context():
        for verdict in (Verdict.EXPIRED, Verdict.NOT_YET_VALID):
            assert "echt" in str(answer_to(a_report(verdict, known)).meaning)
            assert "echt" not in str(answer_to(a_report(verdict, unknown)).meaning)
            assert "kennen de uitgever niet" in str(answer_to(a_report(verdict, unknown)).meaning)


def test_a_hosted_badge_has_no_signature_to_speak_of(app: Flask) -> None:
    with app.test_request_context():
        hosted = answer_to(a_report(Verdict.UNKNOWN_ISSUER, format="hosted"))
        assert "handtekening" not in str(hosted.meaning)
        assert "website van de uitgever" in str(hosted.meaning)


def test_a_badge_of_a_wrong_form_is_not_called_invented(sent: Any) -> None:
    subject = a_badge()["credentialSubject"]
    odd = {**subject["achievement"], "achievementType": "Vaardigheid"}

    page = sent(foreign(credentialSubject={**subject, "achievement": odd}))

    assert "De handtekening klopt, maar de badge volgt de regels niet." in said(page)
    assert "verzonnen" not in said(page)


def test_a_badge_of_which_the_envelope_is_incomplete_is_not_called_invented(sent: Any) -> None:
    document, key = a_badge(issuer=ISSUER, credentialStatus=None), signer(9, owner=VERVALSER)
    header = {"alg": "EdDSA", "typ": "JWT", "kid": key.verification_method}

    page = sent(jws(header, document | without(claims(document), "jti"), key.sign))

    assert "De handtekening klopt, maar de badge volgt de regels niet." in said(page)
    assert "De ondertekende envelop" in said(page)
    assert "verzonnen" not in said(page)


def test_of_two_badges_in_a_picture_neither_is_called_false(sent: Any) -> None:
    texts = [json.dumps(signed(a_badge(index))) for index in (1, 2)]

    page = sent(png(*map(itxt, texts)))

    assert "In dit plaatje zit meer dan één badge" in said(page)
    assert "Deze badge klopt niet" not in said(page)


def test_a_suspended_badge_is_not_called_withdrawn(app: Flask) -> None:
    suspended = Check(CheckId.STATUS, Outcome.FAIL, "suspended")
    with app.test_request_context():
        answer = answer_to(a_report(Verdict.REVOKED, suspended))
        assert "stopgezet" in str(answer.title)


def test_an_issuer_that_is_its_own_key_has_no_website(app: Flask) -> None:
    with app.test_request_context():
        for code in ("key-itself", "key-bound"):
            assert "website" not in str(SENTENCES[code])


def test_the_eight_verdicts_each_have_their_answer(app: Flask) -> None:
    with app.test_request_context():
        answers = [answer_to(a_report(verdict)) for verdict in Verdict]
        assert {answer.tone for answer in answers if answer.tone == "good"} == {"good"}
        assert [v for v in Verdict if answer_to(a_report(v)).tone == "good"] == [Verdict.VALID]
        for verdict in (Verdict.COULD_NOT_CHECK, Verdict.NO_CREDENTIAL):
            assert NOTHING_SAID in str(ANSWERS[verdict].meaning)
        assert "Dat zegt niets over" in str(OTHER_KIND.meaning)


# The picture of a stranger


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param((lambda text: png(itxt(text)), "webp"), id="PNG"),
        pytest.param((in_svg, "png"), id="SVG"),
    ],
)
def test_the_picture_of_a_stranger_is_drawn_anew_and_labelled(sent: Any, picture: Any) -> None:
    made, kind = picture
    page = sent(made(json.dumps(foreign())))

    drawn = page.select_one(".report-drawn img")
    assert drawn["src"].startswith(f"data:image/{kind};base64,")
    assert "Dit plaatje is niet gecontroleerd." in said(page)
    assert f"{CLAIM} (dat hebben we niet gecontroleerd)" in said(page)


def test_no_picture_is_shown_of_a_forgery(sent: Any) -> None:
    forged = {**foreign(), "name": "x"}

    assert not sent(png(itxt(json.dumps(forged)))).select_one(".report-drawn")


def test_a_stranger_may_not_borrow_our_picture(sent: Any) -> None:
    subject = a_badge()["credentialSubject"]
    ours = {"id": "https://badges.example.nl/achievements/1.png", "type": "Image"}
    borrowed = {**subject, "achievement": {**subject["achievement"], "image": ours}}

    page = sent(foreign(credentialSubject=borrowed))

    assert not page.select_one(".report-badge__picture")


# Several together, and a newer one


def test_several_badges_are_shown_each_with_its_own_answer(sent: Any) -> None:
    together = {
        "@context": ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiablePresentation",
        "verifiableCredential": [foreign(), {**foreign(), "name": "x"}],
    }  # fmt: skip

    page = sent(together)

    assert "Hier zitten 2 badges in" in said(page)
    assert page.select_one(".verdict--bad"), "the worst decides how it looks"
    assert "Deze badge klopt niet" in said(page)


def test_of_several_badges_each_says_what_was_wrong_with_it(sent: Any) -> None:
    good, forged = foreign(), {**foreign(), "name": "Directeur"}

    page = sent([good, forged])

    cards = page.select("main .card")
    assert len(cards) == 2
    assert not cards[0].select(".checks--fail")
    assert [each.strong.get_text() for each in cards[1].select(".checks--fail")]
    assert not page.select("#check-by-check ~ .checks"), "whose checks would these be?"
    heads = [each.get_text() for each in page.select("th[scope=rowgroup]")]
    assert heads == ["Badge 1", "Badge 2"]


@pytest.mark.parametrize(
    ("source", "title", "word"),
    [
        pytest.param(foreign(), "Bekende uitgever", "niet te zien", id="unknown issuer"),
        pytest.param(HOLIDAY, "Leesbaar als badge", "nee", id="a photo"),
        pytest.param(DIPLOMA, "Leesbaar als badge", "nee", id="a diploma"),
    ],
)
def test_nothing_is_called_wrong_that_is_only_unknown(
    sent: Any, source: Any, title: str, word: str
) -> None:
    page = sent(source)

    told = {each.strong.get_text(): each for each in page.select(".checks li")}
    assert told[title].select_one(".checks__outcome").get_text() == word
    assert not page.select(".checks--fail")


def test_when_it_was_given_is_told_only_if_the_issuer_says_so(sent: Any) -> None:
    said_so, silent = said(sent(foreign())), said(sent(foreign(awardedDate=None)))

    assert "Gegeven op" in said_so
    assert "Gegeven op" not in silent
    assert "Geldig vanaf" in silent


def test_another_language_loses_the_answer_and_the_menu_says_so(sent: Any) -> None:
    note = sent(foreign()).select_one(".language-switch__note")

    assert note.get_text() == "Controleer de badge daarna nog een keer."


def test_a_newer_version_is_fetched_only_after_a_tap(client: AcademyClient, sent: Any) -> None:
    address = "https://vervalser.example/nieuw/1"
    service = {"id": address, "type": "1EdTechCredentialRefresh"}

    form = sent(foreign(refreshService=service)).select_one("main form")

    assert (form["action"], form["method"]) == ("/verify", "post")
    assert form.select_one("input[name=text]")["value"] == address


def test_a_newer_version_without_an_address_is_not_offered(sent: Any) -> None:
    service = {"id": "urn:uuid:1", "type": "1EdTechCredentialRefresh"}

    assert not sent(foreign(refreshService=service)).select_one("main form")


def test_a_badge_of_moodle_is_not_called_forged(sent: Any) -> None:
    page = sent(old_assertion(id="https://moodle.example/assertion.php?b=1"))

    assert "Vertrouw hem niet" not in said(page)
    assert NOTHING_SAID in said(page), "its website is not on this small internet"
