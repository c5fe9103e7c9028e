"""`flask health` tells in one line how the platform is, and whether a person has to look."""

import os
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import update

from academy.adapters.mail import FolderMailer
from academy.commands.backup import NAME
from academy.database import db, transaction
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from tests.academy.shown import Shown, palette, shown
from tests.cast import AMINA
from tests.clock import TestClock

__all__ = ["palette", "shown"]

pytestmark = pytest.mark.usefixtures("db_session")

DAY = 24 * 60 * 60


@pytest.fixture
def mails(app: Flask, shown: Shown, tmp_path: Path) -> Path:
    """Where the mail of a sound installation goes."""
    shown(AMINA)
    real = app.extensions["academy"]
    app.extensions["academy"] = replace(
        real,
        settings=replace(real.settings, trusted_proxies=1, operator_mail="beheer@example.nl"),
        mailer=FolderMailer(tmp_path / "mail", "badges@example.nl"),
    )
    return tmp_path / "mail"


def line_of(app: Flask, *options: str) -> Result:
    return app.test_cli_runner().invoke(args=["health", *options])


def test_a_sound_installation_is_good_and_says_so(app: Flask, mails: Path) -> None:
    done = line_of(app)

    assert (done.exit_code, done.output) == (0, "badges.example.nl: good\n"), done.output
    (mail,) = mails.iterdir()
    assert "Subject: badges.example.nl: good" in mail.read_text()
    assert "To: beheer@example.nl" in mail.read_text()


def test_without_an_address_it_is_only_said(app: Flask, mails: Path) -> None:
    real = app.extensions["academy"]
    app.extensions["academy"] = replace(real, settings=replace(real.settings, operator_mail=""))

    assert line_of(app).exit_code == 0
    assert not mails.exists()


def test_work_that_failed_asks_for_a_look(app: Flask, mails: Path) -> None:
    with transaction():
        queue.enqueue("mail-news")
        db.session.execute(update(Job).values(state=JobState.DEAD))

    done = line_of(app)

    assert done.exit_code == 1
    assert "worker: 1 jobs failed too often. See: flask jobs list --state dead" in done.output
    (mail,) = mails.iterdir()
    assert "Subject: badges.example.nl: look" in mail.read_text()


@pytest.mark.usefixtures("mails")
def test_a_backup_that_was_missed_is_told(app: Flask, clock: TestClock, tmp_path: Path) -> None:
    backups = ("--backups", str(tmp_path))
    assert "backup: there is none in" in line_of(app, *backups).output

    made = tmp_path / f"{NAME}2026-11-21T023000.zip"
    made.touch()
    os.utime(made, (clock().timestamp() - 2 * DAY,) * 2)
    done = line_of(app, *backups)
    assert done.exit_code == 1
    assert "backup: the newest is 48 hours old." in done.output

    (tmp_path / f"{NAME}2026-11-23T023000.zip").touch()
    os.utime(tmp_path / f"{NAME}2026-11-23T023000.zip", (clock().timestamp() - DAY / 8,) * 2)
    assert line_of(app, *backups).exit_code == 0


def test_disks_that_are_away_are_told_by_mail_too(app: Flask, mails: Path, tmp_path: Path) -> None:
    real = app.extensions["academy"]
    away = replace(real.settings, journal_url=f"file://{tmp_path}/no-disk/journal")
    app.extensions["academy"] = replace(real, settings=away)

    done = line_of(app, "--backups", str(tmp_path / "no-disk"))

    assert done.exit_code == 1
    assert "journal: nothing can be written to" in done.output
    assert f"backup: there is none in {tmp_path}/no-disk." in done.output
    (mail,) = mails.iterdir()
    assert "Subject: badges.example.nl: look" in mail.read_text()


def test_a_mail_server_that_is_away_is_one_sentence(app: Flask, mails: Path) -> None:
    mails.write_text("no folder")

    done = line_of(app)

    assert done.exit_code == 1
    assert "badges.example.nl: good\n" in done.output
    assert "Error: No mail went to OPERATOR_MAIL (" in done.output


@pytest.mark.usefixtures("mails")
def test_a_disk_that_gets_full_is_told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    nearly = SimpleNamespace(total=100 * 2**30, used=91 * 2**30, free=9 * 2**30)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: nearly)

    done = line_of(app)

    assert done.exit_code == 1
    assert "disk: 9.0 GB is left" in done.output
