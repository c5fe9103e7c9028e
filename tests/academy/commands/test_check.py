"""`flask check` finds what is wrong and says how to put it right."""

import os
import re
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select, text, update

from academy import writable
from academy.database import db, transaction
from academy.installation import InstallationFact
from academy.jobs import queue
from academy.jobs.models import Job, JobState
from academy.ownership import problems_with
from academy.settings import PROJECT
from tests.academy.shown import Shown, palette, shown
from tests.cast import AMINA
from tests.client import AcademyClient
from tests.databases import FreshDatabase

__all__ = ["palette", "shown"]

pytestmark = pytest.mark.usefixtures("db_session")


def look(app: Flask) -> tuple[int, str]:
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=["check"])
    return answer.exit_code, answer.output


def test_a_sound_installation_is_good(app: Flask, shown: Shown) -> None:
    shown(AMINA)
    real = app.extensions["academy"]
    behind_a_proxy = replace(real.settings, trusted_proxies=1)
    app.extensions["academy"] = replace(real, settings=behind_a_proxy)
    code, output = look(app)
    assert code == 0, output
    good = [
        "settings",
        "address",
        "languages",
        "search",
        "database",
        "rights",
        "keys",
        "fonts",
        "certificates",
        "files",
        "journal",
        "worker",
    ]
    *told, voice = output.splitlines()
    assert told == [f"{name}: good" for name in good]
    assert voice.startswith("voice: ")


def test_a_database_of_another_release_is_found(app: Flask) -> None:
    newest = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    db.session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    code, output = look(app)
    db.session.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": newest})
    db.session.commit()
    assert code == 1
    assert "Run: flask db upgrade" in output


def test_a_database_that_cannot_be_written_is_found(app: Flask, client: AcademyClient) -> None:
    is_sqlite = db.engine.dialect.name == "sqlite"
    switch = "PRAGMA query_only=ON" if is_sqlite else "SET default_transaction_read_only=on"

    def read_only(connection: Any, *_others: object) -> None:
        connection.cursor().execute(switch)
        connection.commit()

    db.session.commit()
    db.engine.dispose()
    event.listen(db.engine, "connect", read_only)
    try:
        code, output = look(app)
        answer = client.get("/readyz")
    finally:
        event.remove(db.engine, "connect", read_only)
        db.engine.dispose()

    assert code == 1
    assert "database: cannot be written" in output
    assert answer.status_code == 503
    assert answer.text == "not ready: database; see: flask check\n"


def test_trying_to_write_leaves_nothing_behind(app: Flask) -> None:
    assert look(app)[0] in {0, 1}
    assert db.session.scalars(select(InstallationFact)).all() == []


def test_a_full_disk_is_found(app: Flask, database: FreshDatabase) -> None:
    if db.engine.dialect.name == "postgresql":
        assert list(writable.database_problems()) == []
        return
    free = shutil.disk_usage(Path(database.url.removeprefix("sqlite:///")).parent).free
    enough, writable.LEAST_FREE = writable.LEAST_FREE, free * 2
    try:
        code, output = look(app)
    finally:
        writable.LEAST_FREE = enough
    assert code == 1
    assert re.search(r"database: has \d+ MB left on its disk", output)


def test_a_folder_that_is_open_to_others_and_files_of_another_user_are_found(
    tmp_path: Path,
) -> None:
    folder, file = tmp_path / "data", tmp_path / "data" / "academy.db"
    folder.mkdir(mode=0o755)
    file.touch()
    assert list(problems_with(folder, [file])) == [
        f"{folder} is open to others. Run: chmod 700 {folder}"
    ]
    folder.chmod(0o700)
    assert list(problems_with(folder, [file, folder / "not-there"])) == []
    # root may give a file away; for anybody else /proc/1 is somebody else's
    foreign = Path("/proc/1/status") if os.geteuid() else file
    if not os.geteuid():
        os.chown(file, 65534, -1)
    [told] = problems_with(folder, [foreign])
    assert f" {foreign}" in told
    assert "Run: chown" in told


def test_another_master_key_is_found(app: Flask, shown: Shown) -> None:
    shown(AMINA)
    real = app.extensions["academy"]
    app.extensions["academy"] = replace(real, settings=replace(real.settings, master_key=bytes(32)))
    code, output = look(app)
    assert code == 1
    assert "keys: a key of de-schakel does not open with this MASTER_KEY" in output


def test_a_missing_font_is_found(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(sys.modules["academy.commands.check"], "FONTS", tmp_path)
    code, output = look(app)
    assert code == 1
    assert "NotoSans-Regular.ttf is missing" in output


def test_a_worker_that_does_not_run_is_found(app: Flask) -> None:
    with transaction():
        queue.enqueue("issue-pending-badges")
        hour_ago = datetime.now(UTC) - timedelta(hours=1)
        db.session.execute(update(Job).values(due_at=hour_ago))
    code, output = look(app)
    assert code == 1
    assert "waiting for 60 minutes. Start: flask jobs work" in output


def test_what_starting_mends_keeps_nobody_from_starting(app: Flask) -> None:
    with transaction():
        queue.enqueue("issue-pending-badges")
        db.session.execute(update(Job).values(state=JobState.DEAD))
    answer = app.test_cli_runner().invoke(args=["check", "--before-start"])
    assert answer.exit_code == 0, answer.output
    assert "worker" not in answer.output


def test_the_units_bring_the_database_up_to_date_before_they_look_at_it() -> None:
    units = PROJECT / "deploy" / "systemd"
    web = (units / "academy-web.service").read_text(encoding="utf-8")
    steps = ["db upgrade", "check --before-start", "journal catch-up", "academy.serving"]
    assert sorted(steps, key=web.index) == steps
    worker = (units / "academy-worker.service").read_text(encoding="utf-8")
    assert "check --before-start" in worker


@pytest.mark.parametrize("name", ["missing", "x" * 300], ids=["missing", "closed"])
def test_a_journal_where_nobody_may_look_is_one_sentence(
    app: Flask, tmp_path: Path, name: str
) -> None:
    """A name too long answers like a closed folder, to root too."""
    real = app.extensions["academy"]
    elsewhere = replace(real.settings, journal_url=f"file://{tmp_path / name / 'journal'}")
    app.extensions["academy"] = replace(real, settings=elsewhere)
    code, output = look(app)
    assert code == 1
    assert "journal: nothing can be written to" in output


def test_dead_jobs_are_found(app: Flask) -> None:
    with transaction():
        queue.enqueue("issue-pending-badges")
        db.session.execute(update(Job).values(state=JobState.DEAD))
    code, output = look(app)
    assert code == 1
    assert "1 jobs failed too often" in output
