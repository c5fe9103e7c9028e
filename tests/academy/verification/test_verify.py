"""Anybody checks a badge of ours, in every form in which we give it."""

import io
import json

import pytest
from sqlalchemy import select

from academy.assessments.models import Assessment
from academy.credentials.models import Credential
from academy.database import db
from tests.academy.assessments.conftest import EMERGENCY, Save
from tests.client import AcademyClient
from tests.clock import TestClock

JSON = {"Accept": "application/json"}


@pytest.fixture
def badge(save: Save) -> str:
    """The address of a badge of Amina."""
    save(skill=EMERGENCY)
    return f"/credentials/{db.session.scalars(select(Credential.uuid)).one()}"


def verdict(client: AcademyClient, content: bytes | str) -> str:
    """The verdict of /verify on a file (bytes) or a text."""
    data = {"text": content} if isinstance(content, str) else {"file": (io.BytesIO(content), "b")}
    answer = client.post("/verify", data=data, headers=JSON, csrf=False)
    assert answer.status_code == 200, answer.text
    return str(answer.json["verdict"])


@pytest.mark.parametrize("form", [".json", ".png", ".svg", ".jwt", ".png?version=2"])
def test_every_form_is_valid(client: AcademyClient, badge: str, form: str) -> None:
    assert verdict(client, client.get(badge + form).data) == "valid"


def test_the_report_has_every_check_of_the_contract(client: AcademyClient, badge: str) -> None:
    text = client.get(badge + ".json").text
    report = client.post("/verify", data={"text": text}, headers=JSON, csrf=False).json
    assert report["valid"] is True
    assert {check["id"] for check in report["checks"]} == {
        "parse", "schema", "safe-mode", "proof", "key-controller", "issuer", "valid-from",
        "valid-until", "status", "recipient", "endorsements",
    }  # fmt: skip


def test_one_changed_character_is_found(client: AcademyClient, badge: str) -> None:
    text = client.get(badge + ".json").text.replace("De Schakel", "De Schakul", 1)
    assert verdict(client, text) == "invalid"


def test_after_undo_it_is_revoked_everywhere(client: AcademyClient, badge: str) -> None:
    text = client.get(badge + ".json").text
    shown = db.session.scalars(select(Assessment.uuid)).one()
    client.post(f"/assessments/{shown}/undo")
    assert verdict(client, text) == "revoked"
    uuid = badge.rpartition("/")[2]
    assert client.get(f"/ob2/assertions/{uuid}").status_code == 410


def test_after_its_end_it_is_expired(client: AcademyClient, badge: str, clock: TestClock) -> None:
    text = client.get(badge + ".json").text
    clock.advance(days=366)
    assert verdict(client, text) == "expired"


@pytest.mark.parametrize("accept", ["application/json", "application/ld+json", "application/vc"])
def test_the_address_gives_the_signed_bytes_to_a_program(
    client: AcademyClient, badge: str, accept: str
) -> None:
    answer = client.get(badge, headers={"Accept": accept})
    assert answer.mimetype == accept
    assert answer.data == db.session.scalars(select(Credential)).one().document


def test_an_unknown_badge_is_not_there(client: AcademyClient, badge: str) -> None:
    missing = badge[:-4] + "0000"
    assert client.get(missing).status_code == 404


def test_the_ob2_documents_hang_together(client: AcademyClient, badge: str) -> None:
    root = "https://badges.example.nl"
    uuid = badge.rpartition("/")[2]
    assertion = client.get(f"/ob2/assertions/{uuid}").json
    badge_class = client.get(assertion["badge"].removeprefix(root)).json
    issuer = client.get(badge_class["issuer"].removeprefix(root)).json
    assert (assertion["type"], badge_class["type"], issuer["type"]) == (
        "Assertion", "BadgeClass", "Issuer",
    )  # fmt: skip


def test_nothing_to_check_is_said(client: AcademyClient) -> None:
    assert client.post("/verify", data={}, headers=JSON, csrf=False).status_code == 422


def test_a_tampered_name_of_the_issuer_is_not_shown(client: AcademyClient, badge: str) -> None:
    document = json.loads(client.get(badge + ".json").text)
    document["issuer"]["name"] = "Iemand anders"
    answer = client.post("/verify", data={"text": json.dumps(document)}, headers=JSON, csrf=False)
    assert answer.json["credential"] is None
