"""Forms are ours by their token: without a Referer, and behind a proxy that calls us otherwise."""

import pytest

from tests.cast import AMINA, BEA, PIN, Cast, a_card, code_of
from tests.client import AcademyClient
from tests.clock import TestClock

SECURE = {"base_url": "https://badges.example.nl"}


@pytest.mark.parametrize(
    "referer",
    [
        pytest.param(None, id="a browser that sends none"),
        pytest.param("https://proxy.example.nl/sign-in/card", id="a proxy with another name"),
    ],
)
def test_a_form_is_accepted_over_https(
    client: AcademyClient, cast: Cast, referer: str | None
) -> None:
    code = code_of(a_card(AMINA.row))
    page = client.get("/sign-in/card", **SECURE).page
    token = page.select_one("#card-sign-in [name=csrf_token]")["value"]
    values = {"code": code, "pin": PIN, "csrf_token": token}
    headers = {"Referer": referer} if referer else {}

    answer = client.post("/sign-in/card", data=values, headers=headers, csrf=False, **SECURE)

    assert answer.status_code == 303


def test_a_form_without_its_token_is_not(client: AcademyClient, cast: Cast) -> None:
    client.get("/sign-in/card", **SECURE)

    assert client.post("/sign-in/card", data={"code": "1"}, csrf=False, **SECURE).status_code == 400


def test_whoever_keeps_no_cookies_reads_why_nothing_works(client: AcademyClient) -> None:
    answer = client.post("/sign-in", data={"email": "a@example.nl"}, csrf=False)

    assert answer.status_code == 400
    assert "Je browser bewaart geen cookies." in answer.page.get_text()


def test_whoever_has_cookies_does_not(client: AcademyClient) -> None:
    client.get("/sign-in")

    answer = client.post("/sign-in", data={"email": "a@example.nl"}, csrf=False)

    assert "cookies" not in answer.page.get_text()


def test_behind_a_proxy_what_was_typed_is_kept(
    client: AcademyClient, clock: TestClock, cast: Cast
) -> None:
    """The proxy calls us by an inner name; the browser knows only the public one."""
    client.as_(BEA)
    clock.advance(hours=13)
    public = client.application.extensions["academy"].settings.public_url

    answer = client.post(
        f"/people/{AMINA.uuid}/edit",
        data={"name": "Amina Yılmaz"},
        headers={"Origin": public},
        base_url="http://inner:8000",
    )

    assert "Amina Yılmaz" in answer.page.select_one("[name=kept]")["value"]
