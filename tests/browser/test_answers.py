"""The eight answers of a check as people see them, in Dutch and in English, on a telephone."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from badges.keys import multikey
from tests.badges.foundry import CONTEXTS, Json, badge, changed, ed25519, itxt, png, signed, signer
from tests.badges.images.test_pdf import certificate

pytestmark = pytest.mark.browser

OWN = multikey.did_key(ed25519(9).public_key())
KEY = signer(9, method=f"{OWN}#{OWN[8:]}")
"""A stranger who needs no website: the identifier is the key."""
PHOTO = b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256))


def strange(**changes: Any) -> Json:
    document = changed(badge(credentialStatus=None), "issuer", "id", to=OWN)
    return signed(document | changes, KEY)


def unexplained() -> Json:
    """With words of which nobody here has the list."""
    return strange() | {"@context": [*CONTEXTS, "https://elders.example/woorden"]}


SENT = {
    "unknown-issuer": (strange(), "We kennen de uitgever van deze badge niet",
                       "We do not know the issuer of this badge"),
    "invalid": (strange() | {"name": "x"}, "Deze badge klopt niet", "This badge is not right"),
    "not-yet-valid": (strange(validFrom="2035-01-01T00:00:00Z"), "Deze badge geldt nog niet",
                      "This badge is not valid yet"),
    "could-not-check": (unexplained(), "We konden deze badge niet helemaal controleren",
                        "We could not check this badge completely"),
}  # fmt: skip
SAMPLES = {
    "good": ("Deze badge is echt en geldig", "This badge is real and valid"),
    "revoked": ("Deze badge is ingetrokken", "This badge is withdrawn"),
    "expired": ("Deze badge is verlopen", "This badge has expired"),
}
LANGUAGES = ("nl", "en")


def check(page: Page, name: str, content: bytes) -> None:
    page.goto("/verify")
    page.set_input_files("input[type=file]", [{
        "name": name, "mimeType": "application/octet-stream", "buffer": content,
    }])  # fmt: skip
    page.locator("form#verify button[type=submit]").click()
    page.wait_for_selector(".verdict")


def assert_fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} pixels stick out"
    assert page.locator(".report-whose").inner_text().strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", SENT)
def test_an_answer_fits_and_is_in_the_language_of_the_page(
    visit: Any, verdict: str, language: str
) -> None:
    page = visit("visitor", language=language, width=360)
    document, *titles = SENT[verdict]

    check(page, "badge.json", json.dumps(document).encode())

    assert page.locator(".verdict__title").inner_text() == titles[LANGUAGES.index(language)]
    assert_fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_of_the_demo_have_their_answers(visit: Any, name: str, language: str) -> None:
    page = visit("visitor", language=language, width=360)

    page.goto(f"/verify/samples/{name}")

    assert page.locator(".verdict__title").inner_text() == SAMPLES[name][LANGUAGES.index(language)]
    assert_fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_photo_holds_no_badge(visit: Any, language: str) -> None:
    page = visit("visitor", language=language, width=360)

    check(page, "vakantie.jpg", PHOTO)

    title = {"nl": "In dit bestand zit geen badge", "en": "There is no badge in this file"}
    assert page.locator(".verdict__title").inner_text() == title[language]
    assert_fits(page)


def test_a_certificate_leads_to_the_code_and_a_strange_picture_is_drawn(visit: Any) -> None:
    page = visit("visitor", width=360)

    check(page, "certificaat.pdf", certificate(badge=json.dumps(strange()).encode()))
    assert page.locator("#paper-name").is_visible()

    check(page, "badge.png", png(itxt(json.dumps(strange()))))
    picture = page.locator(".report-drawn img")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert_fits(page)
