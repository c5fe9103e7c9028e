"""Concepts are found by the databases' own full text, in other forms of a word and ranked."""

import pytest
from sqlalchemy import text

from academy.catalogue.mapping import full_text
from academy.catalogue.mapping.concept_file import Line
from academy.catalogue.mapping.loading import Edition, load_concepts
from academy.catalogue.mapping.models import Framework
from academy.catalogue.mapping.queries import editions, search_concepts, suggestions_for
from academy.catalogue.mapping.terms import terms
from academy.database import db, transaction
from tests.academy.catalogue.conftest import OPERATOR
from tests.clock import START
from tests.databases import Remember

LABELS = (
    "textiel sorteren",
    "stoel stofferen",
    "meubels repareren",
    "hout zagen met een machine",
    "café-interieur poetsen",
    "huizen schilderen",
    "IT-systemen beheren",
    "kleding wassen en strijken",
    "een vrachtwagen besturen en de lading van een vrachtwagen sorteren",
)
ESCO = Framework.ESCO


def load(*labels: str, framework: Framework = ESCO, version: str = "v1.2.0") -> None:
    lines = [Line(f"http://{framework}/{label}", label, False, None) for label in labels]
    edition = Edition(framework=framework, version=version, language="nl")
    with transaction("content"):
        load_concepts(lines, edition, by=OPERATOR, now=START)


@pytest.fixture
def concepts(remember: Remember) -> None:
    remember("concepts of nine labels", lambda: load(*LABELS))


def found(query: str) -> list[str]:
    return [each.label for each in search_concepts(ESCO, query)]


@pytest.mark.usefixtures("concepts")
@pytest.mark.parametrize(
    ("query", "label"),
    [
        pytest.param("stoelen", "stoel stofferen", id="a plural"),
        pytest.param("meubel", "meubels repareren", id="a plural in the list"),
        pytest.param("sorteert textiel", "textiel sorteren", id="a verb"),
        pytest.param("hij repareert", "meubels repareren", id="a verb, and a word too many"),
        pytest.param("zaag", "hout zagen met een machine", id="one vowel for two"),
        pytest.param("huis", "huizen schilderen", id="a z for an s"),
        pytest.param("was", "kleding wassen en strijken", id="one consonant for two"),
        pytest.param("CAFE", "café-interieur poetsen", id="no accent"),
        pytest.param("cafés", "café-interieur poetsen", id="an accent and a plural"),
        pytest.param("textielsoort textiel", "textiel sorteren", id="any, when there is not every"),
        pytest.param("het sorteren van de textiel", "textiel sorteren", id="stop words"),
        pytest.param("vracht", "een vrachtwagen besturen en de lading van een vrachtwagen sorteren",
                     id="the beginning of a word"),
        pytest.param("it", "IT-systemen beheren", id="two letters"),
    ],
)  # fmt: skip
def test_the_obvious_comes_first(query: str, label: str) -> None:
    assert found(query)[:1] == [label]


@pytest.mark.usefixtures("concepts")
def test_what_is_shorter_and_fits_as_well_comes_first() -> None:
    assert found("sorteren") == ["textiel sorteren", LABELS[-1]]


@pytest.mark.usefixtures("concepts")
def test_every_word_counts_before_any_does() -> None:
    assert found("sorteren vrachtwagen") == [LABELS[-1]]


@pytest.mark.usefixtures("concepts")
def test_suggestions_share_any_long_word_with_the_names() -> None:
    names = {"nl": "Stoelen en meubels maken met IT", "en": "Using it"}

    labels = {each.label for each in suggestions_for(ESCO, names)}

    assert labels == {"stoel stofferen", "meubels repareren"}
    assert suggestions_for(ESCO, {"nl": "De en het", "en": ""}) == ()


@pytest.mark.usefixtures("concepts")
@pytest.mark.parametrize(
    "query",
    [
        "", " ", "-", "_ _", "\0", "مرحبا",
        '"', "'", "''", '"zzz', "zzz'", "(", "zzz AND (", "NEAR(zzz, 2)", "NOT zzz", "^zzz",
        "rowid:zzz", "rank:zzz", "zzz*", "*", "zzz:*", "!zzz", "zzz & | !", "zzz <-> <2> zzz",
        ":*", "{zzz} : zzz", "\\", "zzz\\:A", "%", "a\0b", "zzz" * 7_000, "z " * 10_000,
        "'; DROP TABLE skill_concept; --", "\u202etxet", "\ud800",
    ],
)  # fmt: skip
def test_what_is_no_word_of_a_list_finds_nothing_and_breaks_nothing(query: str) -> None:
    assert found(query) == []
    assert not list(suggestions_for(ESCO, {"nl": query, "en": query}))
    assert found("textiel sorteren")[0] == "textiel sorteren"


@pytest.mark.usefixtures("concepts")
@pytest.mark.parametrize("query", ["de", "de het een", "van"])
def test_stop_words_alone_are_no_fault(query: str) -> None:
    assert "textiel sorteren" not in found(query)


@pytest.mark.usefixtures("concepts")
def test_a_list_shows_what_is_its_own_and_still_there() -> None:
    load("textiel keuren", framework=Framework.COMPETENTNL)
    load("textiel keuren", "stoel stofferen", version="v1.3.0")

    assert found("textiel") == ["textiel keuren"]
    assert [each.framework for each in search_concepts(Framework.COMPETENTNL, "textiel")] == [
        Framework.COMPETENTNL
    ]
    assert editions() == {ESCO: "v1.3.0", Framework.COMPETENTNL: "v1.2.0"}


@pytest.mark.usefixtures("concepts")
def test_the_index_follows_what_a_row_is_called_and_that_it_goes() -> None:
    with transaction("content"):
        concept = search_concepts(ESCO, "stofferen")[0]
        concept.search_text = "bank bekleden"
        db.session.delete(search_concepts(ESCO, "zagen")[0])

    assert found("bank") == ["stoel stofferen"]
    assert found("stofferen") == found("zagen") == []


@pytest.mark.usefixtures("concepts")
def test_no_list_is_read_from_end_to_end() -> None:
    """Of nine rows PostgreSQL would rather read them all; that it can do without is the point."""
    question = full_text.matching(terms("textiel sorteren"), every=False)
    if not full_text.is_postgres():
        plan = db.session.execute(text(f"EXPLAIN QUERY PLAN {as_text(question)}")).all()
        assert any("full_text_of_concept VIRTUAL TABLE INDEX 0:M" in row[3] for row in plan), plan
        return
    db.session.execute(text("SET LOCAL enable_seqscan = off"))
    plan = db.session.scalars(text(f"EXPLAIN {as_text(question)}")).all()
    assert any("Index Scan on full_text_of_concept" in row for row in plan), plan


def as_text(question: object) -> str:
    return str(question.compile(db.engine, compile_kwargs={"literal_binds": True}))


@pytest.mark.parametrize(
    ("word", "beginnings"),
    [
        ("zagen", {"zagen", "zag", "zaag"}),
        ("zaag", {"zaag", "zag"}),
        ("huizen", {"huizen", "huiz", "huis"}),
        ("schroef", {"schroef", "schroev"}),
        ("bakken", {"bakken", "bakk", "bak"}),
        ("repareert", {"repareert", "repareer", "reparer"}),
        ("chairs", {"chairs", "chair"}),
        ("de", {"de"}),
    ],
)
def test_a_word_is_looked_for_by_its_beginnings(word: str, beginnings: set[str]) -> None:
    assert set(terms(word)[0]) == beginnings


def test_a_long_question_is_cut_and_a_word_counts_once() -> None:
    assert len(terms("zagen " * 5_000)) == 2  # and the "za" where it is cut
    assert terms('zagen" OR *')[1:] == [("or",)]


def test_the_database_has_what_the_search_needs(db_session: object) -> None:
    assert list(full_text.problems()) == []


def test_a_concept_of_years_ago_is_found_too(db_session: object) -> None:
    """As revision 0081 finds it: the rows were there before the index."""
    load("textiel sorteren")
    if full_text.is_postgres():
        assert found("textiel") == ["textiel sorteren"]
        return
    index = full_text.FULL_TEXT
    db.session.execute(text(f"INSERT INTO {index}({index}) VALUES ('delete-all')"))
    assert found("textiel") == []
    db.session.execute(text(f"INSERT INTO {index}({index}) VALUES ('rebuild')"))
    assert found("textiel") == ["textiel sorteren"]
