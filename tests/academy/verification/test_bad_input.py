"""Whatever somebody brings to be checked, there is an answer that says what to do."""

import json
import zlib
from typing import Any

import pytest

from academy.verification import visits
from badges.verifying import MAX_SOURCE
from tests.academy.verification.conftest import JSON, as_file
from tests.client import AcademyClient, PageResponse
from tests.clock import TestClock

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "60606000000005000157cdd2cd0000000049454e44ae426082"
)


def test_nothing_at_all_is_asked_for_again(client: AcademyClient) -> None:
    answer = client.post("/verify", data={"text": " \n "}, csrf=False)

    assert answer.status_code == 422
    assert "Kies een bestand, of plak een tekst of adres." in answer.page.get_text()
    assert answer.page.title.get_text().startswith("Fout:")
    assert answer.page.select_one("[role=alert] a[href='#file']")


def test_an_empty_file_keeps_what_was_typed(client: AcademyClient) -> None:
    data = {"file": as_file(b""), "text": "wat ik <b>typte</b>"}

    answer = client.post("/verify", data=data, csrf=False)

    assert answer.status_code == 422
    assert "Dit bestand is leeg" in answer.page.get_text()
    assert answer.page.select_one("textarea").get_text().strip() == "wat ik <b>typte</b>"


def test_a_file_and_a_text_are_two_questions(client: AcademyClient) -> None:
    data = {"file": as_file(PIXEL), "text": "W6Y8 B0JH G5BC SG06"}

    answer = client.post("/verify", data=data, csrf=False)

    assert answer.status_code == 422
    assert "niet allebei" in answer.page.select_one("#text-error").get_text()
    assert answer.page.select_one("textarea").get_text().strip() == "W6Y8 B0JH G5BC SG06"


@pytest.mark.parametrize("size", [MAX_SOURCE + 1, 50_000_000])
def test_a_file_that_is_too_large_is_refused(client: AcademyClient, size: int) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="b.png"\r\n\r\n'
    body = head + b"x" * size + b"\r\n--x--\r\n"

    for headers in ({}, JSON):
        answer = client.post(
            "/verify", data=body, content_type="multipart/form-data; boundary=x",
            headers=headers, csrf=False,
        )  # fmt: skip
        assert answer.status_code == 413
        assert "hoogstens 5 MB" in answer.text


def test_a_body_that_is_too_large_is_refused(client: AcademyClient) -> None:
    body = b"x" * 20_000_000

    answer = client.post("/verify", data=body, content_type="image/png", headers=JSON, csrf=False)

    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")


def test_a_text_that_is_too_long_keeps_what_was_typed(client: AcademyClient) -> None:
    answer = client.post("/verify", data={"text": "a" * 600_000}, csrf=False)

    assert answer.status_code == 422
    assert "Deze tekst is te lang" in answer.page.get_text()


def test_a_program_gets_problem_details(client: AcademyClient) -> None:
    answer = client.post("/verify", data={}, headers=JSON, csrf=False)

    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.json == {"status": 422, "detail": "Kies een bestand, of plak een tekst of adres."}


@pytest.mark.parametrize(
    "content",
    [
        "Hallo",
        "http://",
        "https://[",
        "http://[::1",
        "did:web:badges.example.nl:issuers:..%2f..",
        "\u202eegdab\u202c",
        "\x00\x01\x1b[2J",
        "{",
        "[]",
        "null",
        '{"@context": NaN}',
        "{" * 2000,
        '{"a":' * 40 + "1" + "}" * 40,
        '{"@context": [], "@context": []}',
        "a.b.c",
        "eyJhbGciOiJub25lIn0.e30.",
        '{"@context": ["https://www.w3.org/ns/credentials/v2"], "type": {}, "issuer": 1}',
        json.dumps({"@context": "https://w3id.org/openbadges/v2", "id": "javascript:alert(1)"}),
        b"\xff\xfe\x00",
        b"%PDF-1.7\n%%EOF",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        PIXEL,
        PIXEL[:40],
        b"PK\x03\x04" + zlib.compress(b"0" * 100_000),
        b"\xff\xd8\xff\xe0 a photo",
    ],
)
def test_what_is_no_badge_gets_a_calm_answer(client: AcademyClient, content: str | bytes) -> None:
    data = {"file": as_file(content)} if isinstance(content, bytes) else {"text": content}
    answer = client.post("/verify", data=data, csrf=False)

    assert answer.status_code == 200
    assert not answer.page.select(".verdict--good")
    assert answer.page.select(".checks--fail, .checks--unknown, .checks--no")


def test_what_a_file_says_is_never_markup(client: AcademyClient) -> None:
    text = '{"<script>alert(1)</script>": 1, "<script>alert(1)</script>": 2, "@context": []}'

    answer = client.post("/verify", data={"text": text}, csrf=False)

    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_who_checks_too_often_is_asked_to_wait_and_keeps_the_text(
    client: AcademyClient, monkeypatch: pytest.MonkeyPatch, clock: TestClock
) -> None:
    monkeypatch.setattr(visits, "CHECKS", 2)

    def ask(text: str, address: str = "192.0.2.1", **more: Any) -> PageResponse:
        where = {"REMOTE_ADDR": address}
        return client.post("/verify", data={"text": text}, csrf=False, environ_base=where, **more)

    assert [ask("Hallo").status_code for _each in range(2)] == [200, 200]

    answer, program = ask("mijn tekst"), ask("Hallo", headers=JSON)

    assert (answer.status_code, program.status_code) == (429, 429)
    assert answer.headers["Retry-After"] == "900"
    assert "mijn tekst" in answer.page.select_one("textarea").get_text()
    assert "Wacht een kwartier" in program.json["detail"]
    assert ask("Hallo", "192.0.2.7").status_code == 200
    clock.advance(minutes=16)
    assert ask("Hallo").status_code == 200
