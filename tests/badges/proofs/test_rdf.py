"""Expanded JSON-LD to quads: every construct of JSON-LD, as the general converter has it."""

from typing import Any

import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from badges.errors import CanonicalizationError, SafeModeError
from badges.proofs import rdf
from badges.proofs.canonical import canonicalize_quads

P, Q = "https://a.nl/p", "https://a.nl/q"
XSD = "http://www.w3.org/2001/XMLSchema#"


def value(content: Any, **more: Any) -> dict[str, Any]:
    return {P: [{"@value": content, **{f"@{name}": member for name, member in more.items()}}]}


@pytest.mark.parametrize(
    "node",
    [
        pytest.param(value("text"), id="text"),
        pytest.param(value("2026-11-21", type=f"{XSD}date"), id="text with a type"),
        pytest.param(value("tekst", language="nl-nl"), id="text in a language"),
        pytest.param(value(True), id="true"),
        pytest.param(value(False), id="false"),
        pytest.param(value(7), id="a whole number"),
        pytest.param(value(7, type=f"{XSD}double"), id="a whole number as a double"),
        pytest.param(value(10**22), id="a number past all counting"),
        pytest.param(value(0.1), id="a tenth"),
        pytest.param(value(1.5e300, type=f"{XSD}float"), id="a large number with a type"),
        pytest.param(value(2.0e-9), id="next to nothing"),
        pytest.param(value({"b": [1, None], "a": "é"}, type="@json"), id="JSON"),
        pytest.param({P: [{"@list": []}]}, id="an empty list"),
        pytest.param({P: [{"@list": [{"@value": "a"}, {"@id": "urn:b"}]}]}, id="a list"),
        pytest.param({P: [{"@list": [{"@list": [{"@value": 1}]}]}]}, id="a list in a list"),
        pytest.param({"@id": "urn:a", P: [{Q: [{"@id": "urn:b"}]}]}, id="a node without id"),
        pytest.param({"@id": "_:b1", P: [{"@id": "_:b1"}, {}]}, id="labels of their own"),
        pytest.param({"@type": ["urn:T", "_:T"], P: [{"@id": "urn:b"}]}, id="types"),
        pytest.param({"@id": "urn:a", "@reverse": {P: [{"@id": "urn:b"}]}}, id="a reverse"),
        pytest.param({"@id": "urn:g", "@graph": [{"@id": "urn:a", P: [{}]}]}, id="a named graph"),
        pytest.param({"@graph": [{P: [{"@value": 1}]}], Q: [{"@value": 2}]}, id="a blank graph"),
        pytest.param(
            {"@id": "urn:a", "@included": [{"@id": "urn:b", P: [{"@value": 1}]}]}, id="included"
        ),
        pytest.param(
            {"@id": "urn:a", "@index": "x", P: [{"@value": 1, "@index": "y"}]}, id="index"
        ),
    ],
)
def test_every_construct_gives_the_quads_of_pyld(node: dict[str, Any]) -> None:
    by_pyld = jsonld.to_rdf([node], {"format": "application/n-quads"})
    expected = canonicalize_quads(list(parse(by_pyld, format=RdfFormat.N_QUADS)))
    assert canonicalize_quads(rdf.quads([node])) == expected


@pytest.mark.parametrize(
    "node",
    [
        pytest.param(value("x", direction="rtl"), id="a text direction"),
        pytest.param(value("x", language="n l"), id="a crooked language"),
        pytest.param(value("x", type="_:b"), id="a blank datatype"),
        pytest.param({"_:p": [{"@value": 1}]}, id="a blank term"),
        pytest.param({"@reverse": {"_:p": [{}]}}, id="a blank term in reverse"),
        pytest.param({rdf.UNDEFINED + "x": [{"@value": 1}]}, id="an undefined term"),
        pytest.param({"@id": rdf.BASE + "x", P: [{}]}, id="a relative id"),
        pytest.param({"@type": [rdf.UNDEFINED + "x"]}, id="an undefined type"),
    ],
)
def test_what_would_be_dropped_is_refused(node: dict[str, Any]) -> None:
    with pytest.raises(SafeModeError):
        rdf.quads([node])


def test_json_that_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(CanonicalizationError):
        rdf.quads([value(2**60, type="@json")])


def test_a_refusal_shows_no_foreign_characters_as_they_are() -> None:
    with pytest.raises(SafeModeError) as refused:
        rdf.quads([{rdf.UNDEFINED + "a\u202eb\x1b[31m": [{"@value": 1}]}])
    assert "\u202e" not in refused.value.message
    assert "\x1b" not in refused.value.message
