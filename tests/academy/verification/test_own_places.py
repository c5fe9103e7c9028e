"""An address of ours in any wrapping leads to its page."""

from uuid import UUID

import pytest
from sqlalchemy import select

from academy.credentials.models import PaperCopy
from academy.credentials.papers import code_of
from academy.database import db
from academy.dependencies import dependencies
from academy.verification.own_places import OwnPlace, own_place
from tests.academy.verification.conftest import JSON
from tests.client import AcademyClient

HOSTS = {"badges.example.nl", "localhost:8000"}
UUID_TEXT = "0b6d4a3e-1f2c-4d5e-8f90-a1b2c3d4e5f6"
BADGE = OwnPlace(badge=UUID(UUID_TEXT))
PAPER = OwnPlace(paper="0000111122223333")
ADDRESS = f"https://badges.example.nl/credentials/{UUID_TEXT}"


@pytest.mark.parametrize(
    "text",
    [
        ADDRESS, f"{ADDRESS}.", f"({ADDRESS})", f"<{ADDRESS}>", f'"{ADDRESS}"',
        f"\u201c{ADDRESS}\u201d,",
        f"Mijn badge staat op {ADDRESS}, kijk maar!", f"Kijk: {ADDRESS}\nGroet, Amina",
        f"[mijn badge]({ADDRESS})", ADDRESS.upper(), ADDRESS.removeprefix("https://"),
        f"{ADDRESS}.png", f"{ADDRESS}.json?version=2", f"{ADDRESS}#x", f"{ADDRESS}/",
        f"{ADDRESS}/certificate.pdf", f"{ADDRESS}/certificate", f"{ADDRESS}/manage",
        f"https://badges.example.nl/wallet/{UUID_TEXT}",
        f"https://badges.example.nl/ob2/assertions/{UUID_TEXT}",
        f"\u200b{ADDRESS}\u200b", f"{ADDRESS}%20", ADDRESS.replace("-a1b2", "-\n a1b2"),
        f"http://localhost:8000/credentials/{UUID_TEXT}", f"{ADDRESS} en nog eens {ADDRESS}.",
        f"[{ADDRESS}]({ADDRESS})", f"_{ADDRESS}_", f"~{ADDRESS}~", f"`{ADDRESS}`", f"|{ADDRESS}|",
        f"{ADDRESS}…", f"（{ADDRESS}）", f"「{ADDRESS}」。", f"{ADDRESS}، شكرا", f"{ADDRESS}؟",
        f"\u203a{ADDRESS}\u2039",
    ],
)  # fmt: skip
def test_the_address_of_a_badge_is_found_in_any_wrapping(text: str) -> None:
    assert own_place(text, HOSTS) == BADGE


@pytest.mark.parametrize(
    "text",
    [UUID_TEXT, UUID_TEXT.upper(), f"urn:uuid:{UUID_TEXT}", f'"{UUID_TEXT}".', f"{UUID_TEXT}،"],
)
def test_a_bare_id_is_a_badge(text: str) -> None:
    assert own_place(text, HOSTS) == OwnPlace(badge=UUID(UUID_TEXT), is_bare=True)


@pytest.mark.parametrize(
    "text",
    [
        "0000-1111-2222-3333", "0000 1111 2222 3333", "oooo-1111-2222-3333", "0000111122223333",
        "0000.1111.2222.3333", "0000/1111/2222/3333", "oooo_llll_2222_3333",
        "Code: 0000-1111-2222-3333", "code 0000 1111 2222 3333.", "(0000-1111-2222-3333)",
        "De code op mijn papier is 0000-1111-2222-3333, klopt dat?",
        "https://badges.example.nl/c/0000-1111-2222-3333", "badges.example.nl/c/0000111122223333.",
        "HTTPS://BADGES.EXAMPLE.NL/C/0000-1111-2222-3333",
    ],
)  # fmt: skip
def test_a_code_is_found_in_any_wrapping(text: str) -> None:
    assert own_place(text, HOSTS) == PAPER


def test_a_link_that_shows_badges_is_known_as_one() -> None:
    path = "/s/abcdefghijklmnopqrstuvwxyz234567"

    for text in (f"https://badges.example.nl{path}", f"Kijk maar: badges.example.nl{path}."):
        assert own_place(text, HOSTS) == OwnPlace(share=path)
    assert own_place("https://badges.example.nl/s/kort", HOSTS) is None
    # its secret may end in a line below, and a sentence may underline it
    for text in (f"https://badges.example.nl{path}_", f"_https://badges.example.nl{path}__"):
        assert own_place(text, HOSTS) == OwnPlace(share=f"{path}_")


@pytest.mark.parametrize(
    "text",
    [
        "https://badges.example.nl/card/0000-1111-2222-3333",
        "https://badges.example.nl/card/0000111122223333.",
        "Mijn kaart: HTTPS://badges.example.nl/CARD/0000111122223333",
    ],
)
def test_a_login_card_is_known_as_one(text: str) -> None:
    assert own_place(text, HOSTS) == OwnPlace(is_card=True)


@pytest.mark.parametrize(
    "text",
    [
        "", "badge", "https://elders.example/credentials/" + UUID_TEXT,
        f"https://elders.example/badges.example.nl/credentials/{UUID_TEXT}",
        f"https://badges.example.nl.elders.example/credentials/{UUID_TEXT}",
        f"https://x@elders.example/?badges.example.nl/credentials/{UUID_TEXT}",
        f"https://a-badges.example.nl/credentials/{UUID_TEXT}",
        f"https://www.badges.example.nl/credentials/{UUID_TEXT}",
        f"{ADDRESS} of {ADDRESS[:-1]}0", f"{ADDRESS}/../x", "https://badges.example.nl/c/kort",
        '{"id": "%s"}' % (ADDRESS + "x" * 500), "0000-1111-2222-3333 of 0000-1111-2222-3334",
        "https://[badges.example.nl/c/0000111122223333", "kassa.nl/badge/1234",
    ],
)  # fmt: skip
def test_what_is_not_ours_or_not_one_thing_is_left_to_the_check(text: str) -> None:
    assert own_place(text, HOSTS) in (None, PAPER if "[badges" in text else None)


def test_people_are_led_to_the_page(client: AcademyClient, badge: str) -> None:
    uuid = badge.rpartition("/")[2]
    for text in (f"Zie https://badges.example.nl{badge}.", uuid, uuid.upper(), f"urn:uuid:{uuid}"):
        answer = client.post("/verify", data={"text": text}, csrf=False)
        assert (answer.status_code, answer.location) == (303, badge), text


def test_an_id_of_somebody_else_is_no_page_of_ours(client: AcademyClient, badge: str) -> None:
    answer = client.post("/verify", data={"text": UUID_TEXT}, csrf=False)

    assert answer.status_code == 200
    assert "Hier zit geen badge in" in answer.text


def test_a_code_in_a_sentence_leads_to_the_paper(client: AcademyClient, badge: str) -> None:
    copy = db.session.scalars(select(PaperCopy)).one()
    code = code_of(copy, dependencies().settings.secret_key)

    answer = client.post("/verify", data={"text": f"Code: {code}."}, csrf=False)

    assert (answer.status_code, answer.location) == (303, f"/c/{code}")


def test_a_login_card_says_that_it_is_one(client: AcademyClient) -> None:
    text = "https://badges.example.nl/card/0000111122223333"

    page = client.post("/verify", data={"text": text}, csrf=False).page

    assert page.h1.get_text(strip=True) == "Dit is een inlogkaart"
    assert "0000111122223333" not in page.get_text(), "the code stays where it was"
    program = client.post("/verify", data={"text": text}, headers=JSON, csrf=False)
    assert program.json["verdict"] in ("no-credential", "could-not-check")
