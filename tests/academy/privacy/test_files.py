"""No file stays without a row: neither after erasing, nor after a night."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from academy.assessments.models import Assessment, Evidence
from academy.database import db, transaction
from academy.dependencies import dependencies
from academy.job_handlers import HANDLERS
from academy.jobs import queue
from academy.jobs.worker import Slot, run_until_idle
from tests.academy.assessments.conftest import Save, filled_in, palette, save
from tests.cast import AMINA
from tests.clock import START, TestClock

__all__ = ["palette", "save"]


@pytest.fixture
def seen(save: Save) -> Assessment:
    """An observation of Amina that is deleted after half a year, with a photo."""
    assert save(filled_in(0, seen=1)).status_code == 303
    row = db.session.scalars(select(Assessment)).one()
    key = keep(f"evidence/{row.uuid}/first.jpg")
    db.session.add(Evidence(assessment_id=row.id, storage_key=key, width=1, height=1, size=7,
                            added_at=START))  # fmt: skip
    db.session.commit()
    return row


def keep(key: str, *, age: timedelta = timedelta(days=2)) -> str:
    """A file that was written so long before now."""
    dependencies().files.put(key, b"a photo")
    root = Path(dependencies().settings.storage_url.removeprefix("file://"))
    moment = (dependencies().clock() - age).timestamp()
    os.utime(root / key, (moment, moment))
    return key


def kept() -> set[str]:
    return set(dependencies().files.keys())


def run(app: Flask, name: str) -> None:
    with transaction():
        queue.enqueue(name)
    run_until_idle(app, Slot(handlers=HANDLERS))


def test_erasing_takes_photos_of_conflicts_along(app: Flask, seen: Assessment) -> None:
    keep(f"evidence/{seen.uuid}/of-a-conflict.jpg", age=timedelta())
    other = keep("evidence/somebody-else/photo.jpg")
    app.test_cli_runner().invoke(args=["people", "erase", str(AMINA.uuid), "--commit"])
    assert kept() == {other}


def test_retention_takes_photos_of_conflicts_along(
    app: Flask, seen: Assessment, clock: TestClock
) -> None:
    clock.advance(days=190)
    keep(f"evidence/{seen.uuid}/of-a-conflict.jpg", age=timedelta())
    run(app, "delete-old-assessments")
    assert kept() == set()


def test_a_night_sweeps_what_no_row_names_after_a_day(app: Flask, seen: Assessment) -> None:
    named = f"evidence/{seen.uuid}/first.jpg"
    keep(f"evidence/{seen.uuid}/refused.jpg")
    keep("jobs/gone/certificates.pdf")
    young = keep("evidence/form-of-now/photo.jpg", age=timedelta(hours=23))
    unknown = keep("sounds/of-next-year.ogg")
    run(app, "sweep-files")
    assert kept() == {named, young, unknown}
