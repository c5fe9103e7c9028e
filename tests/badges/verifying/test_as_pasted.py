"""A badge or its address as people paste it: in a message, a link, an answer, with broken lines."""

import base64
import json
from typing import Any

import pytest

from badges.fetching import Fetched, OfflineMap
from badges.verifying import Check, CheckId, Outcome, Report, verify
from badges.verifying.pasted import addresses_in
from badges.verifying.report import verdict_of
from tests.badges.foundry import (
    NOW,
    REVOKED_INDEX,
    SCHAKEL,
    STATUS_LIST,
    Json,
    badge,
    itxt,
    jwt,
    old_assertion,
    old_world,
    signed,
    signer,
    status_entry,
    status_list,
    to_bytes,
    world,
)
from tests.badges.foundry.wrapping import PNG_END, PNG_PIXELS, PNG_START
from tests.badges.verifying.judging import judged, trouble

TOKEN = jwt()
DOCUMENT = to_bytes(signed(badge())).decode()
ADDRESS = "https://badges.example.nl/badge.json"
WRAPPED = "\r\n".join(TOKEN[at : at + 76] for at in range(0, len(TOKEN), 76))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps(TOKEN), id="a JWT in quotes"),
        pytest.param(f"Bearer {TOKEN}", id="a JWT as a header"),
        pytest.param(f"Hier is hij: {TOKEN} .", id="a JWT in a sentence"),
        pytest.param(json.dumps({"jwt": TOKEN}), id="a JWT as a member"),
        pytest.param(json.dumps(DOCUMENT), id="JSON in a JSON text"),
        pytest.param(f"[Mijn badge]({ADDRESS})", id="a link in Markdown"),
        pytest.param(f'<a href="{ADDRESS}">Mijn badge</a>', id="a link in HTML"),
        pytest.param(f"\u200b{ADDRESS}\u200b", id="signs that nobody sees"),
        pytest.param(ADDRESS.removeprefix("https://"), id="an address without https"),
        pytest.param(f"```json\n{DOCUMENT}\n```", id="JSON between fences"),
        pytest.param(f"[{ADDRESS}]({ADDRESS})", id="a link in Markdown to itself"),
        pytest.param(f'<p>Mooi! <a href="{ADDRESS}?a=1&amp;b=2">Kijk</a></p>', id="HTML of a mail"),
        pytest.param(f"[{ADDRESS}]", id="square brackets"),
        pytest.param(f"[badge]: {ADDRESS}", id="a footnote in Markdown"),
        pytest.param(f"{{ {ADDRESS} }}", id="curly brackets"),
        pytest.param(f"_{ADDRESS}_", id="underlined"),
        pytest.param(f"{ADDRESS}#top", id="a place on the page"),
        pytest.param(f"（{ADDRESS}）", id="wide brackets"),
        pytest.param(f"{ADDRESS}، شكرا", id="a comma in Arabic"),
        pytest.param(f"{ADDRESS}؟", id="a question in Persian"),
        pytest.param(f"「{ADDRESS}」。", id="marks of Japanese"),
    ],
)
def test_it_is_judged_as_if_it_came_alone(text: str) -> None:
    document = json.loads(DOCUMENT)
    report = judged(text, **{ADDRESS: document, f"{ADDRESS}?a=1&b=2": document})
    assert report.verdict == "valid", trouble(report)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("https://käse.example/é?b=ü", "https://xn--kse-qla.example/%C3%A9?b=%C3%BC"),
        ("Zie (https://KÄSE.example/1).", "https://xn--kse-qla.example/1"),
        ("https://xn--kse-qla.example/1", "https://xn--kse-qla.example/1"),
        ("https://пример.рф/1", "https://xn--e1afmkfd.xn--p1ai/1"),
        ("käse.example/1", "https://xn--kse-qla.example/1"),
        ("https://badges.example.nl./1", "https://badges.example.nl/1"),
        ("https://badges.example.nl.:443/1…", "https://badges.example.nl:443/1"),
        (
            "https://elders.example／.badges.example.nl/1",
            "https://elders.example／.badges.example.nl/1",
        ),
        ("https://a..example/1", "https://a..example/1"),
        ("https://a.example/een_", "https://a.example/een_"),
    ],
)
def test_an_address_is_asked_as_the_network_writes_it(text: str, asked: str) -> None:
    assert addresses_in(text if "://" in text else f"https://{text}") == [asked]
    found = {asked: json.loads(DOCUMENT)}
    assert judged(text, **found).verdict == "valid"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(WRAPPED, "token-broken", id="a JWT with the lines of a mail"),
        pytest.param("eyJhbGciOiJSU0EtT0FFUCJ9.a-A.b_B.c.d", "envelope-unknown", id="encrypted"),
        pytest.param("http://badges.example.nl/badge.json", "address-not-https", id="no lock"),
        pytest.param("Zie HTTP://badges.example.nl/1.", "address-not-https", id="in a sentence"),
        pytest.param(f"{ADDRESS} en {ADDRESS}?2", "several-addresses", id="two addresses"),
        pytest.param(DOCUMENT.encode("utf-16"), "not-utf-8", id="UTF-16"),
        pytest.param(b"%PDF-1.7\n/EmbeddedFile and no more", "pdf-damaged", id="a PDF cut short"),
        pytest.param(b"Printer\r\n%PDF-1.7\n/EmbeddedFile", "pdf-damaged", id="words before it"),
        pytest.param(PNG_START + itxt(DOCUMENT), "png-picture-damaged", id="cut behind the badge"),
        pytest.param(PNG_START + itxt(DOCUMENT) + PNG_PIXELS, "png-picture-damaged", id="no end"),
        pytest.param((PNG_START + itxt(DOCUMENT) + PNG_PIXELS)[:-5], "png-picture-damaged",
                     id="cut in the pixels"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_nothing_about_the_badge(text: Any, code: str) -> None:
    report = judged(text)
    assert (report.verdict, trouble(report)) == ("could-not-check", {code})


def test_a_picture_cut_off_in_the_badge_is_damaged() -> None:
    report = judged((PNG_START + itxt(DOCUMENT))[:-9] + PNG_END)
    assert (report.verdict, trouble(report)) == ("invalid", {"png-damaged"})


def test_base64_of_a_badge_is_no_damaged_token() -> None:
    report = judged(base64.b64encode(DOCUMENT.encode()).decode())
    assert (report.verdict, trouble(report)) == ("no-credential", {"nothing-found"})


@pytest.mark.parametrize("parameters", ["", ";base64", ";charset=utf-8;base64"])
def test_an_envelope_is_any_data_url(parameters: str) -> None:
    body = base64.b64encode(TOKEN.encode()).decode() if "base64" in parameters else TOKEN
    envelope = {
        "@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential",
        "id": f"data:application/vc+jwt{parameters},{body}",
    }  # fmt: skip
    assert judged(envelope).verdict == "valid"


def test_an_envelope_with_broken_base64_is_left_open() -> None:
    envelope = {
        "type": "EnvelopedVerifiableCredential", "id": "data:application/vc+jwt;base64,e?J",
    }  # fmt: skip
    report = judged(envelope)
    assert (report.verdict, trouble(report)) == ("could-not-check", {"envelope-unknown"})


class Answers(OfflineMap):
    """The address of an old badge answers so."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(world() | old_world())
        self._answer = Fetched(status, body)

    def get(self, identifier: str) -> Fetched:
        is_it = identifier == old_assertion()["id"]
        return self._answer if is_it else super().get(identifier)


@pytest.mark.parametrize(
    ("members", "verdict"),
    [
        pytest.param({"revoked": True, "revocationReason": "Fout"}, "revoked", id="withdrawn"),
        pytest.param({}, "no-credential", id="something else"),
    ],
)
def test_an_address_that_is_gone_tells_of_the_badge_that_stood_there(
    members: Json, verdict: str
) -> None:
    address = old_assertion()["id"]
    there = {"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": address}
    documents = Answers(410, to_bytes(there | members if members else {"message": "gone"}))
    assert verify(address.encode(), documents=documents, now=NOW).verdict == verdict


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        pytest.param(403, b"", "hosted-unavailable", id="a guard against robots"),
        pytest.param(200, b"<html>Just a moment", "hosted-unavailable", id="a page of a guard"),
        pytest.param(200, b"[]", "hosted-differs", id="another document"),
        pytest.param(404, b"", "hosted-missing", id="not there"),
    ],
)
def test_an_own_website_that_does_not_show_the_badge(status: int, body: bytes, code: str) -> None:
    documents = Answers(status, body)
    report = verify(to_bytes(old_assertion()), documents=documents, now=NOW)
    is_open = code == "hosted-unavailable"
    assert (report.verdict, trouble(report)) == (
        "could-not-check" if is_open else "invalid", {code},
    )  # fmt: skip


@pytest.mark.parametrize("status", [404, 500])
def test_a_list_that_does_not_come_is_not_called_wrong(status: int) -> None:
    document = signed(badge(credentialStatus=status_entry(100)))
    report = judged(document, **{STATUS_LIST: {"status": status}})
    assert (report.verdict, trouble(report)) == ("could-not-check", {"status-unavailable"})


@pytest.mark.parametrize("first", ["suspension", "revocation"])
def test_for_good_is_worse_than_for_a_time(first: str) -> None:
    report = judged_by_two_lists(first)
    assert (report.verdict, trouble(report)) == ("revoked", {"revoked"})


def judged_by_two_lists(first: str) -> Report:
    purposes = sorted(("suspension", "revocation"), key=lambda purpose: purpose != first)
    lists = {
        f"{STATUS_LIST}/{purpose}": signed(
            status_list(f"{STATUS_LIST}/{purpose}", purpose=purpose), signer(2)
        )
        for purpose in purposes
    }
    entries = [
        status_entry(REVOKED_INDEX, f"{STATUS_LIST}/{purpose}", statusPurpose=purpose)
        for purpose in purposes
    ]
    return judged(signed(badge(credentialStatus=entries)), **lists)


def test_midnight_may_be_the_end_of_a_day() -> None:
    assert judged(signed(badge(validUntil="2036-11-19T24:00:00Z"))).verdict == "valid"


def test_words_that_clash_are_left_open_where_every_letter_is_signed() -> None:
    clashing = [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    ]
    report = judged(jwt(badge(**{"@context": clashing}), issuer=SCHAKEL))
    assert (report.verdict, trouble(report)) == ("could-not-check", {"meaning-unsure"})


@pytest.mark.parametrize(
    "context",
    [
        "https://www.w3.org/ns/credentials/v3",
        "https://purl.imsglobal.org/spec/ob/v4p0/context-4.0.0.json",
        "https://w3id.org/openbadges/v2p1",
    ],
)
def test_a_version_to_come_is_left_open(context: str) -> None:
    for source in (jwt(badge(**{"@context": [context]})), {**old_assertion(), "@context": context}):
        report = judged(source)
        assert (report.verdict, trouble(report)) == ("could-not-check", {"version-unknown"})


@pytest.mark.parametrize("name", [each for each in CheckId if each is not CheckId.ENDORSEMENTS])
def test_nothing_is_green_of_which_a_part_could_not_be_told(name: CheckId) -> None:
    checks = [Check(each, Outcome.PASS, "x") for each in CheckId if each is not name]
    assert verdict_of([*checks, Check(name, Outcome.UNKNOWN, "x")]) == "could-not-check"
