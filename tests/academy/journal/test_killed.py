"""Killed between the commit and the line, a badge stands in the journal after the next start."""

import os
import signal
from collections.abc import Callable

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select

from academy.credentials.models import Credential
from academy.database import db
from academy.journal import files, writing
from academy.journal.files import JournalFolder
from academy.journal.models import JournalDebt
from tests.academy.shown import EMERGENCY, Shown
from tests.cast import AMINA, BRAM, GORAN, PIET, Member, find_the_cast

Dies = Callable[[pytest.MonkeyPatch], None]


def die(*_arguments: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before_the_line(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(writing, "lines_for", die)


def in_the_middle_of_the_line(patch: pytest.MonkeyPatch) -> None:
    real = os.write

    def half(handle: int, content: memoryview) -> int:
        real(handle, content[: len(content) // 2])
        die()
        return 0

    patch.setattr(files.os, "write", half)


def after_the_line(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(writing._Paid, "add", die)


@pytest.mark.parametrize("dies", [before_the_line, in_the_middle_of_the_line, after_the_line])
def test_a_kill_loses_no_line(
    app: Flask, shown: Shown, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch, dies: Dies
) -> None:
    shown(GORAN)
    shown(GORAN, EMERGENCY)  # now everything is ready, so that one transaction is left to do
    in_a_process_that_dies(lambda: (dies(monkeypatch), shown(AMINA)))
    badges = set(map(str, db.session.scalars(select(Credential.uuid))))
    assert len(badges) == 3, "the badge was committed before the process was killed"
    answer = app.test_cli_runner().invoke(args=["journal", "catch-up"])
    assert answer.exit_code == 0, answer.output
    told = [line["badge"] for line in folder.lines() if line["kind"] == "issued"]
    assert sorted(told) == sorted(badges)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(JournalDebt)) == 0


def test_two_processes_at_once_leave_a_line_for_each_badge(
    app: Flask, shown: Shown, folder: JournalFolder
) -> None:
    def awards(member: Member) -> Callable[[], object]:
        return lambda: (shown(member), shown(member, EMERGENCY))

    shown(BRAM, by=PIET, team=find_the_cast().winkel)
    children = [child(awards(member)) for member in (AMINA, GORAN)]
    for process in children:
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    badges = set(map(str, db.session.scalars(select(Credential.uuid))))
    told = [line["badge"] for line in folder.lines() if line["kind"] == "issued"]
    assert len(badges) == 5
    assert sorted(told) == sorted(badges)
    assert len(list(folder.path.iterdir())) == 3


def test_an_older_installation_writes_everything_at_its_first_start(
    app: Flask, shown: Shown, folder: JournalFolder
) -> None:
    badge = str(shown(AMINA).uuid)
    db.session.rollback()
    folder.forget_all()
    downgrade(revision="0004")
    upgrade()
    assert app.test_cli_runner().invoke(args=["journal", "catch-up"]).exit_code == 0
    assert {line["kind"] for line in folder.lines()} == {"keys", "issued"}
    assert badge in {line.get("badge") for line in folder.lines()}


def in_a_process_that_dies(work: Callable[[], object]) -> None:
    _process, status = os.waitpid(child(work), 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def child(work: Callable[[], object]) -> int:
    """A process of its own, which must not share a connection with this one."""
    db.session.rollback()
    db.engine.dispose()
    process = os.fork()
    if process == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return process
