"""A copy with the own e-mail address in it: ours when checked, and kept nowhere."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import PLATFORM_CHAIN, AuditEvent
from academy.credentials import copies
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.verification.checking import check
from badges.verifying import Verdict
from badges.verifying.recipients import matches
from tests.academy.privacy.test_nothing_left import everything
from tests.academy.shown import Shown
from tests.academy.wallet.test_list import text_of
from tests.cast import AMINA, BEA, GORAN
from tests.client import AcademyClient
from tests.clock import START

EMAIL = "amina.zeldzaam@voorbeeld.nl"


@pytest.fixture
def badge(shown: Shown) -> Credential:
    found = shown(days_ago=3)
    assert found is not None
    return found


def copied(amina: AcademyClient, badge: Credential, email: str = EMAIL) -> Any:
    return amina.submit(f"/wallet/{badge.uuid}/backpack", "backpack", email=email)


def verdict(app: Flask, source: bytes) -> Verdict:
    return check(source, app.extensions["academy"]).verdict


def test_the_copy_names_the_address_by_a_hash_and_is_ours(
    app: Flask, amina: AcademyClient, badge: Credential
) -> None:
    assert amina.page(f"/wallet/{badge.uuid}").select(f'a[href="/wallet/{badge.uuid}/backpack"]')
    answer = copied(amina, badge, "Amina.Zeldzaam@voorbeeld.nl")
    assert answer.headers["Content-Disposition"] == "attachment; filename=badge.json"
    assert EMAIL.encode() not in answer.data
    (identity,) = json.loads(answer.data)["credentialSubject"]["identifier"]
    assert matches(identity["identityHash"], identity["salt"], EMAIL, hashed=True)
    assert verdict(app, answer.data) is Verdict.VALID
    assert copied(amina, badge).data != answer.data, "another salt"


def test_neither_address_nor_copy_is_kept(
    app: Flask, amina: AcademyClient, badge: Credential
) -> None:
    salt = json.loads(copied(amina, badge).data)["credentialSubject"]["identifier"][0]["salt"]
    left = everything(app)
    assert b"zeldzaam" not in left.lower()
    assert salt.encode() not in left
    (line,) = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "credential.copied"))
    assert line.chain == PLATFORM_CHAIN


def test_a_copy_that_we_did_not_make_is_not_ours(
    app: Flask, amina: AcademyClient, badge: Credential
) -> None:
    """As whoever stole a key would make one."""
    forged = copies.sign_copy(badge, "dief@voorbeeld.nl", app.extensions["academy"].settings,
                              now=START)  # fmt: skip
    assert verdict(app, forged) is not Verdict.VALID


def test_it_is_withdrawn_with_the_badge(
    app: Flask, amina: AcademyClient, badge: Credential
) -> None:
    source = copied(amina, badge).data
    with transaction(badge.person):
        revoke(badge, RevocationReason.MISTAKE, by=BEA.identity(), now=START)
    assert verdict(app, source) is Verdict.REVOKED


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("", "Vul je e-mailadres in."), ("amina", "Vul een e-mailadres in, zoals")],
)
def test_bad_input_gets_a_sentence(
    amina: AcademyClient, badge: Credential, email: str, sentence: str
) -> None:
    answer = copied(amina, badge, email)
    assert answer.status_code == 422
    assert sentence in text_of(answer.page)


def test_there_is_an_end_to_it_and_it_is_for_oneself(
    amina: AcademyClient,
    client: AcademyClient,
    badge: Credential,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(copies, "MOST", 1)
    assert copied(amina, badge).status_code == 200
    assert copied(amina, badge).status_code == 409
    client.as_(GORAN)
    assert client.get(f"/wallet/{badge.uuid}/backpack").status_code == 404
    assert AMINA.row.id == badge.person_id
