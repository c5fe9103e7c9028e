"""All certificates of a team in one PDF: asked on a page, made by the worker, fetched later."""

import io

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import event, func, select, update

from academy.credentials.papers import withdraw_copies
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs.models import Job
from academy.jobs.worker import Slot, run_until_idle
from tests.academy.shown import EMERGENCY, SORTING, Shown
from tests.cast import AMINA, BEA, GORAN, JAN, PIET, Cast
from tests.client import AcademyClient
from tests.clock import START

pytestmark = pytest.mark.slow


def ask(client: AcademyClient, cast: Cast) -> str:
    """The address of the job's page."""
    answer = client.submit(f"/teams/{cast.sorteren.uuid}")
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def work(app: Flask) -> None:
    assert run_until_idle(app, Slot(handlers=HANDLERS)) == 1


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_leader_gets_every_certificate_of_the_team(
    app: Flask, client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, EMERGENCY)
    shown(AMINA)
    shown(GORAN)
    address = ask(client.as_(JAN), palette)
    assert "We zijn bezig" in client.page(address).h1.get_text()
    assert client.get(f"{address}/progress").json == {
        "done": 0,
        "total": 1,
        "words": "Nog niet begonnen",
        "isFinished": False,
    }
    work(app)
    assert "Klaar" in client.page(address).h1.get_text()
    answer = client.get(f"{address}/result")
    assert answer.headers["Content-Disposition"] == "attachment; filename=certificaten-Sorteren.pdf"
    text = text_of(answer.data)
    assert (text.count(AMINA.name), text.count(GORAN.name)) == (2, 1)


def test_only_the_highest_level_of_a_skill_is_printed(
    app: Flask, client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA, level=1)
    shown(AMINA, level=2)
    address = ask(client.as_(JAN), palette)
    work(app)
    text = text_of(client.get(f"{address}/result").data)
    assert text.count(AMINA.name) == 1
    assert "Zelfstandig" in text


def test_the_job_tells_each_certificate_that_is_made(
    app: Flask, client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    for member, skill in ((AMINA, SORTING), (AMINA, EMERGENCY), (GORAN, SORTING)):
        shown(member, skill)
    progress = f"{ask(client.as_(JAN), palette)}/progress"
    seen: list[str] = []

    @event.listens_for(db.session, "after_commit")
    def look(_session: object) -> None:
        with db.engine.connect() as another:
            done, total = another.execute(select(Job.progress, Job.total)).one()
        seen.append(f"{done} van {total}")

    work(app)
    event.remove(db.session, "after_commit", look)

    assert list(dict.fromkeys(seen)) == ["0 van 0", "0 van 3", "1 van 3", "2 van 3", "3 van 3"]
    assert client.get(progress).json["words"] == "3 van 3"


def test_a_print_that_is_stopped_half_way_makes_no_file(
    app: Flask, client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA)
    shown(GORAN)
    address = ask(client.as_(JAN), palette)

    @event.listens_for(db.session, "after_commit")
    def stop_at_the_second(_session: object) -> None:
        with db.engine.begin() as another:
            begun = another.execute(select(Job.progress)).scalar_one()
            if begun == 1:
                another.execute(update(Job).values(state="cancelled", lease_token=None))

    work(app)
    event.remove(db.session, "after_commit", stop_at_the_second)

    assert "Gestopt" in client.page(address).h1.get_text()
    assert client.get(f"{address}/result").status_code == 404


def test_a_withdrawn_certificate_is_left_out(
    app: Flask, client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    shown(AMINA)
    badge = shown(GORAN)
    assert badge is not None
    with transaction(badge.person):
        withdraw_copies(badge, by=GORAN.identity(), now=START)
    address = ask(client.as_(JAN), palette)
    work(app)
    assert GORAN.name not in text_of(client.get(f"{address}/result").data)


def test_who_got_another_name_afterwards_is_not_printed_with_the_old_one(
    app: Flask, client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    """A print is kept for a week, and nobody prints an outdated name without being told."""
    shown(AMINA)
    address = ask(client.as_(JAN), palette)
    work(app)
    assert client.get(f"{address}/result").status_code == 200
    AMINA.row.name = "Amina Yılmaz"

    answer = client.get(f"{address}/result", follow_redirects=True)

    assert "Een naam is veranderd" in answer.page.get_text()
    assert not answer.page.select(f'a[href="{address}/result"]')


def test_a_team_without_badges_gets_no_file(
    app: Flask, client: AcademyClient, palette: Cast
) -> None:
    address = ask(client.as_(JAN), palette)
    work(app)
    assert "Alles is gedaan" in client.page(address).get_text()
    assert client.get(f"{address}/result").status_code == 404


@pytest.mark.usefixtures("palette")
def test_a_double_tap_is_one_job(client: AcademyClient, palette: Cast) -> None:
    assert ask(client.as_(JAN), palette) == ask(client, palette)
    assert db.session.scalar(select(func.count()).select_from(Job)) == 1


@pytest.mark.parametrize("part", ["", "/progress", "/result"])
def test_nobody_else_sees_the_job(client: AcademyClient, palette: Cast, part: str) -> None:
    address = ask(client.as_(JAN), palette)
    for other in (BEA, PIET, AMINA):
        assert client.as_(other).get(address + part).status_code == 404
    assert app_visitor(client).get(address + part).status_code == 303


def app_visitor(client: AcademyClient) -> AcademyClient:
    with client.session_transaction() as kept:
        kept.clear()
    return client


def test_who_asked_can_stop_it(app: Flask, client: AcademyClient, palette: Cast) -> None:
    address = ask(client.as_(JAN), palette)
    assert client.submit(address).status_code == 303
    assert "Gestopt" in client.page(address).h1.get_text()
    assert run_until_idle(app, Slot(handlers=HANDLERS)) == 0
    client.post(f"{address}/cancel")
    assert "Dit was al klaar." in client.page(address).get_text()


def test_nobody_else_stops_it(client: AcademyClient, palette: Cast) -> None:
    address = ask(client.as_(JAN), palette)
    assert client.as_(BEA).post(f"{address}/cancel").status_code == 404


def test_a_dead_job_says_so(client: AcademyClient, palette: Cast) -> None:
    address = ask(client.as_(JAN), palette)
    job = db.session.scalars(select(Job)).one()
    job.state, job.attempts, job.error = "dead", 5, "OSError: no fonts"  # type: ignore[assignment]
    page = client.page(address).get_text()
    assert "Dit is niet gelukt" in page
    assert "no fonts" not in page


def test_asked_again_after_it_was_stopped_it_is_made_after_all(
    app: Flask, client: AcademyClient, palette: Cast, shown: Shown
) -> None:
    """Within the same minute: a stopped print is not the answer to whoever wants it now."""
    shown(AMINA)
    stopped = ask(client.as_(JAN), palette)
    client.post(f"{stopped}/cancel")
    again = ask(client.as_(JAN), palette)
    assert again != stopped
    assert ask(client.as_(JAN), palette) == again, "tapped twice, it is one print"
    work(app)
    assert AMINA.name in text_of(client.get(f"{again}/result").data)
    assert "Gestopt" in client.page(stopped).h1.get_text()
