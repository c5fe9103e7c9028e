"""Whatever was told to somebody stands in the journal, and a journal in trouble stops nobody."""

import logging
import os
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from academy.credentials.keys import rotate
from academy.credentials.models import Credential, RevocationReason
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.worker import Slot, run_until_idle
from academy.journal import writing
from academy.journal.files import JournalFolder
from academy.journal.models import JournalDebt
from academy.organisations.models import Organisation
from tests.academy.shown import Shown
from tests.cast import AMINA, GORAN, JAN
from tests.client import AcademyClient
from tests.clock import START, TestClock

NAMES = (b"Amina", b"Goran", b"Jan de Vries", b"Y\xc4\xb1ld\xc4\xb1z")  # "Jan" occurs in base64


def kinds(folder: JournalFolder) -> list[str]:
    return [line["kind"] for line in folder.lines()]


def debts() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(JournalDebt)) or 0


def revoked(badge: Credential) -> None:
    number = badge.id
    with transaction(AMINA.row):
        row = db.session.get_one(Credential, number)
        revoke(row, RevocationReason.MISTAKE, by=JAN.identity(), now=START)


def erase(app: Flask) -> None:
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=["people", "erase", str(AMINA.uuid), "--commit"])
    assert answer.exit_code == 0, answer.exception or answer.output


def test_a_badge_stands_there_byte_for_byte(shown: Shown, folder: JournalFolder) -> None:
    badge = shown(AMINA)
    line = next(line for line in folder.lines() if line["kind"] == "issued")
    assert line["document"].encode() == badge.document
    assert (line["jwt"], line["person"]) == (badge.jwt, str(AMINA.uuid))
    assert (line["list"]["uuid"], line["index"]) == (
        str(badge.status_list.uuid),
        badge.status_index,
    )


def test_no_name_stands_there_and_only_the_owner_reads_it(
    app: Flask, shown: Shown, folder: JournalFolder
) -> None:
    revoked(shown(AMINA))
    erase(app)
    assert set(kinds(folder)) == {"keys", "issued", "revoked", "erased"}
    for file in folder.path.iterdir():
        assert not [name for name in NAMES if name in file.read_bytes()]
        assert file.stat().st_mode & 0o077 == 0
    assert folder.path.stat().st_mode & 0o077 == 0


def test_new_keys_stand_there(shown: Shown, folder: JournalFolder) -> None:
    shown(AMINA)
    place = db.session.scalars(select(Organisation).where(Organisation.slug == "de-schakel")).one()
    with transaction(place):
        rotate(place, dependencies().settings, by=JAN.actor, now=START)
    newest = [line for line in folder.lines() if line["kind"] == "keys"][-1]
    assert len(newest["keys"]) == 6
    assert sum(key["retired_at"] is None for key in newest["keys"]) == 3


def test_what_was_rolled_back_is_not_there(shown: Shown, folder: JournalFolder) -> None:
    badge = shown(AMINA)
    before = kinds(folder)
    number = badge.id
    with pytest.raises(ZeroDivisionError):
        revoke_and_fail(number)
    assert kinds(folder) == before


def revoke_and_fail(number: int) -> None:
    with transaction(AMINA.row):
        badge = db.session.get_one(Credential, number)
        revoke(badge, RevocationReason.FRAUD, by=JAN.identity(), now=START)
        raise ZeroDivisionError


def test_a_paid_debt_goes_with_the_next_transaction(shown: Shown) -> None:
    shown(AMINA)
    assert debts() == 1
    with transaction():
        pass
    assert debts() == 0


def test_what_a_crash_left_out_is_written_at_the_start(
    app: Flask, shown: Shown, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(GORAN)
    with monkeypatch.context() as crash:
        crash.setattr(writing, "lines_for", lambda _debts: 1 / 0)
        badge = shown(AMINA)
    assert str(badge.uuid) not in {line.get("badge") for line in folder.lines()}
    answer = app.test_cli_runner().invoke(args=["journal", "catch-up"])
    assert answer.exit_code == 0
    assert [line["badge"] for line in folder.lines() if line["kind"] == "issued"].count(
        str(badge.uuid)
    ) == 1
    assert debts() == 0


@pytest.fixture
def gone(folder: JournalFolder, shown: Shown) -> Shown:
    """A file lies where the folder of the journal should be."""
    folder.path.write_text("in the way")
    return shown


def test_issuing_goes_on_without_a_journal_and_everybody_hears_of_it(
    app: Flask, gone: Shown, client: AcademyClient, clock: TestClock, folder: JournalFolder,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with caplog.at_level(logging.ERROR):
        badge = str(gone(AMINA).uuid)
    assert "the journal could not be written" in caplog.text
    clock.advance(minutes=6)
    answer = client.get("/readyz")
    assert (answer.status_code, b"not ready: journal" in answer.data) == (503, True)
    checked = app.test_cli_runner().invoke(args=["check"])
    assert checked.exit_code == 1
    assert "flask journal catch-up" in checked.output
    folder.path.unlink()
    with transaction():
        queue.enqueue("catch-up-journal")
    run_until_idle(app, Slot(handlers=HANDLERS))
    assert badge in {line.get("badge") for line in folder.lines()}
    assert client.get("/readyz").status_code == 200


def test_erasing_leaves_the_badge_and_the_tombstone(
    app: Flask, shown: Shown, folder: JournalFolder
) -> None:
    badge = shown(AMINA)
    sent_as = next(line for line in folder.lines() if line["kind"] == "issued")["assessment"]
    document = badge.document
    erase(app)
    lines = list(folder.lines())
    theirs = next(line for line in lines if line["kind"] == "issued")
    assert theirs["document"].encode() == document
    assert not {"assessor", "team", "assessment"} & set(theirs)
    assert [line["person"] for line in lines if line["kind"] == "erased"] == [str(AMINA.uuid)]
    everything = b"".join(file.read_bytes() for file in folder.path.iterdir())
    assert sent_as["sent_as"].encode() not in everything
    assert str(JAN.uuid).encode() not in everything


def test_a_night_puts_all_files_of_a_month_together(
    app: Flask, shown: Shown, folder: JournalFolder
) -> None:
    shown(AMINA)
    before = list(folder.lines())
    with transaction():
        queue.enqueue("tidy-journal")
    run_until_idle(app, Slot(handlers=HANDLERS))
    assert [file.name for file in folder.path.iterdir()] == ["kept-2026-11.jsonl"]
    assert list(folder.lines()) == before
    folder.append([{"kind": "erased"}])
    assert len(list(folder.lines())) == len(before) + 1


def test_saving_costs_one_fsync_more(
    shown: Shown, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(AMINA)
    calls: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: calls.append(handle) or real(handle))
    shown(GORAN)
    assert len(calls) == 1


def test_old_debts_are_told_and_new_ones_are_not(shown: Shown, clock: TestClock) -> None:
    shown(AMINA)
    assert list(writing.problems()) == []
    clock.advance(minutes=5, seconds=1)
    assert len(list(writing.problems())) == 1
    assert writing.catch_up(older_than=timedelta(minutes=1)) == 1
    assert list(writing.problems()) == []
