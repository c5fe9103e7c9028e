"""Lists of concepts that the academy brings as a file: looked over first, read in by a job."""

import io

import pytest
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.catalogue.mapping import bringing
from academy.catalogue.mapping.concept_file import Line
from academy.catalogue.mapping.languages import list_languages
from academy.catalogue.mapping.loading import Edition
from academy.catalogue.mapping.models import Concept, ConceptList, Framework
from academy.catalogue.queries import open_version
from academy.database import db, transaction
from academy.job_handlers import HANDLERS
from academy.jobs.worker import Slot, run_until_idle
from tests.academy.catalogue.test_mapping import CNL, CODE, ESCO, HEADER, a_line
from tests.cast import ANNA, JAN, Cast
from tests.client import AcademyClient
from tests.clock import START

OTHER = HEADER.strip() + ",isReplacedBy\n"


@pytest.fixture
def anna(client: AcademyClient, cast: Cast, palette: None) -> AcademyClient:
    return client.as_(ANNA)


def bring(anna: AcademyClient, text: str | bytes, **more: str):
    content = text if isinstance(text, bytes) else text.encode("utf-8-sig")
    sent = {"framework": "esco", "version": "v1.2.0", "language": "nl"} | more
    file = {"file": (io.BytesIO(content), "skills_nl.csv")}
    return anna.post("/palette/lists", data=sent | file, content_type="multipart/form-data")


def read_in(app: Flask, anna: AcademyClient, text: str, **more: str) -> None:
    answer = bring(anna, text, **more)
    assert answer.status_code == 303, answer.page.get_text()
    assert anna.post(f"{answer.location}/read").status_code == 303
    run_until_idle(app, Slot(handlers=HANDLERS))
    db.session.expire_all()


def labels() -> dict[str, dict[str, str]]:
    return {each.uri.rsplit("/", 1)[1]: each.labels for each in db.session.scalars(select(Concept))}


def test_nothing_is_read_in_before_somebody_said_yes(anna: AcademyClient) -> None:
    answer = bring(anna, HEADER + a_line("one", "textiel sorteren"))

    page = anna.page(answer.location)
    assert "Er is nog niets ingelezen" in page.get_text()
    assert labels() == {}


def test_a_list_is_read_in_by_a_job(app: Flask, anna: AcademyClient) -> None:
    read_in(app, anna, HEADER + a_line("one", "textiel sorteren"))
    read_in(app, anna, HEADER + a_line("one", "sort textiles"), language="en")

    assert labels() == {"one": {"nl": "textiel sorteren", "en": "sort textiles"}}
    rows = anna.page("/palette/lists").select("main tbody tr")
    assert ["English" in row.get_text() for row in rows] == [True, False]
    actions = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "concepts.loaded")
    ).all()
    assert [each.actor for each in actions] == [ANNA.uuid, ANNA.uuid]


def test_what_will_change_is_told_before(app: Flask, anna: AcademyClient) -> None:
    mapped = open_version(CODE).esco["uri"].rsplit("/", 1)[1]
    old = a_line(mapped, "sorteren") + a_line("two", "twee") + a_line("three", "drie")
    read_in(app, anna, HEADER + old, version="v1.1.1")
    lines = (f"{a_line(mapped, 'sorteren').strip()},{ESCO}four\n", a_line("two", "tweede").strip(),
             ",\n", a_line("four", "vier").strip(), ",\n")  # fmt: skip

    page = anna.page(bring(anna, OTHER + "".join(lines)).location)

    said = [each.get_text(strip=True) for each in page.select("main dl dd")]
    assert said[1:] == ["3", "1", "1", "2", "1"]
    row = page.select_one("main tbody tr").get_text(" ", strip=True)
    assert "Textiel sorteren" in row
    assert "vier" in row
    assert "Nu is uitgave v1.1.1 ingelezen" in page.get_text()


@pytest.mark.parametrize(
    ("there", "brought", "is_older"),
    [
        pytest.param("v1.10", "v1.2", True, id="numbers are no words"),
        pytest.param("v1.2", "v1.10", False, id="nor the other way round"),
        pytest.param("v1.2.1", "1.2", True, id="a number less, without its letter"),
        pytest.param("2025", "2026-07", False, id="years"),
    ],
)
def test_a_file_of_before_what_is_there_is_warned_of(
    app: Flask, anna: AcademyClient, there: str, brought: str, is_older: bool
) -> None:
    read_in(app, anna, HEADER + a_line("one", "een"), version=there)

    page = anna.page(bring(anna, HEADER + a_line("one", "een"), version=brought).location)

    assert ("Dit bestand is ouder" in page.get_text()) == is_older
    assert f"Nu is uitgave {there} ingelezen" in page.get_text()


def test_who_says_no_changes_nothing(anna: AcademyClient) -> None:
    address = bring(anna, HEADER + a_line("one", "een")).location

    assert anna.post(f"{address}/delete").status_code == 303

    assert anna.get(address).status_code == 404
    assert labels() == {}


def test_a_second_file_takes_the_place_of_one_that_waits(anna: AcademyClient) -> None:
    first = bring(anna, HEADER + a_line("one", "een")).location
    bring(anna, HEADER + a_line("two", "twee"))

    assert anna.get(first).status_code == 404
    assert len(db.session.scalars(select(ConceptList)).all()) == 1


def test_a_list_is_read_in_once(app: Flask, anna: AcademyClient) -> None:
    address = bring(anna, HEADER + a_line("one", "een")).location
    first = anna.post(f"{address}/read").location
    assert anna.post(f"{address}/read").location == first
    run_until_idle(app, Slot(handlers=HANDLERS))
    db.session.expire_all()

    assert anna.post(f"{address}/read").status_code == 409
    assert anna.post(f"{address}/delete").status_code == 409
    assert anna.get(address).location == "/palette/lists"


def test_a_long_list_is_read_in_parts(app: Flask, anna: AcademyClient) -> None:
    lines = [Line(f"{ESCO}{number}", f"begrip {number}", False, None) for number in range(1001)]
    edition = Edition(framework=Framework.ESCO, version="v1", language="nl")
    with transaction("content"):
        brought = bringing.bring(lines, edition, now=START)
        bringing.accept(brought, by=ANNA.identity())
    run_until_idle(app, Slot(handlers=HANDLERS))

    assert len(labels()) == 1001


@pytest.mark.parametrize(
    ("text", "sent", "field", "says"),
    [
        pytest.param(b"\xff\xfe\x00", {}, "file", "niet lezen", id="no text"),
        pytest.param("a,b\n1,2\n", {}, "file", "kolom conceptUri", id="another table"),
        pytest.param(HEADER, {}, "file", "staat niets in", id="empty"),
        pytest.param(
            f"uri,label\n{CNL}a,Een\n", {}, "file", "kolom conceptUri", id="the other list"
        ),
        pytest.param(HEADER + a_line("one", ""), {}, "file", "naam ontbreekt", id="no name"),
        pytest.param(
            HEADER + a_line("one", "een"), {"version": ""}, "version", "uitgave", id="no edition"
        ),
        pytest.param(
            HEADER + a_line("one", "een"), {"framework": "onet"}, "framework", "Kies", id="no list"
        ),
        pytest.param(
            HEADER + a_line("one", "een"), {"language": "xx"}, "language", "Kies", id="no language"
        ),
    ],
)
def test_a_file_that_does_not_fit_is_told_at_the_field(
    anna: AcademyClient, text: str | bytes, sent: dict[str, str], field: str, says: str
) -> None:
    answer = bring(anna, text, **sent)

    assert answer.status_code == 422
    assert says in answer.page.select_one(f"#{field}-error").get_text()
    assert not db.session.scalars(select(ConceptList)).all()


def test_without_a_file_it_is_told_at_the_field(anna: AcademyClient) -> None:
    answer = anna.post("/palette/lists", data={"framework": "esco", "version": "v1"})

    assert answer.status_code == 422
    assert answer.page.select_one("#file-error")


def test_only_the_academy_brings_lists(client: AcademyClient, cast: Cast, palette: None) -> None:
    assert client.as_(JAN).get("/palette/lists").status_code == 403


@pytest.mark.parametrize("language", ["de", "fr", "no", "ti"])
def test_a_list_may_be_in_a_language_that_our_pages_do_not_have(
    app: Flask, anna: AcademyClient, language: str
) -> None:
    read_in(app, anna, HEADER + a_line("one", "Textilien sortieren"), language=language)

    assert labels()["one"] == {language: "Textilien sortieren"}
    assert (
        "Textilien sortieren"
        in anna.page("/palette/skills/textiel-sorteren/mapping?q=textilien").main.get_text()
    )
    assert list_languages()[language] in anna.page("/palette/lists").main.get_text()
