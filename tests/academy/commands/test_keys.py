"""`keys`: who signs with what, and what happens to badges when a key is changed or stolen."""

import base64
import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from academy.credentials import keys
from academy.credentials.models import Credential, IssuerKey
from academy.database import db
from academy.dependencies import dependencies
from academy.journal import writing
from academy.journal.replaying import replay
from tests.academy.shown import Shown, palette, shown
from tests.cast import AMINA, GORAN
from tests.client import AcademyClient
from tests.clock import START, TestClock

__all__ = ["palette", "shown"]

pytestmark = pytest.mark.usefixtures("db_session")

NEW_KEY = base64.urlsafe_b64encode(bytes(range(1, 33)))


@pytest.fixture(autouse=True)
def badge(shown: Shown) -> Credential:
    given = shown(AMINA)
    assert given is not None
    return given


def run(app: Flask, *words: str, code: int = 0) -> str:
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=["keys", *words])
    assert answer.exit_code == code, answer.output
    db.session.rollback()
    return answer.output


def verdict(client: AcademyClient, badge: Credential) -> str:
    content = {"text": badge.document.decode()}
    answer = client.post(
        "/verify", data=content, headers={"Accept": "application/json"}, csrf=False
    )
    return answer.json["verdict"]


def first_key() -> IssuerKey:
    return db.session.scalars(select(IssuerKey).order_by(IssuerKey.id)).first()


def test_without_an_organisation_the_names_of_all_are_shown(app: Flask) -> None:
    told = run(app, "list")
    assert "de-schakel  De Schakel  3 keys" in told
    assert re.search(r"^de-cirkel  De Cirkel  0 keys$", told, re.MULTILINE)


@pytest.mark.parametrize("named", ["de-schakel", "https://badges.example.nl/issuers/de-schakel"])
def test_keys_are_listed_by_the_name_or_the_address_of_the_issuer(app: Flask, named: str) -> None:
    told = run(app, "list", named)
    assert [line.split()[1:] for line in told.splitlines()] == [
        ["credentials", "active"],
        ["status", "active"],
        ["jwt", "active"],
    ]


def test_a_name_that_is_none_is_told_where_to_look(app: Flask) -> None:
    told = run(app, "list", "De Schakel", code=1)
    assert "There is no organisation De Schakel that gives badges. See: flask keys list" in told


def test_after_a_rotation_old_badges_stay_valid(
    app: Flask, client: AcademyClient, badge: Credential
) -> None:
    assert "Would make new keys" in run(app, "rotate", "de-schakel")
    assert "retired" not in run(app, "list", "de-schakel")

    run(app, "rotate", "de-schakel", "--commit")

    assert run(app, "list", "de-schakel").count("retired") == 3
    assert verdict(client, badge) == "valid"


def test_a_stolen_key_signs_no_more_and_what_it_signed_stays_valid_here(
    app: Flask, client: AcademyClient, badge: Credential, shown: Shown, clock: TestClock
) -> None:
    name = first_key().public_multibase
    clock.advance(minutes=1)

    told = run(app, "stolen", name[:16], "--commit")

    assert "de-schakel gave 1 badges since it was made" in told
    assert f"{name}  credentials  stolen 2026-11-23" in run(app, "list", "de-schakel")
    assert verdict(client, badge) == "valid"
    later = shown(GORAN)
    assert name not in later.document.decode()
    published = client.get("/issuers/de-schakel/did.json").json
    assert not any(method.endswith(name) for method in published["assertionMethod"])


def test_marking_is_a_dry_run_without_commit_and_happens_once(app: Flask) -> None:
    name = first_key().public_multibase
    assert "Dry run" in run(app, "stolen", name)
    assert first_key().compromised_at is None

    run(app, "stolen", name, "--commit")
    run(app, "stolen", name, "--commit")

    assert first_key().compromised_at == START
    assert run(app, "list", "de-schakel").count("active") == 3


@pytest.mark.parametrize(
    ("beginning", "sentence"),
    [
        ("z6Mnone", "There is no key that begins with z6Mnone"),
        ("z", "More than one key begins with z"),
    ],
)
def test_a_beginning_must_name_one_key(app: Flask, beginning: str, sentence: str) -> None:
    assert sentence in run(app, "stolen", beginning, "--commit", code=1)


def with_master_key(app: Flask, key: bytes) -> None:
    real = app.extensions["academy"]
    settings = replace(real.settings, master_key=base64.urlsafe_b64decode(key))
    app.extensions["academy"] = replace(real, settings=settings)


def test_another_master_key_wraps_the_same_keys(
    app: Flask, client: AcademyClient, badge: Credential, shown: Shown
) -> None:
    listed = run(app, "list", "de-schakel")
    wish = "--new-master-key", NEW_KEY.decode()
    assert "Dry run: every key opens" in run(app, "wrap-anew", *wish)
    assert keys.closed_keys(dependencies().settings.master_key) == []

    assert "3 keys are wrapped anew" in run(app, "wrap-anew", *wish, "--commit")

    assert len(keys.closed_keys(dependencies().settings.master_key)) == 3
    assert "3 keys do not open" in run(app, "wrap-anew", *wish, code=1)
    with_master_key(app, NEW_KEY)
    assert keys.closed_keys(dependencies().settings.master_key) == []
    assert run(app, "list", "de-schakel") == listed
    assert verdict(client, badge) == "valid"
    assert shown(GORAN) is not None


def test_the_journal_of_before_another_master_key_can_be_replayed(app: Flask) -> None:
    run(app, "wrap-anew", "--new-master-key", NEW_KEY.decode(), "--commit")
    with_master_key(app, NEW_KEY)

    replayed = replay(writing.folder(), now=START)

    assert replayed.left_out == ()


def test_what_is_no_master_key_is_refused(app: Flask) -> None:
    told = run(app, "wrap-anew", "--new-master-key", "short", "--commit", code=1)
    assert "NEW_MASTER_KEY must be 32 random bytes in base64url" in told
