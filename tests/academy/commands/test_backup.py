"""Backup and restore on SQLite: byte for byte, and safe to go on with."""

import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from flask_migrate import downgrade
from sqlalchemy import func, select, text

from academy.access.cards import void_cards
from academy.access.models import Card, Session
from academy.assessments.models import Assessment, Evidence
from academy.audit.verifying import verify_all
from academy.commands.versions import current_version, newest_version
from academy.credentials.models import Credential, Revocation, RevocationReason, StatusList
from academy.credentials.revoking import revoke
from academy.database import db, transaction
from academy.dependencies import dependencies
from tests.academy.shown import SORTING, Shown, palette, shown
from tests.application import application_for_tests
from tests.cast import AMINA, GORAN, JAN, PIN, a_card, code_of
from tests.client import AcademyClient
from tests.clock import START, TestClock
from tests.databases import FreshDatabase

__all__ = ["palette", "shown"]

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def runner(app: Flask, db_session: object) -> FlaskCliRunner:
    return app.test_cli_runner()


def run(runner: FlaskCliRunner, *arguments: str) -> str:
    db.session.commit()
    answer = runner.invoke(args=list(arguments))
    assert answer.exit_code == 0, answer.output
    db.session.rollback()
    return answer.output


def documents() -> dict[str, bytes]:
    return {str(c.uuid): c.document for c in db.session.scalars(select(Credential))}


def open_lists() -> set[str]:
    found = select(StatusList.uuid).where(StatusList.closed_at.is_(None))
    return {str(each) for each in db.session.scalars(found)}


@pytest.fixture
def saved(runner: FlaskCliRunner, shown: Shown, client: AcademyClient, tmp_path: Path) -> Path:
    """A backup with one badge of Amina, a photo, and Jan signed in."""
    client.as_(JAN)
    shown(AMINA)
    seen = db.session.scalars(select(Assessment.id)).one()
    db.session.add(Evidence(assessment_id=seen, storage_key="evidence/one.jpg", width=1, height=1,
                            size=7, added_at=START))  # fmt: skip
    dependencies().files.put("evidence/one.jpg", b"a photo")
    file = tmp_path / "backup.zip"
    assert "1 badges, 1 files" in run(runner, "backup", str(file))
    return file


def test_a_backup_holds_the_database_and_the_files(saved: Path) -> None:
    with zipfile.ZipFile(saved) as bundle:
        assert sorted(bundle.namelist()) == [
            "academy.db",
            "files/evidence/one.jpg",
            "manifest.json",
        ]
    assert saved.stat().st_mode & 0o077 == 0
    assert [path.name for path in saved.parent.iterdir()] == ["backup.zip"]


def test_in_a_folder_the_newest_are_kept(
    runner: FlaskCliRunner, shown: Shown, tmp_path: Path, clock: TestClock
) -> None:
    (tmp_path / "another.zip").touch()
    for _night in range(3):
        clock.advance(days=1)
        run(runner, "backup", "--into", str(tmp_path), "--keep", "2")
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == [
        "academy-2026-11-25T093000.zip",
        "academy-2026-11-26T093000.zip",
        "another.zip",
    ]


@pytest.mark.parametrize("words", [(), ("backup.zip", "--into", ".")])
def test_a_backup_goes_to_one_place(runner: FlaskCliRunner, words: tuple[str, ...]) -> None:
    answer = runner.invoke(args=["backup", *words])
    assert (answer.exit_code, "Name a FILE, or a folder" in answer.output) == (1, True)


def test_a_folder_that_is_not_there_is_one_sentence(runner: FlaskCliRunner, tmp_path: Path) -> None:
    answer = runner.invoke(args=["backup", str(tmp_path / "away" / "backup.zip")])
    assert answer.exit_code == 1
    assert "backup.zip cannot be written (No such file or directory)" in answer.output


def test_what_is_no_backup_is_not_written_over(runner: FlaskCliRunner, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("keep me", "utf-8")
    for file in (notes, Path(str(db.engine.url.database))):
        before = file.read_bytes()
        answer = runner.invoke(args=["backup", str(file)])
        assert (answer.exit_code, file.read_bytes()) == (1, before)
        assert "is no backup. Name another FILE" in answer.output


def test_restoring_is_a_dry_run_without_commit(
    runner: FlaskCliRunner, saved: Path, shown: Shown
) -> None:
    shown(GORAN)
    before, lists = documents(), open_lists()
    output = run(runner, "restore", str(saved))
    assert "1 badges given since come back from the journal" in output
    assert "Dry run" in output
    assert (documents(), open_lists()) == (before, lists)


def test_badges_come_back_byte_for_byte_on_new_lists(
    runner: FlaskCliRunner, saved: Path, shown: Shown
) -> None:
    old_lists = open_lists()
    shown(GORAN)
    kept = documents()
    dependencies().files.delete("evidence/one.jpg")
    run(runner, "restore", str(saved), "--commit")
    assert documents() == kept
    assert dependencies().files.get("evidence/one.jpg") == b"a photo"
    assert open_lists()
    assert not open_lists() & old_lists
    assert all(not chain.findings for chain in verify_all())


def test_after_a_restore_new_badges_go_on_the_new_list(
    runner: FlaskCliRunner, saved: Path, shown: Shown
) -> None:
    run(runner, "restore", str(saved), "--commit")
    badge = shown(GORAN)
    assert badge is not None
    assert str(badge.status_list.uuid) in open_lists()


def test_a_withdrawn_badge_stays_withdrawn(
    runner: FlaskCliRunner, saved: Path, shown: Shown
) -> None:
    badge = db.session.scalars(select(Credential)).one()
    with transaction(badge.person):
        revoke(badge, RevocationReason.MISTAKE, by=JAN.identity(), now=START)
    assert "1 badges were withdrawn since" in run(runner, "restore", str(saved), "--commit")
    row = db.session.scalars(select(Revocation)).one()
    assert (row.reason, row.at, row.by_id) == ("mistake", START, JAN.row.id)
    assert db.session.scalars(select(Credential.current_key)).one() is None


def test_a_lost_card_does_not_work_again(
    runner: FlaskCliRunner, shown: Shown, client: AcademyClient, tmp_path: Path
) -> None:
    card = a_card(AMINA.row)
    code, key = code_of(card), card.uuid
    run(runner, "backup", str(tmp_path / "backup.zip"))
    with transaction(AMINA.row):
        void_cards(AMINA.row, organisation_id=None, by=JAN.actor, now=START)

    output = run(runner, "restore", str(tmp_path / "backup.zip"), "--commit")

    assert "1 cards were lost or replaced since" in output
    kept = db.session.scalars(select(Card).where(Card.uuid == key)).one()
    assert kept.voided_at == START
    client.post("/sign-in/card", data={"code": code, "pin": PIN}, inspect=False)
    assert client.get("/wallet").status_code == 303
    assert all(not chain.findings for chain in verify_all())


def test_everybody_signs_in_again(
    runner: FlaskCliRunner, saved: Path, client: AcademyClient
) -> None:
    assert client.get("/teams").status_code == 200
    run(runner, "restore", str(saved), "--commit")
    assert client.get("/teams").status_code == 303
    assert db.session.scalar(select(func.count()).where(Session.ended_at.is_(None))) == 0


@pytest.mark.parametrize("manifest", ["{}", "[]", "3", "\ud800", "{"])
def test_an_archive_of_something_else_is_refused(
    runner: FlaskCliRunner, saved: Path, tmp_path: Path, manifest: str
) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(saved) as bundle, zipfile.ZipFile(other, "w") as copy:
        copy.writestr("academy.db", bundle.read("academy.db"))
        copy.writestr("manifest.json", manifest.encode(errors="surrogatepass"))
    answer = runner.invoke(args=["restore", str(other), "--commit"])
    assert answer.exit_code == 1
    assert "is no backup of this application" in answer.output


def test_a_folder_is_no_backup(runner: FlaskCliRunner, tmp_path: Path) -> None:
    answer = runner.invoke(args=["restore", str(tmp_path)])
    assert (answer.exit_code, "is a directory" in answer.output) == (2, True)


@pytest.mark.parametrize("content", [b"", b"PK not a zip", b"SQLite format 3\0"])
def test_what_is_no_backup_is_refused(
    runner: FlaskCliRunner, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    answer = runner.invoke(args=["restore", str(file), "--commit"])
    assert answer.exit_code == 1
    assert "is no backup of this application" in answer.output


def test_a_damaged_backup_is_refused(runner: FlaskCliRunner, saved: Path, tmp_path: Path) -> None:
    file = tmp_path / "damaged.zip"
    with zipfile.ZipFile(saved) as bundle, zipfile.ZipFile(file, "w") as damaged:
        for name in bundle.namelist():
            content = bundle.read(name)
            if name == "academy.db":
                content = content[:8192] + b"\xff" * 4096 + content[12288:]
            damaged.writestr(name, content)
    answer = runner.invoke(args=["restore", str(file), "--commit"])
    assert answer.exit_code == 1
    assert db.session.scalar(select(func.count()).select_from(Assessment)) == 1


def test_a_backup_of_another_address_is_refused(
    runner: FlaskCliRunner, saved: Path, tmp_path: Path
) -> None:
    file = tmp_path / "elsewhere.zip"
    with zipfile.ZipFile(saved) as bundle, zipfile.ZipFile(file, "w") as other:
        for name in bundle.namelist():
            content = bundle.read(name).replace(b"badges.example.nl", b"badges.example.be")
            other.writestr(name, content if name == "manifest.json" else bundle.read(name))
    answer = runner.invoke(args=["restore", str(file), "--commit"])
    assert answer.exit_code == 1
    assert "Set PUBLIC_URL=https://badges.example.be first" in answer.output


def wipe(database: FreshDatabase) -> None:
    """The disk with the database is lost; its folder is there again."""
    db.session.rollback()
    db.engine.dispose()
    file = Path(database.url.removeprefix("sqlite:///"))
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink()


def test_restoring_on_nothing_brings_everything_back(
    runner: FlaskCliRunner, saved: Path, shown: Shown, database: FreshDatabase
) -> None:
    shown(GORAN)
    kept = documents()
    wipe(database)

    output = run(runner, "restore", str(saved), "--commit")

    assert "The database of now: 0 people, 0 badges, no badge yet." in output
    assert documents() == kept
    assert shown(AMINA, SORTING, 3) is not None


def test_a_backup_from_before_a_migration_is_restored_and_upgraded(
    runner: FlaskCliRunner, saved: Path, tmp_path: Path
) -> None:
    kept = documents()
    old = changed(saved, tmp_path / "old.zip", downgrade_to="0014")

    assert "Dry run" in run(runner, "restore", str(old))
    run(runner, "restore", str(old), "--commit")

    assert documents() == kept
    assert current_version() == newest_version()


def test_a_backup_of_a_later_release_is_refused(
    runner: FlaskCliRunner, saved: Path, tmp_path: Path
) -> None:
    newer = changed(saved, tmp_path / "newer.zip", version="9999")
    answer = runner.invoke(args=["restore", str(newer), "--commit"])
    assert answer.exit_code == 1
    assert "The backup is of another release (version 9999" in answer.output


def test_the_database_of_now_is_brought_up_to_date_first(
    runner: FlaskCliRunner, saved: Path
) -> None:
    newest = newest_version()
    db.session.execute(text("UPDATE alembic_version SET version_num = '0014'"))
    db.session.commit()
    answer = runner.invoke(args=["restore", str(saved), "--commit"])
    db.session.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": newest})
    db.session.commit()
    assert answer.exit_code == 1
    assert "Run first: flask db upgrade" in answer.output


def test_a_backup_with_cards_of_another_secret_is_refused(
    runner: FlaskCliRunner, app: Flask, shown: Shown, tmp_path: Path
) -> None:
    a_card(AMINA.row)
    run(runner, "backup", str(tmp_path / "backup.zip"))
    real = app.extensions["academy"]
    app.extensions["academy"] = replace(
        real, settings=replace(real.settings, secret_key="another" * 6)
    )
    answer = runner.invoke(args=["restore", str(tmp_path / "backup.zip"), "--commit"])
    assert answer.exit_code == 1
    assert "its cards were made with another SECRET_KEY" in answer.output


def changed(archive: Path, other: Path, *, downgrade_to: str = "", version: str = "") -> Path:
    """The same backup, with a database of another release."""
    with zipfile.ZipFile(archive) as bundle:
        bundle.extractall(other.parent / "unpacked")
    file = other.parent / "unpacked" / "academy.db"
    if downgrade_to:
        old = application_for_tests(other.parent / "unpacked", f"sqlite:///{file}")
        with old.app_context():
            downgrade(revision=downgrade_to)
            db.session.remove()
            db.engine.dispose()
    else:
        with closing(sqlite3.connect(file)) as database:
            database.execute("UPDATE alembic_version SET version_num = ?", (version,))
            database.commit()
    with zipfile.ZipFile(archive) as bundle, zipfile.ZipFile(other, "w") as made:
        for name in bundle.namelist():
            made.writestr(name, file.read_bytes() if name == file.name else bundle.read(name))
    return other


def test_without_a_file_the_command_asks_for_one(runner: FlaskCliRunner) -> None:
    answer = runner.invoke(args=["restore"])
    assert (answer.exit_code, "Name the FILE" in answer.output) == (1, True)


def test_after_pg_restore_the_past_is_closed(
    runner: FlaskCliRunner, shown: Shown, client: AcademyClient
) -> None:
    client.as_(JAN)
    shown(AMINA)
    old = open_lists()
    assert "Dry run" in run(runner, "restore", "--after-pg-restore")
    assert open_lists() == old
    run(runner, "restore", "--after-pg-restore", "--commit")
    assert len(open_lists()) == 1
    assert not open_lists() & old
