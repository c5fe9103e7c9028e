"""In the demo anybody can try what a good, a tampered, a revoked and an expired badge look like."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from academy.credentials.models import RevocationReason
from academy.credentials.revoking import revoke
from academy.database import transaction
from academy.demo.samples import SAMPLES, SampleName, tampered
from tests.academy.verification.conftest import the_credential
from tests.cast import BEA
from tests.client import AcademyClient
from tests.clock import TestClock


@pytest.fixture
def in_a_demo(app: Flask) -> Iterator[None]:
    deps = app.extensions["academy"]
    app.extensions["academy"] = replace(deps, settings=replace(deps.settings, demo=True))
    yield
    app.extensions["academy"] = deps


def verdict(client: AcademyClient, name: str) -> str:
    answer = client.get(f"/verify/samples/{name}", headers={"Accept": "application/json"})
    return str(answer.json["verdict"])


def offered(client: AcademyClient) -> list[str]:
    links = client.page("/verify").select("a[href^='/verify/samples/']")
    return [link["href"].rpartition("/")[2] for link in links]


def test_a_good_badge_and_the_same_with_one_changed_digit(
    client: AcademyClient, badge: str, in_a_demo: None
) -> None:
    assert offered(client) == ["good", "tampered"]
    assert verdict(client, "good") == "valid"
    assert verdict(client, "tampered") == "invalid"
    page = client.page("/verify/samples/tampered")
    assert str(SAMPLES[SampleName.TAMPERED].story) in page.get_text()


def test_the_tampered_one_differs_in_one_character(badge: str) -> None:
    credential = the_credential()
    before = json.dumps(json.loads(credential.document), ensure_ascii=False)
    after = tampered(credential).decode()

    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_a_revoked_one_but_never_one_that_was_undone(
    client: AcademyClient, badge: str, in_a_demo: None, clock: TestClock
) -> None:
    with transaction(the_credential().person):
        revoke(the_credential(), RevocationReason.UNDONE, by=BEA.identity(), now=clock.now)
    assert offered(client) == []
    with transaction():
        the_credential().revocation.reason = RevocationReason.MISTAKE

    assert offered(client) == ["revoked"]
    assert verdict(client, "revoked") == "revoked"


def test_an_expired_one(
    client: AcademyClient, badge: str, in_a_demo: None, clock: TestClock
) -> None:
    clock.advance(days=400)

    assert offered(client) == ["expired"]
    assert verdict(client, "expired") == "expired"


def test_outside_a_demo_there_are_none(client: AcademyClient, badge: str) -> None:
    assert offered(client) == []
    assert client.get("/verify/samples/good").status_code == 404
    assert client.get("/verify/samples/other").status_code == 404
