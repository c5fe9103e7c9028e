"""All proofs of a run in one ZIP: asked on its page, made by the worker, fetched later."""

import io
from zipfile import ZipFile

import pytest
from flask import Flask
from pypdf import PdfReader

from academy.database import db
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from tests.academy.learning.conftest import enrolled
from tests.cast import AMINA, BRAM, GORAN, JAN

pytestmark = pytest.mark.slow


def work(app: Flask) -> None:
    assert run_until_idle(app, Slot(handlers=HANDLERS)) == 1


def test_everybody_who_completed_it_has_a_pdf_in_the_zip(anna, app: Flask, run) -> None:
    amina, goran, _bram = enrolled(run, AMINA, GORAN, BRAM)
    AMINA.row.name = "A/m:ina ../Yıldız"
    done = {"done": [str(amina.uuid), str(goran.uuid)], "completed_on": "2026-11-20"}
    hours = {f"hours_{str(each.uuid).replace('-', '_')}": "8" for each in (amina, goran)}
    anna.post(f"/course-runs/{run.uuid}/complete", data=done | hours)

    answer = anna.post(f"/course-runs/{run.uuid}/proofs")
    address = answer.location
    assert anna.post(f"/course-runs/{run.uuid}/proofs").location == address
    page = anna.page(address)
    assert "Bewijzen van deelname van een cursus, Rekenen in de winkel" in page.h1.get_text()
    work(app)

    progress = anna.get(f"{address}/progress").json
    assert (progress["isFinished"], progress["total"]) == (True, 2)
    with ZipFile(io.BytesIO(anna.get(f"{address}/result").data)) as archive:
        assert archive.namelist() == ["001 A m ina Yıldız.pdf", f"002 {GORAN.name}.pdf"]
        texts = [
            PdfReader(io.BytesIO(archive.read(name))).pages[0].extract_text()
            for name in archive.namelist()
        ]
    assert "Bewijs van deelname" in texts[1]
    assert GORAN.name in texts[1]
    assert "Het is geen badge" in " ".join(texts[1].split())


def test_after_another_name_it_has_to_be_made_anew(anna, app: Flask, run) -> None:
    amina, goran = enrolled(run, AMINA, GORAN)
    done = {"done": [str(amina.uuid), str(goran.uuid)], "completed_on": "2026-11-20"}
    hours = {f"hours_{str(each.uuid).replace('-', '_')}": "8" for each in (amina, goran)}
    anna.post(f"/course-runs/{run.uuid}/complete", data=done | hours)
    address = anna.post(f"/course-runs/{run.uuid}/proofs").location
    work(app)
    assert anna.get(f"{address}/result").status_code == 200

    AMINA.row.name = "Amina Öztürk"
    db.session.commit()

    assert "Een naam is veranderd nadat dit is gemaakt" in anna.page(address).get_text()
    assert anna.get(f"{address}/result").status_code == 303


def test_with_nobody_done_there_is_nothing_to_fetch(anna, app: Flask, run) -> None:
    enrolled(run, AMINA)

    address = anna.post(f"/course-runs/{run.uuid}/proofs").location
    work(app)

    assert "Alles is gedaan." in anna.page(address).get_text()


def test_nobody_else_starts_it_or_gets_it(anna, app: Flask, run) -> None:
    enrolled(run, AMINA)
    address = anna.post(f"/course-runs/{run.uuid}/proofs").location

    assert anna.as_(JAN).post(f"/course-runs/{run.uuid}/proofs").status_code == 404
    assert anna.get(address).status_code == 404
