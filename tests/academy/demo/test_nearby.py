"""A demo on a phone in the same room: links follow the address in use, and others get nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import Client

from academy.demo.nearby import OnlyNearby
from academy.settings import Settings, SettingsError
from academy.web.opening import opened_at
from deploy.near import is_of_a_local_network
from tests.academy.demo.conftest import palette, shown, story
from tests.academy.shown import Shown
from tests.application import application_for_tests
from tests.cast import AMINA, Cast
from tests.client import AcademyClient

__all__ = ["palette", "shown", "story"]

PHONE, COMPUTER = "http://192.168.1.7:9000", "http://127.0.0.1:9000"


@pytest.fixture
def settings(app: Flask) -> Settings:
    return replace(
        app.extensions["academy"].settings,
        demo=True,
        demo_hosts=("192.168.1.7",),
        demo_url=PHONE,
    )


@pytest.mark.parametrize(
    ("demo", "demo_url", "asked", "expected"),
    [
        (False, "", PHONE, "https://badges.example.nl"),
        (True, "", "http://localhost:9000", "http://localhost:9000"),
        (True, "", COMPUTER, COMPUTER),
        (True, "", PHONE, PHONE),
        (True, PHONE, COMPUTER, PHONE),
        (True, PHONE, "http://192.168.1.8:9000", "http://192.168.1.8:9000"),
        (True, PHONE, None, PHONE),
        (True, "", None, "https://badges.example.nl"),
    ],
)
def test_a_page_is_opened_at_the_address_in_use(
    app: Flask, settings: Settings, demo: bool, demo_url: str, asked: str | None, expected: str
) -> None:
    ours = replace(settings, demo=demo, demo_url=demo_url)
    if asked is None:
        assert opened_at(ours) == expected
        return
    with app.test_request_context(base_url=asked):
        assert opened_at(ours) == expected


@pytest.mark.parametrize(
    ("peer", "host", "status"),
    [
        ("127.0.0.1", "localhost:9000", 200),
        ("127.0.0.1", "127.0.0.1:9000", 200),
        ("::1", "[::1]:9000", 200),
        ("192.168.1.20", "192.168.1.7:9000", 200),
        ("10.0.0.4", "192.168.1.7", 200),
        ("8.8.8.8", "192.168.1.7:9000", 403),
        ("2001:4860:4860::8888", "localhost", 403),
        ("192.168.1.20", "rebound.example.com:9000", 403),
        ("127.0.0.1", "192.168.1.7.example.com", 403),
        ("127.0.0.1", "192.168.1.8", 403),
        ("", "localhost", 403),
        ("127.0.0.1", "", 403),
    ],
)
def test_only_who_is_near_is_answered(
    app: Flask, settings: Settings, peer: str, host: str, status: int
) -> None:
    guarded = Client(OnlyNearby(app.wsgi_app, settings))
    answer = guarded.get("/healthz", headers={"Host": host}, environ_base={"REMOTE_ADDR": peer})
    assert answer.status_code == status


def test_a_demo_is_guarded_and_a_real_installation_is_not(tmp_path: Path) -> None:
    for demo in (False, True):
        app = application_for_tests(
            tmp_path, f"sqlite:///{tmp_path / 'x.db'}", demo=demo,
            public_url="http://localhost:8000",
        )  # fmt: skip
        answer = app.test_client().get("/healthz", headers={"Host": "rebound.example.com"})
        assert (answer.status_code == 403) is demo


@pytest.mark.parametrize(
    ("given", "fine"),
    [
        ({"DEMO": "1", "DEMO_HOSTS": "192.168.1.7,10.1.2.3", "DEMO_URL": PHONE}, True),
        ({"DEMO": "1", "DEMO_URL": "http://localhost:9000"}, True),
        ({"DEMO": "1", "DEMO_HOSTS": "8.8.8.8"}, False),
        ({"DEMO": "1", "DEMO_HOSTS": "badges.example.nl"}, False),
        ({"DEMO": "1", "DEMO_URL": "http://badges.example.nl"}, False),
        ({"DEMO_HOSTS": "192.168.1.7", "SECRET_KEY": "x" * 40}, False),
    ],
)
def test_only_private_addresses_can_be_named(
    tmp_path: Path, given: dict[str, str], fine: bool
) -> None:
    environment = {"INSTANCE_PATH": str(tmp_path), **given}
    if fine:
        assert Settings.from_environment(environment).demo
        return
    with pytest.raises(SettingsError, match="DEMO_HOSTS and DEMO_URL"):
        Settings.from_environment(environment)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("192.168.1.7", True), ("10.0.0.1", True), ("127.0.0.1", False), ("169.254.3.4", False),
     ("8.8.8.8", False)],
)  # fmt: skip
def test_only_addresses_of_a_local_network_are_offered(address: str, *, expected: bool) -> None:
    assert is_of_a_local_network(address) is expected


def test_cards_and_links_follow_the_address_and_identifiers_stay(
    app: Flask, client: AcademyClient, story: Cast, shown: Shown
) -> None:
    real = app.extensions["academy"]
    ours = replace(real.settings, demo_url=PHONE)
    app.extensions["academy"] = replace(real, settings=ours)
    badge = shown()
    assert badge is not None
    identifier, document = badge.uuid, badge.document

    wallet = client.as_(AMINA).get(f"/wallet/{identifier}")

    assert f"{PHONE}/credentials/{identifier}" in wallet.text
    assert client.get(f"/credentials/{identifier}.json").data == document
    assert b"https://badges.example.nl/credentials/" in document
