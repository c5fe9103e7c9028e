"""A photo is kept with its assessment, and never without one."""

import io
import uuid
from datetime import timedelta

from PIL import Image
from sqlalchemy import select

from academy.assessments.models import Evidence
from academy.database import db
from academy.dependencies import dependencies
from tests.academy.assessments.conftest import Save, filled_in
from tests.clock import START


def a_photo(colour: str = "red") -> tuple[io.BytesIO, str]:
    out = io.BytesIO()
    Image.new("RGB", (50, 50), colour).save(out, "JPEG")
    out.seek(0)
    return out, "work.jpg"


def files_and_rows() -> tuple[set[str], set[str]]:
    db.session.rollback()
    return set(dependencies().files.keys()), set(db.session.scalars(select(Evidence.storage_key)))


def test_a_conflict_leaves_no_photo_behind(save: Save) -> None:
    key = str(uuid.uuid4())
    for colour in ("red", "blue"):
        save(filled_in(uuid=key, photo=a_photo(colour)))
    files, rows = files_and_rows()
    assert files == rows
    assert len(rows) == 1


def test_a_conflict_with_the_same_photo_takes_nothing_from_the_first(save: Save) -> None:
    key = str(uuid.uuid4())
    assert save(filled_in(uuid=key, photo=a_photo())).status_code == 303
    assert save(filled_in(level=1, uuid=key, photo=a_photo())).status_code == 409
    files, rows = files_and_rows()
    assert (files, len(rows)) == (rows, 1)


def test_the_same_again_keeps_the_photo_of_the_first_time(save: Save) -> None:
    key = str(uuid.uuid4())
    for _time in range(2):
        assert save(filled_in(uuid=key, photo=a_photo())).status_code == 303
    files, rows = files_and_rows()
    assert (files, len(rows)) == (rows, 1)


def test_a_refusal_leaves_no_photo_behind(save: Save) -> None:
    tomorrow = (START + timedelta(days=1)).date().isoformat()
    assert save(filled_in(observed_on=tomorrow, photo=a_photo())).status_code == 422
    assert files_and_rows() == (set(), set())
