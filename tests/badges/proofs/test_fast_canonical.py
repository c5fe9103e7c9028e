"""The fast canonical form equals the general one, whatever a badge says."""

import copy
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badges.documents import writing
from badges.documents.model import (
    Achievement,
    Alignment,
    Credential,
    Evidence,
    Identifier,
    Image,
    Result,
    ResultDescription,
    RubricLevel,
    StatusEntry,
)
from badges.errors import BadgesError, CanonicalizationError, SafeModeError
from badges.proofs import fast_canonical
from badges.proofs.canonical import canonical_nquads
from badges.proofs.fast_canonical import FastCanonicalizer, shape_of
from tests.badges.workshop import BADGE, SCHAKEL, SORTING, badge, sorting

pytestmark = pytest.mark.slow

NASTY = st.text(min_size=1, max_size=30) | st.sampled_from(
    [
        'een "aanhaling"',
        "regel\neen\r\ntwee\ttab",
        "\\ en \\u0041",
        "\x01\x0b\x0c\x1f\x7f\x85",
        "\u2028\u2029\ufeff\ufffe\uffff",
        "half \ud83e",
        "%s %(a)s %% {0} {}",
        "urn:slot:000001",
        "_:c14n0 <urn:x> . \n",
        "ትግርኛ العربية 🧵👩‍🔧",
        " ",
    ]
)
UUIDS = st.uuids(version=4).map(lambda value: f"urn:uuid:{value}")
ADDRESSES = UUIDS | st.sampled_from(
    [
        "https://badges.example.nl/a?b=c&d=%C3%A9#e",
        "https://badges.example.nl:8443/a",
        "https://badges.example.nl",
        "http://data.europa.eu/esco/skill/8f4f3e2b",
        "did:web:elders.example",
        "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#x",
        "https://voorbeeld.nl/é",
        "mailto:leren@example.nl",
        "https://badges.example.nl/a#b#c",
        "https://badges.example.nl/%zz",
        "https://badges.example.nl:port/",
        "relative/address",
        "xsd:string",
        "",
    ]
)
GOOD = ADDRESSES.filter(lambda address: address.startswith(("urn:uuid:", "https://badges")))
MOMENTS = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
optional_text = st.none() | NASTY


def many(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=most).map(tuple)


alignments = st.builds(
    Alignment,
    name=NASTY,
    url=ADDRESSES,
    type=st.none() | st.just("ext:ESCOSkill"),
    framework=optional_text,
    code=optional_text,
    description=optional_text,
)
levels = st.builds(
    RubricLevel,
    id=ADDRESSES,
    name=NASTY,
    level=optional_text,
    description=optional_text,
    alignments=many(alignments, 1),
)
descriptions = st.builds(
    ResultDescription,
    id=UUIDS,
    name=NASTY,
    type=st.just("RubricCriterionLevel"),
    levels=many(levels),
    allowed_values=many(NASTY),
)
achievements = st.builds(
    Achievement,
    id=ADDRESSES,
    name=NASTY,
    description=NASTY,
    criteria_narrative=NASTY,
    criteria_url=st.none() | ADDRESSES,
    type=st.none() | st.just("Competency"),
    image=st.none() | st.builds(Image, id=ADDRESSES, caption=optional_text),
    language=st.none() | st.just("nl-NL"),
    credits_available=st.none() | st.floats(0, 1e6) | st.integers(0, 100),
    tags=many(NASTY),
    alignments=many(alignments),
    result_descriptions=many(descriptions, 2),
)
credentials = st.builds(
    Credential,
    id=ADDRESSES,
    issuer=st.just(SCHAKEL) | NASTY.map(lambda name: replace(SCHAKEL, name=name)),
    achievement=achievements,
    name=NASTY,
    valid_from=MOMENTS,
    subject_id=st.none() | ADDRESSES,
    identifiers=many(
        st.builds(Identifier, type=st.just("emailAddress"), hash=NASTY, salt=NASTY), 2
    ),
    valid_until=st.none() | MOMENTS,
    awarded=st.none() | MOMENTS,
    description=optional_text,
    narrative=optional_text,
    results=many(st.builds(Result, description=UUIDS, achieved_level=ADDRESSES, value=NASTY), 2),
    evidence=many(st.builds(Evidence, id=st.none() | ADDRESSES, name=NASTY), 2),
    status=st.none() | st.builds(StatusEntry, ADDRESSES, st.integers(0, 131071)),
)


def outcome(canonicalize: Any, document: dict[str, Any]) -> object:
    """The canonical form, or the words of the refusal."""
    try:
        return canonicalize(document)
    except BadgesError as error:
        return type(error), error.message


def fresh_and_warm(document: dict[str, Any]) -> tuple[object, object]:
    """What a canonicalizer says of a document at first sight and once its shape is known."""
    fast = FastCanonicalizer()
    return outcome(fast, document), outcome(fast, document)


@settings(max_examples=120, deadline=None)
@given(credentials)
def test_any_badge_at_all_has_the_general_form_or_the_general_refusal(
    credential: Credential,
) -> None:
    document = writing.credential(credential)
    general = outcome(canonical_nquads, document)
    assert fresh_and_warm(document) == (general, general)
    assert outcome(SHARED, document) == general


SHARED = FastCanonicalizer()


def texts_changed(value: Any, texts: Any) -> Any:
    """The same shape with other texts; addresses stay addresses."""
    if isinstance(value, dict):
        words = fast_canonical._WORDS
        return {k: v if k in words else texts_changed(v, texts) for k, v in value.items()}
    if isinstance(value, list):
        return [texts_changed(member, texts) for member in value]
    if isinstance(value, str):
        return texts(value.startswith(("urn:", "https:", "http:", "did:")))
    return value


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_known_shape_takes_any_text(data: st.DataObject) -> None:
    SHARED(writing.credential(BADGE))
    document = texts_changed(
        writing.credential(BADGE), lambda address: data.draw(GOOD if address else NASTY)
    )
    assert SHARED.knows(document)
    assert outcome(SHARED, document) == outcome(canonical_nquads, document)


FEW = st.sampled_from(["0", "1", 'a"b', "é"])
FEW_ADDRESSES = st.sampled_from([f"urn:uuid:{number}" for number in range(4)])
LINKED = replace(
    BADGE,
    subject_id=None,
    narrative="Drie weken lang.",
    results=(
        Result("urn:uuid:0", "urn:uuid:1", "0"),
        Result("urn:uuid:0", "urn:uuid:2", "1"),
        Result("urn:uuid:0", "urn:uuid:2", "2"),
    ),
    evidence=(Evidence(name="0"), Evidence(name="1")),
    identifiers=(Identifier("emailAddress", "0", "1"), Identifier("emailAddress", "1", "1")),
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_blank_nodes_that_hang_together_and_texts_that_coincide_make_no_difference(
    data: st.DataObject,
) -> None:
    """A subject without id is a blank node, with others hanging from it; few values coincide."""
    SHARED(writing.credential(LINKED))
    document = texts_changed(
        writing.credential(LINKED), lambda address: data.draw(FEW_ADDRESSES if address else FEW)
    )
    assert SHARED.knows(document)
    assert outcome(SHARED, document) == outcome(canonical_nquads, document)


def test_a_template_that_is_right_by_chance_is_not_trusted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A canonicalizer that names blank nodes in the order of the document, not of their hashes."""
    fast = FastCanonicalizer()
    monkeypatch.setattr(fast_canonical.Around, "digest", lambda self, pieces: str(self.lines.heads))
    names = ["a", "b", "c", "d", "e", "f", "g", "h"]
    for name in names:
        document = writing.credential(badge(subject_id=None, identifiers=(), narrative=name))
        assert fast(document) == canonical_nquads(document)


def test_a_shape_is_known_after_its_first_use() -> None:
    fast = FastCanonicalizer()
    document = writing.credential(BADGE)
    assert not fast.knows(document)
    fast(document)
    assert fast.knows(writing.credential(badge(name="Anders", id="urn:uuid:2")))


def test_a_known_shape_does_not_go_through_json_ld(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = FastCanonicalizer()
    document = writing.credential(BADGE)
    expected = fast(document)
    monkeypatch.setattr(fast_canonical, "canonical", None)
    assert fast(document) == expected


def test_equal_blank_nodes_are_left_to_the_general_path() -> None:
    """Two alignments that say the same have the same first-degree hash (RDFC-1.0, 4.4.3)."""
    twice = SORTING.alignments * 2
    document = writing.credential(badge(achievement=sorting(alignments=twice)))
    different = writing.credential(
        badge(achievement=sorting(alignments=(twice[0], replace(twice[0], name="Ander"))))
    )
    fast = FastCanonicalizer()
    for each in (document, different, document, different):
        assert fast(each) == canonical_nquads(each)
    assert fast.knows(different)


def test_a_shape_whose_first_document_proves_nothing_is_proven_by_a_later_one() -> None:
    fast = FastCanonicalizer()
    strange = writing.credential(badge(subject_id="mailto:leren@example.nl"))
    assert fast(strange) == canonical_nquads(strange)
    assert not fast.knows(strange)
    plain = writing.credential(BADGE)
    assert fast(plain) == canonical_nquads(plain)
    assert fast.knows(strange)
    assert fast(strange) == canonical_nquads(strange)


def test_an_undefined_term_is_refused_every_time() -> None:
    fast = FastCanonicalizer()
    document = writing.credential(BADGE) | {"niveau": "2"}
    for _ in range(3):
        with pytest.raises(SafeModeError):
            fast(document)


def test_a_relative_address_in_a_known_shape_is_refused() -> None:
    fast = FastCanonicalizer()
    fast(writing.credential(BADGE))
    with pytest.raises(SafeModeError):
        fast(writing.credential(badge(id="badges/1")))


def test_half_a_character_has_no_form_on_either_path() -> None:
    fast = FastCanonicalizer()
    fast(writing.credential(BADGE))
    document = writing.credential(badge(name="\ud800"))
    for canonicalize in (fast, canonical_nquads):
        with pytest.raises(CanonicalizationError):
            canonicalize(document)


def test_words_and_numbers_belong_to_the_shape_and_texts_do_not() -> None:
    base, _ = shape_of({"type": ["A"], "n": 1, "t": "x"})
    assert shape_of({"type": ["A"], "n": 1, "t": "y"})[0] == base
    for other in (
        {"type": ["B"], "n": 1, "t": "x"},
        {"type": ["A"], "n": 1.5, "t": "x"},
        {"type": ["A"], "n": True, "t": "x"},
        {"type": ["A"], "n": 1, "t": ["x"]},
        {"type": ["A"], "n": 1, "t": None},
        {"type": ["A"], "n": 1, "u": "x"},
    ):
        assert shape_of(other)[0] != base


def test_names_cannot_be_taken_for_structure() -> None:
    assert shape_of({"a": {"b": "x"}})[0] != shape_of({"a": {}, "b": "x"})[0]
    assert shape_of({"a": ["x"], "b": []})[0] != shape_of({"a": [], "b": ["x"]})[0]


def test_the_number_of_shapes_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_canonical, "MAX_SHAPES", 2)
    fast = FastCanonicalizer()
    for count in range(4):
        document = writing.credential(badge(achievement=sorting(tags=("x",) * count)))
        assert fast(document) == canonical_nquads(document)
    assert not fast.knows(writing.credential(badge(achievement=sorting(tags=()))))


def test_the_number_of_remembered_addresses_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_canonical, "MAX_ADDRESSES", 1)
    fast = FastCanonicalizer()
    document = writing.credential(BADGE)
    assert fast(document) == fast(document) == canonical_nquads(document)


def test_a_document_is_not_changed() -> None:
    document = writing.credential(BADGE)
    before = copy.deepcopy(document)
    SHARED(document)
    assert document == before
