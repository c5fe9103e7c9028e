"""Input survives a session that ran out while it was being filled in."""

import json

import pytest

from tests.cast import AMINA, BEA, JAN, PASSWORD, Cast, a_card, an_account, code_of
from tests.client import AcademyClient
from tests.clock import TestClock

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def hidden(page, name: str) -> str:
    return page.select_one(f"[name={name}]")["value"]


@pytest.fixture
def path(cast: Cast) -> str:
    an_account(BEA.row, BEA.email)
    return f"/people/{AMINA.uuid}/edit"


def send(client: AcademyClient, path: str, **options):
    data = {"name": 'Amina "<b>" Yılmaz', "language": "en", "password": "never", "pin": "1"}
    return client.post(path, data=data, headers=FROM_HERE, **options)


def test_an_expired_session(client: AcademyClient, clock: TestClock, path: str) -> None:
    client.as_(BEA)
    clock.advance(hours=13)

    asked = send(client, path)
    assert asked.status_code == 401
    assert json.loads(hidden(asked.page, "kept")) == [
        ["name", 'Amina "<b>" Yılmaz'],
        ["language", "en"],
    ]

    values = {"path": path, "kept": hidden(asked.page, "kept"), "means": "password"}
    wrong = client.post("/sign-in/again", data=values | {"email": BEA.email, "password": "wrong"})
    assert wrong.status_code == 422
    assert hidden(wrong.page, "kept") == hidden(asked.page, "kept")

    right = {"email": BEA.email, "password": PASSWORD}
    back = client.post("/sign-in/again", data=values | right)
    form = back.page.select_one("form#send-again")
    assert form["action"] == path
    fields = {each["name"]: each["value"] for each in form.select("input")}
    assert client.post(path, data=fields, csrf=False).status_code == 303
    assert AMINA.row.name == 'Amina "<b>" Yılmaz'


def test_with_a_card(client: AcademyClient, clock: TestClock, cast: Cast) -> None:
    code = code_of(a_card(AMINA.row))
    values = {"path": "/account/pin", "kept": "[]", "means": "card", "code": code, "pin": "2468"}

    assert client.post("/sign-in/again", data=values).status_code == 200
    assert client.get("/account/pin").status_code == 200


def test_a_browser_that_lost_its_cookie(client: AcademyClient, path: str) -> None:
    asked = send(client, path, csrf=False)

    assert asked.status_code == 400
    assert "Yılmaz" in hidden(asked.page, "kept")


def test_a_form_of_an_earlier_session(client: AcademyClient, path: str) -> None:
    client.as_(BEA)

    asked = send(client, path, csrf=False)

    assert asked.status_code == 400
    form = asked.page.select_one("form#send-again")
    fields = {each["name"]: each["value"] for each in form.select("input")}
    assert client.post(path, data=fields, csrf=False).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
)
def test_what_comes_from_elsewhere_is_not_carried(
    client: AcademyClient, path: str, headers: dict[str, str]
) -> None:
    client.as_(BEA)

    answer = client.post(path, data={"name": "Evil"}, headers=headers, csrf=False)

    assert answer.status_code == 400
    assert not answer.page.select("form#send-again, [name=kept]")


@pytest.mark.parametrize(
    ("path", "kept"),
    [("//evil.example", "[]"), ("https://evil.example/", "[]"), ("/wallet", "{"), ("/w", "[1]")],
)
def test_only_what_we_made_is_carried(
    cast: Cast, client: AcademyClient, path: str, kept: str
) -> None:
    an_account(JAN.row, JAN.email)
    values = {"means": "password", "email": JAN.email, "password": PASSWORD}

    answer = client.post("/sign-in/again", data=values | {"path": path, "kept": kept})

    assert answer.location == "/teams"
