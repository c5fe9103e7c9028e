"""Lists of concepts read from files, and skills mapped to them in their drafts."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from academy.audit.models import AuditEvent
from academy.catalogue.mapping.models import Concept, Framework
from academy.catalogue.mapping.queries import replacement_of_concept
from academy.catalogue.queries import open_version
from academy.database import db
from tests.academy.catalogue.test_draft import filled, publish
from tests.cast import ANNA, JAN, Cast
from tests.client import AcademyClient

CODE = "textiel-sorteren"
ESCO = "http://data.europa.eu/esco/skill/"
CNL = "https://linkeddata.competentnl.nl/id/human-capability/"
HEADER = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,status\n"


def a_line(name: str, label: str, status: str = "released") -> str:
    kind = "skill/competence,cross-sector"
    return f'KnowledgeSkillCompetence,{ESCO}{name},{kind},"{label}","a\nb",{status}\n'


def load(
    app: Flask, path: Path, text: str, *more: str, kind: str = "esco", edition: str = "v1.2.0"
) -> Result:
    path.write_text(text, encoding="utf-8-sig")
    asked = ["palette", "concepts", str(path), "--list", kind, "--edition", edition, *more]
    return app.test_cli_runner().invoke(args=asked)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "concepts.csv"


@pytest.fixture
def anna(client: AcademyClient, cast: Cast, palette: None) -> AcademyClient:
    return client.as_(ANNA)


def concepts() -> dict[str, Concept]:
    db.session.expire_all()
    return {each.uri.rsplit("/", 1)[1]: each for each in db.session.scalars(select(Concept))}


def test_without_commit_nothing_is_kept(app: Flask, db_session, file: Path) -> None:
    answer = load(app, file, HEADER + a_line("one", "textiel sorteren"))

    assert answer.exit_code == 0, answer.output
    assert "concepts: 1" in answer.output
    assert concepts() == {}


def test_each_language_adds_its_labels(app: Flask, db_session, file: Path) -> None:
    load(app, file, HEADER + a_line("one", "textiel sorteren, netjes"), "--commit")
    load(app, file, HEADER + a_line("one", "sort textiles"), "--language", "en", "--commit")

    one = concepts()["one"]
    assert one.labels == {"nl": "textiel sorteren, netjes", "en": "sort textiles"}
    assert one.version == "v1.2.0"
    assert list(db.session.scalars(select(AuditEvent.action))) == ["concepts.loaded"] * 2


def test_what_a_newer_list_lacks_or_calls_obsolete_is_gone(
    app: Flask, db_session, file: Path
) -> None:
    old = HEADER + a_line("one", "een") + a_line("two", "twee") + a_line("three", "drie")
    load(app, file, old, "--commit", edition="v1.1.1")
    load(app, file, HEADER + a_line("one", "een") + a_line("two", "twee", "obsolete"), "--commit")

    assert {name: each.is_gone for name, each in concepts().items()} == {
        "one": False, "two": True, "three": True,
    }  # fmt: skip


def test_competentnl_comes_in_columns_of_ours(app: Flask, db_session, file: Path) -> None:
    text = f"uri;label;status;replaced_by\n{CNL}L3a;Sorteren;;\n{CNL}L3b;Vouwen;;{CNL}L3a\n"

    assert load(app, file, text, "--commit", kind="competentnl").exit_code == 0

    assert concepts()["L3b"].replaced_by == f"{CNL}L3a"
    assert concepts()["L3b"].is_gone


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "kolom conceptUri ontbreekt"),
        ("a,b\n1,2\n", "kolom conceptUri ontbreekt"),
        (HEADER, "staat niets in"),
        (HEADER + a_line("one", "een").replace("http://data", "http://elders"), "Regel 3"),
        (HEADER + a_line("one", ""), "naam ontbreekt"),
        (HEADER + a_line("one", "a" * 401), "naam ontbreekt"),
        (HEADER + a_line("x" * 200, "een"), "geen adres"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_its_line(
    app: Flask, db_session, file: Path, text: str, says: str
) -> None:
    answer = load(app, file, text, "--commit")

    assert answer.exit_code == 1
    assert says in answer.output
    assert concepts() == {}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'a,"' + b"x" * 200_000])
def test_a_file_that_cannot_be_read_is_refused(
    app: Flask, db_session, file: Path, content: bytes
) -> None:
    file.write_bytes(HEADER.encode() + content)
    asked = ["palette", "concepts", str(file), "--list", "esco", "--edition", "v1"]

    answer = app.test_cli_runner().invoke(args=asked)

    assert answer.exit_code == 1
    assert "niet lezen" in answer.output


def test_suggestions_share_words_with_the_name(app: Flask, anna, file: Path) -> None:
    load(app, file, HEADER + a_line("one", "textiel netjes sorteren") + a_line("two", "zagen"),
         "--commit")  # fmt: skip

    page = anna.page(f"/palette/skills/{CODE}/mapping")

    offered = [each["value"] for each in page.select("input[name=concept]")]
    assert f"{ESCO}one" in offered
    assert f"{ESCO}two" not in offered
    found = anna.page(f"/palette/skills/{CODE}/mapping?q=zag")
    assert found.select(f"input[value='{ESCO}two']")


def test_a_mapping_goes_into_the_draft_and_holds_once_it_is_published(
    app: Flask, anna: AcademyClient, file: Path
) -> None:
    text = f"uri,label\n{CNL}L3a,Sorteren van textiel\n"
    load(app, file, text, "--commit", kind="competentnl")
    address = f"/palette/skills/{CODE}/mapping?list=competentnl"
    began = anna.page(address).select_one("main input[name=began]")["value"]

    answer = anna.post(address, data={"concept": f"{CNL}L3a", "match": "broad", "began": began})
    assert answer.status_code == 303, answer.page.get_text()
    assert open_version(CODE).competentnl is None
    assert publish(anna).status_code == 303

    version = open_version(CODE)
    assert version.competentnl["uri"] == f"{CNL}L3a"
    assert version.esco is not None
    assert f"{CNL}L3a" in anna.get("/skills.csv").get_data(as_text=True)
    concept = next(
        each for each in anna.get("/skills.json").get_json()["@graph"]
        if each.get("notation") == CODE
    )  # fmt: skip
    assert concept["broadMatch"] == f"{CNL}L3a"


def test_a_mapping_can_be_taken_away(anna: AcademyClient) -> None:
    address = f"/palette/skills/{CODE}/mapping"
    page = anna.page(address)
    began = page.select_one("main input[name=began]")["value"]
    assert (
        page.select_one("input[name=concept][checked]")["value"] == open_version(CODE).esco["uri"]
    )

    anna.post(address, data={"concept": "-", "match": "close", "began": began})
    publish(anna)

    assert open_version(CODE).esco is None


@pytest.mark.parametrize(
    "wrong", [{"concept": ""}, {"concept": "http://elders/x"}, {"match": "anders"}]
)
def test_what_is_not_on_offer_is_told_at_the_field(
    anna: AcademyClient, wrong: dict[str, str]
) -> None:
    page = anna.page(f"/palette/skills/{CODE}/mapping")
    began = page.select_one("main input[name=began]")["value"]
    sent = {"concept": "-", "match": "close", "began": began} | wrong

    answer = anna.post(f"/palette/skills/{CODE}/mapping", data=sent)

    assert answer.status_code == 422
    assert answer.page.select_one(f"#{next(iter(wrong))}-error")


def test_the_report_counts_what_is_mapped_and_shows_what_is_gone(
    app: Flask, anna: AcademyClient, file: Path
) -> None:
    uri = open_version(CODE).esco["uri"].rsplit("/", 1)[1]
    load(app, file, HEADER + a_line(uri, "oud", "obsolete") + a_line("two", "twee"), "--commit")

    text = anna.page("/palette/coverage").get_text(" ", strip=True)
    assert "Gekoppeld: 68 van 69. Lijst v1.2.0 is ingelezen." in text
    assert "Gekoppeld: 0 van 69. De lijst is nog niet ingelezen." in text
    rows = anna.page("/palette/coverage?show=lacking").select("main tbody tr")
    assert len(rows) == 2
    assert any("Bestaat niet meer" in row.get_text() for row in rows)


def test_what_the_list_says_instead_is_offered_first(
    app: Flask, anna: AcademyClient, file: Path
) -> None:
    mapped = open_version(CODE).esco["uri"].rsplit("/", 1)[1]
    header = HEADER.strip() + ",isReplacedBy\n"
    gone = a_line(mapped, "oud").strip() + f",{ESCO}other\n"
    load(app, file, header + gone + a_line("other", "iets anders").strip() + ",\n", "--commit")

    page = anna.page(f"/palette/skills/{CODE}/mapping")

    offered = [each["value"] for each in page.select("input[name=concept]")]
    assert offered[:2] == [f"{ESCO}{mapped}", f"{ESCO}other"]


def test_only_the_academy_maps_skills(client: AcademyClient, cast: Cast, palette: None) -> None:
    client.as_(JAN)

    assert client.get("/palette/coverage").status_code == 403
    assert client.get(f"/palette/skills/{CODE}/mapping").status_code == 403


def test_what_the_draft_said_else_stays(anna: AcademyClient) -> None:
    sent = filled(anna.page(f"/palette/skills/{CODE}/draft"))
    anna.post(f"/palette/skills/{CODE}/draft", data=sent | {"icon": "bike"})
    page = anna.page(f"/palette/skills/{CODE}/mapping")
    began = page.select_one("main input[name=began]")["value"]

    anna.post(
        f"/palette/skills/{CODE}/mapping", data={"concept": "-", "match": "close", "began": began}
    )
    publish(anna)

    assert (open_version(CODE).icon, open_version(CODE).esco) == ("bike", None)


def test_a_search_without_a_find_says_so(anna: AcademyClient) -> None:
    page = anna.page(f"/palette/skills/{CODE}/mapping?q=zzzz")

    assert "Niets gevonden bij: zzzz" in page.main.get_text()
    assert "Gevonden bij: zzzz" not in page.main.get_text()


@pytest.mark.parametrize(
    ("replaced", "instead"),
    [
        pytest.param({"a": "b", "b": "c"}, "c", id="what took its place is replaced too"),
        pytest.param({"a": "b", "b": "a"}, None, id="a circle"),
        pytest.param({"a": "gone"}, None, id="what took its place is not in the list"),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_what_is_offered_instead_is_still_in_the_list(
    app: Flask, db_session, file: Path, replaced: dict[str, str], instead: str | None
) -> None:
    lines = (
        f"{CNL}{name};Sorteren {name};;{CNL + replaced[name] if name in replaced else ''}\n"
        for name in "abc"
    )
    text = "uri;label;status;replaced_by\n" + "".join(lines)
    load(app, file, text, "--commit", kind="competentnl")

    found = replacement_of_concept(Framework.COMPETENTNL, f"{CNL}a")

    assert (found and found.uri) == (instead and f"{CNL}{instead}")
