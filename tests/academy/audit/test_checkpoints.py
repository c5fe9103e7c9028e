"""Checkpoints that the worker keeps find a cut tail and a full rewrite, also after a restore."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit import checkpoints
from academy.audit.models import AuditHead
from academy.database import db, transaction
from academy.job_handlers import HANDLERS, PERIODIC
from academy.jobs import queue
from academy.jobs.worker import Slot, run_until_idle
from tests.academy.audit.test_verifying import LINES, chain, cut_with_its_head, rewrite, write
from tests.cast import Cast
from tests.clock import START

__all__ = ["chain"]


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Iterator[Path]:
    deps = app.extensions["academy"]
    path = tmp_path / "journal"
    settings = replace(deps.settings, journal_url=f"file://{path}")
    app.extensions["academy"] = replace(deps, settings=settings)
    yield path
    app.extensions["academy"] = deps


@pytest.fixture
def kept(app: Flask, folder: Path, chain: int) -> int:
    """The chain, after an hour of the worker."""
    db.session.commit()
    with transaction():
        queue.enqueue("checkpoint-audit")
    run_until_idle(app, Slot(handlers=HANDLERS))
    return chain


def verify(app: Flask) -> tuple[int, str]:
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=["audit", "verify"])
    db.session.rollback()
    return answer.exit_code, answer.output


def test_it_is_done_by_itself_every_hour() -> None:
    planned = {each.name: each.period(START) for each in PERIODIC}
    assert planned["checkpoint-audit"] == "2026-11-23T09"


def test_an_untouched_log_agrees_with_its_checkpoints(app: Flask, kept: int) -> None:
    write(kept, 3)
    code, output = verify(app)
    assert code == 0, output
    assert "Compared with 3 checkpoints" in output


@pytest.mark.parametrize(
    ("touch", "word"), [(rewrite, "rewritten"), (cut_with_its_head, "cut off")]
)
def test_what_is_sound_in_itself_is_found(app: Flask, kept: int, touch, word: str) -> None:
    touch(kept)
    code, output = verify(app)
    assert (code, word in output) == (1, True)


def test_a_restored_backup_is_no_damage_but_an_edit_of_it_is(
    app: Flask, kept: int, folder: Path
) -> None:
    cut_with_its_head(kept)
    db.session.commit()
    heads = {head.chain: head.sequence for head in db.session.scalars(select(AuditHead))}
    checkpoints.set_back(folder, heads, now=START)
    assert verify(app)[0] == 0
    checkpoints.keep(folder, now=START)
    db.session.rollback()
    write(kept, 1)
    cut = db.session.get_one(AuditHead, kept)
    assert cut.sequence == LINES
    assert verify(app)[0] == 0


def test_a_torn_line_is_passed_over(folder: Path, cast: Cast) -> None:
    write(cast.schakel.id, 1)
    checkpoints.keep(folder, now=START)
    with (folder / checkpoints.FILE).open("a") as file:
        file.write('{"at": "2026-')
    assert [point.sequence for point in checkpoints.kept_in(folder)] == [1]
    assert (folder / checkpoints.FILE).stat().st_mode & 0o077 == 0
