"""A line that cannot be used is told, and the rest of a restore goes on."""

from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select, update

from academy.access.cards import void_cards
from academy.access.models import Card
from academy.audit.verifying import verify_all
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.journal.files import JournalFolder, Json
from academy.journal.replaying import replay
from tests.academy.journal.test_restoring import empty, forget_badges, old, run, runner, sqlite_only
from tests.academy.shown import Shown
from tests.cast import AMINA, GORAN, JAN, a_card
from tests.clock import START, TestClock

__all__ = ["old", "runner"]

MOMENT = START.isoformat()
SOMEBODY = str(uuid4())


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param({"kind": "issued", "badge": ["x"]}, id="a badge that is a list"),
        pytest.param({"kind": "revoked"}, id="a withdrawal of nothing"),
        pytest.param({"kind": "revoked", "badge": 5}, id="a withdrawal of a number"),
        pytest.param({"kind": "revoked", "badge": "AMINA", "reason": "mistake", "at": MOMENT[:19]},
                     id="a withdrawal at a moment without a zone"),
        pytest.param({"kind": "revoked", "badge": "AMINA", "reason": "no", "at": MOMENT},
                     id="a withdrawal without a reason that we know"),
        pytest.param({"kind": "keys", "organisation": "x", "keys": 3}, id="keys that are a number"),
        pytest.param({"kind": "keys", "organisation": {}, "keys": [{}]}, id="empty keys"),
        pytest.param({"kind": "voided", "card": "x"}, id="a card without a UUID"),
        pytest.param({"kind": "erased"}, id="an erasure of nobody"),
        pytest.param({"kind": "erased", "person": [SOMEBODY]}, id="an erasure of a list"),
        pytest.param({"kind": "erased", "person": str(AMINA.uuid), "at": "yesterday"},
                     id="an erasure at no moment"),
        pytest.param({"kind": "melted"}, id="something of another version"),
    ],
)  # fmt: skip
def test_a_badly_formed_line_is_told_and_the_rest_is_done(
    app: Flask, shown: Shown, folder: JournalFolder, clock: TestClock, bad: Json
) -> None:
    badges = {"AMINA": shown(AMINA).uuid, "GORAN": shown(GORAN).uuid}
    card = a_card(AMINA.row).uuid
    db.session.commit()
    with transaction(GORAN.row, AMINA.row):
        void_cards(AMINA.row, organisation_id=None, by=JAN.actor, now=START)
        badge = db.session.scalars(select(Credential).where(Credential.uuid == badges["GORAN"]))
        revoke(badge.one(), RevocationReason.MISTAKE, by=JAN.identity(), now=START)
    with transaction():
        forget_badges()
        db.session.execute(update(Card).values(voided_at=None))
    name = str(bad.get("badge"))
    line = bad | {"badge": str(badges[name])} if name in badges else bad
    erasure = {"kind": "erased", "person": str(GORAN.uuid), "at": MOMENT}
    kept = list(folder.lines())
    folder.forget_all()
    folder.append([line, *kept, erasure])

    found = replay(folder, now=clock())

    assert (found.badges, found.withdrawn, found.cards, found.erased) == (2, 1, 1, 1)
    assert len(found.left_out) == 1, found.left_out
    assert AMINA.row.erased_at is None
    assert db.session.scalars(select(Card.voided_at).where(Card.uuid == card)).one() == START
    assert not [chain.findings for chain in verify_all() if chain.findings]


@sqlite_only
def test_a_restore_says_what_it_could_not_do(
    runner: FlaskCliRunner, old: Path, folder: JournalFolder
) -> None:
    folder.append([{"kind": "erased"}])
    with next(folder.path.glob("*.jsonl")).open("ab") as file:
        file.write(b"torn\n")

    output = run(runner, "restore", str(old), "--commit")

    assert "Not done, and kept in the journal: what the journal calls 'erased' of -" in output
    assert "1 lines of the journal are damaged and were passed over." in output
    assert "Restored." in output


@sqlite_only
def test_a_lost_card_is_void_without_the_database_of_now(
    runner: FlaskCliRunner, shown: Shown, tmp_path: Path
) -> None:
    key, file = a_card(AMINA.row).uuid, tmp_path / "old.zip"
    run(runner, "backup", str(file))
    with transaction(AMINA.row):
        void_cards(AMINA.row, organisation_id=None, by=JAN.actor, now=START)
    with transaction():
        empty()

    output = run(runner, "restore", str(file), "--commit")

    assert "1 cards were lost or replaced since" in output
    assert db.session.scalars(select(Card.voided_at).where(Card.uuid == key)).one() == START
