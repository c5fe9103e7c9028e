"""The palette for other programs: JSON-LD in SKOS terms and a table."""

import csv
import io

import pytest
from pyld import jsonld
from sqlalchemy import select

from academy.catalogue.exporting import HEADER
from academy.catalogue.models import SkillVersion

SKOS = "http://www.w3.org/2004/02/skos/core#"
ADDRESS = "https://badges.example.nl/skills"


@pytest.fixture
def document(palette, client):
    answer = client.get("/skills.json")
    assert answer.mimetype == "application/ld+json"
    return answer.json


def node(document, identifier):
    expanded = jsonld.expand(document)
    return next(each for each in expanded if each.get("@id") == identifier)


def test_every_skill_and_domain_is_a_concept_of_the_scheme(document) -> None:
    types = [each["@type"] for each in jsonld.expand(document)]

    assert types.count([f"{SKOS}ConceptScheme"]) == 1
    assert types.count([f"{SKOS}Concept"]) == 69 + 12


def test_a_concept_says_its_names_its_domain_and_its_esco_match(document) -> None:
    skill = node(document, f"{ADDRESS}/heftruck-rijden")

    labels = {label["@language"]: label["@value"] for label in skill[f"{SKOS}prefLabel"]}
    assert labels["nl"] == "Heftruck of stapelaar gebruiken"
    assert set(labels) == {"nl", "en"}
    assert skill[f"{SKOS}broader"] == [{"@id": f"{ADDRESS}#logistiek-en-transport"}]
    assert skill[f"{SKOS}closeMatch"][0]["@id"].startswith("http://data.europa.eu/esco/skill/")


def test_a_skill_without_esco_has_no_match(document) -> None:
    skill = node(document, f"{ADDRESS}/nood-en-ontruiming")

    assert not [term for term in skill if term.endswith("Match")]


def test_levels_and_criteria_come_along_as_plain_json(document) -> None:
    skill = next(each for each in document["@graph"] if each.get("notation") == "heftruck-rijden")

    assert [level["level"] for level in skill["levels"]] == [1, 2, 3]
    assert skill["criteria"][0]["id"] == "c1"
    assert skill["validMonths"] == 60


@pytest.fixture
def rows(palette, client):
    answer = client.get("/skills.csv")
    assert answer.mimetype == "text/csv"
    assert 'filename="skillspalet.csv"' in answer.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_the_table_has_a_row_for_each_skill_with_its_esco_link(rows) -> None:
    assert len(rows) == 69
    assert tuple(rows[0]) == HEADER
    truck = next(row for row in rows if row["code"] == "heftruck-rijden")
    assert truck["esco_uri"].startswith("http://data.europa.eu/esco/skill/")
    assert truck["esco_match"] == "close"
    assert truck["address"] == f"{ADDRESS}/heftruck-rijden"
    assert sum(1 for row in rows if not row["esco_uri"]) == 1


def test_a_name_that_looks_like_a_formula_is_no_formula(palette, client, db_session) -> None:
    version = db_session.scalars(select(SkillVersion)).first()
    version.name = {"nl": '=HYPERLINK("https://x.example")', "en": "+1"}

    text = client.get("/skills.csv").data.decode("utf-8-sig")

    row = next(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert row["name_nl"] == '\'=HYPERLINK("https://x.example")'
    assert row["name_en"] == "'+1"
