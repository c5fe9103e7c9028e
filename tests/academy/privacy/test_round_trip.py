"""Everything in one file: what is in it, and that another installation takes it in without loss."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import undefer

from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.organisations.models import Organisation
from academy.people.models import Person
from academy.verification.checking import check
from academy.verification.own_documents import OwnDocuments
from academy.wallet.claims import service
from academy.wallet.claims.models import Claim
from academy.wallet.claims.service import Said
from academy.wallet.elsewhere.layout import BADGES, ELSEWHERE, ENDORSEMENTS, OWN_WORDS, RECORD
from academy.wallet.elsewhere.models import ForeignBadge
from badges.fetching import Fetched
from badges.verifying import Verdict
from tests.academy.shown import EMERGENCY, SORTING, Shown, palette, shown
from tests.academy.verification.conftest import elsewhere
from tests.academy.wallet.conftest import amina
from tests.academy.wallet.elsewhere.test_bringing import foreign
from tests.academy.wallet.test_list import text_of
from tests.application import application_for_tests, migrate_database
from tests.cast import AMINA, ERIK, GORAN, JAN
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["amina", "elsewhere", "palette", "shown"]

SAID = {
    "can": {"skill": SORTING},
    "wish": {"words": "Met hout werken"},
    "work": {"words": "Kok", "place": "De Lepel", "time": "twee jaar"},
    "certificate": {"words": "Heftruck", "place": "Rijschool Rap", "valid_until": "2027-01-31"},
}


def endorsed(badge: Credential) -> None:
    firm = db.session.scalars(
        select(Organisation).where(Organisation.slug == "de-fietsfabriek")
    ).one()
    said = Said(
        uuid=uuid4(), credential_id=badge.id, skill="", words="Netjes.", firm=firm.name,
        author="Erik", organisation=firm,
    )  # fmt: skip
    settings = dependencies().settings
    with transaction(firm, AMINA.row):
        service.say(AMINA.row.id, uuid4(), said, settings, by=ERIK.identity().actor, now=START)
        claim = db.session.scalars(select(Claim)).one()
        service.accept(claim, settings, by=AMINA.identity(), now=START)


class OtherInstallation:
    """The documents of another installation, as its web server gives them."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def get(self, identifier: str) -> Fetched:
        with self._app.app_context():
            return OwnDocuments(self._app.extensions["academy"]).get(identifier)


@pytest.fixture
def packed(elsewhere: Flask, amina: AcademyClient, shown: Shown) -> bytes:
    """Everything of Amina: a badge and what a firm said of it, a withdrawn one, one she brought."""
    endorsed(shown(days_ago=3))
    gone = shown(skill=EMERGENCY, days_ago=30)
    with transaction(AMINA.row):
        revoke(gone, RevocationReason.MISTAKE, by=JAN.identity(START), now=START)
    data = {"file": (io.BytesIO(foreign(name=AMINA.name)), "badge")}
    assert amina.post("/wallet/elsewhere/new", data=data).status_code == 303
    for kind, words in SAID.items():
        assert amina.submit(f"/wallet/brought/new/{kind}", "brought", **words).status_code == 303
    answer = amina.get("/wallet/everything.zip")
    assert answer.mimetype == "application/zip"
    return bytes(answer.data)


def files(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as found:
        return {name: found.read(name) for name in found.namelist()}


def without_pictures(packed: bytes) -> bytes:
    """What a test client sends without a temporary file, which it leaves open."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as smaller:
        for name, content in files(packed).items():
            if not name.endswith((".pdf", "/badge.png", "/badge.svg")):
                smaller.writestr(name, content)
    assert buffer.tell() < 400_000
    return buffer.getvalue()


def own_documents() -> list[bytes]:
    found = select(Credential).order_by(Credential.id).options(undefer(Credential.document))
    return [bytes(each.document) for each in db.session.scalars(found)]


def test_it_holds_every_form_of_every_badge(app: Flask, packed: bytes) -> None:
    found = files(packed)
    signed = own_documents()
    in_json = [content for name, content in found.items() if name.endswith("/badge.json")]
    assert sorted(in_json) == sorted(signed)
    for name, content in found.items():
        if name.endswith(("/badge.png", "/badge.svg")):
            assert any(each in content for each in signed), name
    assert len([name for name in found if name.endswith("open-badges-2.json")]) == 1
    assert found["skillspaspoort.pdf"].startswith(b"%PDF")
    assert AMINA.name in found["lees-mij.html"].decode()
    assert json.loads(found["gegevens.json"])["person"]["name"] == AMINA.name
    brought = [content for name, content in found.items() if name.startswith("van-ergens-anders/")]
    assert brought == [foreign(name=AMINA.name)]


def test_the_record_of_all_badges_is_ours_word_for_word(app: Flask, packed: bytes) -> None:
    record = files(packed)[RECORD]
    deps = app.extensions["academy"]
    report = check(record, deps)
    assert report.verdict is Verdict.VALID, report.to_json()
    assert len(report.members) == 2, "a badge and what is said of it; not the withdrawn one"
    forged = json.loads(record)
    forged["name"] = "Alle diploma's"
    assert check(json.dumps(forged).encode(), deps).verdict is Verdict.INVALID


def test_another_installation_takes_it_in_without_loss(
    app: Flask, packed: bytes, tmp_path: Path
) -> None:
    signed = own_documents()
    url = f"sqlite:///{tmp_path / 'other.db'}"
    changes = {"public_url": "https://elders.example", "master_key": bytes(range(1, 33))}
    migrate_database(tmp_path, url, **changes)
    other = application_for_tests(tmp_path, url, **changes)
    deps = other.extensions["academy"]
    mine = app.extensions["academy"]

    class World(OtherInstallation):
        def get(self, identifier: str) -> Fetched:
            if "badges.example.nl" in identifier:
                return super().get(identifier)
            return mine.elsewhere.get(identifier)

    other.extensions["academy"] = replace(deps, elsewhere=World(app), clock=mine.clock)
    with other.app_context():
        there = Person(name=AMINA.name, language="nl", created_at=START)
        db.session.add(there)
        db.session.commit()
        client = other.test_client().as_(there)
        data = {"file": (io.BytesIO(without_pictures(packed)), "mijn-badges.zip")}
        answer = client.post("/wallet/elsewhere/new", data=data)
        assert answer.status_code == 303, text_of(answer.page)
        page = text_of(client.page("/wallet/elsewhere"))
        assert "3 badges zijn bewaard." in page
        assert "Deze badge telt niet meer." in page
        client.post("/wallet/elsewhere/confirm-all")
        kept = list(db.session.scalars(select(ForeignBadge).options(undefer(ForeignBadge.source))))
        assert all(row.confirmed_at for row in kept)
        assert sorted(row.source for row in kept) == sorted([*signed, foreign(name=AMINA.name)])
        assert {row.verdict for row in kept} == {"unknown-issuer", "revoked"}
        again = client.get("/wallet/everything.zip").data
        brought = {
            content for name, content in files(again).items() if "van-ergens-anders/" in name
        }
        assert brought == {row.source for row in kept}
        beside = [name for name in files(packed) if name.startswith(f"{ENDORSEMENTS}/")]
        assert [files(again)[name] for name in beside] == [files(packed)[name] for name in beside]
        assert len(beside) == 1
        told = json.loads(files(packed)[OWN_WORDS])
        assert "4 dingen die je zelf vertelde, zijn bewaard." in page
        # that palette has no skills: what is said of one is told in words
        in_words = {"skill": None, "skill_name": None, "words": told[0]["skill_name"]}
        assert json.loads(files(again)[OWN_WORDS]) == [told[0] | in_words, *told[1:]]
        db.session.remove()
        db.engine.dispose()


def test_the_page_in_it_names_what_is_there_and_nothing_else(
    packed: bytes, client: AcademyClient
) -> None:
    told = files(packed)["lees-mij.html"].decode()
    without = files(client.as_(GORAN).get("/wallet/everything.zip").data)
    assert set(without) == {"lees-mij.html", "gegevens.json", "skillspaspoort.pdf"}
    for name in (f"{BADGES}/", f"{ENDORSEMENTS}/", f"{ELSEWHERE}/", OWN_WORDS, RECORD):
        assert f">{name}<" in told
        assert name not in without["lees-mij.html"].decode()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PK\x03\x04nonsense", id="damaged"),
        pytest.param(None, id="nothing in it that we read"),
    ],
)
def test_a_file_that_is_no_such_file_is_told(
    elsewhere: Flask, amina: AcademyClient, content: bytes | None
) -> None:
    if content is None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("../../badges/x/badge.json", foreign())
            packed.writestr("badges/big/badge.json", b" " * (1024 * 1024 + 5))
        content = buffer.getvalue()
    data = {"file": (io.BytesIO(content), "mijn-badges.zip")}
    answer = amina.post("/wallet/elsewhere/new", data=data)
    assert answer.status_code == 422
    assert "Hier zit geen badge in." in text_of(answer.page)
