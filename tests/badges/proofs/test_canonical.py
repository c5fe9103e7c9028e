"""Canonical forms: known answers, and refusals of what would be dropped in silence."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse, serialize

from badges import contexts
from badges.documents import writing
from badges.errors import BadgesError, CanonicalizationError, ContextError, SafeModeError
from badges.proofs.canonical import canonical_json, canonical_nquads
from tests.badges.workshop import BADGE

BADGE_DOCUMENT = writing.credential(BADGE)


def changed(**members: Any) -> dict[str, Any]:
    return copy.deepcopy(BADGE_DOCUMENT) | members


def in_subject(**members: Any) -> dict[str, Any]:
    document = copy.deepcopy(BADGE_DOCUMENT)
    document["credentialSubject"] |= members
    return document


def by_others(document: dict[str, Any]) -> str:
    """The same form made by PyLD and pyoxigraph alone."""

    def load(url: str, _options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": contexts.load(url)}

    options = {"documentLoader": load, "format": "application/n-quads"}
    dataset = Dataset(parse(jsonld.to_rdf(document, options), format=RdfFormat.N_QUADS))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    text = serialize(dataset, format=RdfFormat.N_QUADS) or b""
    return "".join(line + "\n" for line in sorted(text.decode().split("\n")[:-1]))


def test_a_badge_has_the_form_that_the_libraries_alone_give() -> None:
    assert canonical_nquads(BADGE_DOCUMENT) == by_others(BADGE_DOCUMENT)


def test_the_order_of_members_makes_no_difference() -> None:
    turned = dict(reversed(BADGE_DOCUMENT.items()))
    assert canonical_nquads(turned) == canonical_nquads(BADGE_DOCUMENT)


def test_a_document_is_not_changed() -> None:
    document = copy.deepcopy(BADGE_DOCUMENT)
    canonical_nquads(document)
    assert document == BADGE_DOCUMENT


def test_control_characters_are_escaped_as_the_specification_says() -> None:
    """RDFC-1.0, test060: PyLD's own form lacks this."""
    form = canonical_nquads(changed(name="a\u0001b\u007fc\td\u0085e\ufffe"))
    assert '"a\\u0001b\\u007Fc\\td\u0085e\\uFFFE"' in form


def test_one_and_one_point_nought_are_the_same_number() -> None:
    one, also_one = in_subject(creditsEarned=1), in_subject(creditsEarned=1.0)
    assert canonical_nquads(one) == canonical_nquads(also_one)


def test_a_half_is_written_as_a_double() -> None:
    assert '"2.5E0"' in canonical_nquads(in_subject(creditsEarned=2.5))


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(changed(niveau="2"), id="a term that no context defines"),
        pytest.param(in_subject(niveau="2"), id="such a term deep inside"),
        pytest.param(changed(niveau=None), id="such a term with null"),
        pytest.param(changed(niveau=[]), id="such a term with an empty list"),
        pytest.param(changed(niveau={}), id="such a term with an empty object"),
        pytest.param(changed(type=["VerifiableCredential", "Zwemdiploma"]), id="an unknown type"),
        pytest.param(changed(id="badges/1"), id="a relative id"),
        pytest.param(changed(id=""), id="an empty id"),
        pytest.param(in_subject(id="not an address"), id="an id with spaces"),
        pytest.param(in_subject(id="https://a.nl/<b>"), id="an id with angle brackets"),
        pytest.param(changed(**{"@comment": "x"}), id="a word that looks like a keyword"),
        pytest.param(changed(**{"_:x": "y"}), id="a blank node for a term"),
    ],
)
def test_what_json_ld_would_drop_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(SafeModeError):
        canonical_nquads(document)


@pytest.mark.parametrize(
    ("context", "place"),
    [
        pytest.param([*writing.CONTEXT, "https://example.com/c"], "/@context", id="unknown"),
        pytest.param([*writing.CONTEXT, {"niveau": "https://a.nl/"}], "/@context", id="inline"),
        pytest.param([*writing.CONTEXT, None], "/@context", id="null"),
    ],
)
def test_only_known_contexts_count(context: list[Any], place: str) -> None:
    with pytest.raises(ContextError) as refused:
        canonical_nquads(changed(**{"@context": context}))
    assert (refused.value.place, refused.value.check) == (place, "safe-mode")


def test_an_unknown_context_is_named() -> None:
    with pytest.raises(ContextError, match=r"https://example\.com/c"):
        canonical_nquads(changed(**{"@context": ["https://example.com/c"]}))


def test_a_context_deep_inside_is_checked_too() -> None:
    with pytest.raises(ContextError) as refused:
        canonical_nquads(in_subject(**{"@context": {"niveau": "https://a.nl/"}}))
    assert refused.value.place == "/credentialSubject/@context"


def test_a_document_without_context_has_no_form() -> None:
    with pytest.raises(ContextError):
        canonical_nquads({"id": "urn:uuid:1"})


def test_a_number_that_others_round_is_refused_with_its_place() -> None:
    with pytest.raises(CanonicalizationError) as refused:
        canonical_nquads(in_subject(creditsEarned=2**53))
    assert refused.value.place == "/credentialSubject/creditsEarned"


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(changed(id=5), id="a number for an id"),
        pytest.param(changed(id={"a": "b"}), id="an object for an id"),
        pytest.param(changed(**{"@value": "x"}), id="a value and more"),
        pytest.param(in_subject(**{"@reverse": "x"}), id="a reverse that is text"),
    ],
)
def test_what_is_not_json_ld_has_no_form(document: dict[str, Any]) -> None:
    with pytest.raises(CanonicalizationError):
        canonical_nquads(document)


def test_nesting_without_end_is_refused() -> None:
    deep: Any = "x"
    for _ in range(2000):
        deep = {"narrative": deep}
    with pytest.raises(CanonicalizationError):
        canonical_nquads({"@context": [contexts.CREDENTIALS_V2], "credentialSubject": deep})


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "type", "name", "@id", "@type", "@value", "@list", "@set"])
                | st.sampled_from(
                    ["@graph", "@reverse", "@language", "@included", "issuer", "proof"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_anything_at_all_has_a_form_or_a_refusal(value: Any) -> None:
    document = {"@context": [contexts.CREDENTIALS_V2], "credentialSubject": value}
    try:
        form = canonical_nquads(document)
    except BadgesError:
        return
    assert form == "" or form.endswith(" .\n")


def test_jcs_sorts_by_utf_16_and_writes_numbers_as_javascript() -> None:
    """RFC 8785, section 3.2.2 and 3.2.3."""
    value = {"€": 1, "\r": 2, "\U0001f600": 1e21, "\ufb33": 1e-7, "ö": [True, None, "\u20ac$\x0f"]}
    assert canonical_json(value).decode() == (
        '{"\\r":2,"ö":[true,null,"€$\\u000f"],"€":1,"\U0001f600":1e+21,"\ufb33":1e-7}'
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, "\ud800", {"a": object()}])
def test_what_has_no_jcs_form_is_refused(value: object) -> None:
    with pytest.raises(CanonicalizationError):
        canonical_json(value)
