"""DIDs and their documents."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from badges.errors import (
    DidDocumentError,
    DidError,
    KeyBindingError,
    UnsupportedKeyError,
)
from badges.keys import did, multikey
from tests.badges.workshop import KEY, P256_SIGNER, SCHAKEL_DID, SIGNER

METHOD = did.Method(SIGNER.verification_method, SCHAKEL_DID, SIGNER.public_key)
TOKENS = did.Method(P256_SIGNER.verification_method, SCHAKEL_DID, P256_SIGNER.public_key)


@pytest.mark.parametrize(
    ("identifier", "url"),
    [
        ("did:web:example.nl", "https://example.nl/.well-known/did.json"),
        ("did:web:example.nl:issuers:a", "https://example.nl/issuers/a/did.json"),
        ("did:web:localhost%3A8000:issuers:a", "https://localhost:8000/issuers/a/did.json"),
    ],
)
def test_a_did_web_is_an_address_in_other_words(identifier: str, url: str) -> None:
    assert did.document_url(identifier) == url
    folder = url.removesuffix("/did.json").removesuffix("/.well-known")
    assert did.from_url(folder) == identifier


@pytest.mark.parametrize(
    "identifier",
    [
        "did:key:z6Mk",
        "did:web:",
        "did:web:127.0.0.1",
        "did:web:10.0.0.1%3A80",
        "did:web:EXAMPLE.nl",
        "did:web:user%40example.nl",
        "did:web:example.nl:..:a",
        "did:web:example.nl:a%2Fb%2f",
        "did:web:example.nl::a",
        "did:web:example.nl#key",
        "did:web:example.nl?x",
        "did:web:example.nl/path",
        "did:web:-a.nl",
    ],
)
def test_a_crooked_did_web_has_no_address(identifier: str) -> None:
    with pytest.raises(DidError):
        did.document_url(identifier)


@pytest.mark.parametrize(
    "url",
    ["http://example.nl", "https://example.nl/?q", "https://example.nl/#a", "https://1.2.3.4/"],
)
def test_some_addresses_have_no_did(url: str) -> None:
    with pytest.raises(DidError):
        did.from_url(url)


def test_a_document_lists_keys_as_verifiers_want_them() -> None:
    """assertionMethod holds absolute strings; controllers are the subject."""
    document = did.build_document(SCHAKEL_DID, [METHOD, TOKENS])
    assert document["assertionMethod"] == [METHOD.id, TOKENS.id]
    assert [m["controller"] for m in document["verificationMethod"]] == [SCHAKEL_DID] * 2
    assert document["verificationMethod"][0]["type"] == "Multikey"
    assert document["verificationMethod"][1]["publicKeyJwk"]["crv"] == "P-256"


def test_a_document_of_one_key_needs_no_context_for_jwks() -> None:
    assert len(did.build_document(SCHAKEL_DID, [METHOD])["@context"]) == 2


def test_a_document_reads_as_it_was_written() -> None:
    ended = did.Method(
        TOKENS.id,
        SCHAKEL_DID,
        TOKENS.key,
        revoked=datetime(2026, 1, 1, tzinfo=UTC),
        expires=datetime(2027, 1, 1, tzinfo=UTC),
    )
    read = did.read_document(did.build_document(SCHAKEL_DID, [METHOD, ended]), did=SCHAKEL_DID)
    assert [m.id for m in read.methods] == [METHOD.id, ended.id]
    assert (read.methods[1].revoked, read.methods[1].expires) == (ended.revoked, ended.expires)
    assert read.assertion == {METHOD.id}


def test_the_key_of_an_issuer_is_found_by_its_id_or_fragment() -> None:
    read = did.read_document(did.build_document(SCHAKEL_DID, [METHOD]), did=SCHAKEL_DID)
    fragment = "#" + METHOD.id.partition("#")[2]
    assert did.assertion_key(read, METHOD.id) == did.assertion_key(read, fragment)
    assert multikey.same_key(did.assertion_key(read, METHOD.id).key, KEY.public_key())


def written(**changes: Any) -> dict[str, Any]:
    return did.build_document(SCHAKEL_DID, [METHOD]) | changes


def of_other(**changes: Any) -> list[dict[str, Any]]:
    return [did.build_document(SCHAKEL_DID, [METHOD])["verificationMethod"][0] | changes]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(written(assertionMethod=[]), id="not for making claims"),
        pytest.param(written(verificationMethod=[]), id="not listed"),
        pytest.param(
            written(verificationMethod=of_other(controller="did:web:elders.example")),
            id="controlled by somebody else",
        ),
        pytest.param(
            written(verificationMethod=of_other(id="did:web:elders.example#k")), id="of another DID"
        ),
        pytest.param(written(verificationMethod=["text"]), id="text"),
    ],
)
def test_a_key_that_the_issuer_does_not_stand_for_is_refused(document: dict[str, Any]) -> None:
    read = did.read_document(document, did=SCHAKEL_DID)
    with pytest.raises(KeyBindingError):
        did.assertion_key(read, METHOD.id)


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "EcdsaSecp256k1VerificationKey2019"},
        {"type": "JsonWebKey", "publicKeyJwk": {"kty": "EC", "crv": "secp256k1", "x": ""}},
        {"type": "JsonWebKey2020", "publicKeyJwk": {"kty": "AKP", "alg": "ML-DSA-44"}},
        {"publicKeyMultibase": "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"},
        {"controller": None},
        {"publicKeyMultibase": "zz"},
        {"publicKeyMultibase": None},
        {"revoked": "yesterday"},
        {"type": ["Multikey", "JsonWebKey"]},
    ],
)  # fmt: skip
def test_of_a_key_of_an_unknown_kind_or_form_nothing_is_said(changes: dict[str, Any]) -> None:
    read = did.read_document(written(verificationMethod=of_other(**changes)), did=SCHAKEL_DID)
    with pytest.raises(UnsupportedKeyError):
        did.assertion_key(read, METHOD.id)
    with pytest.raises(KeyBindingError):
        did.assertion_key(replace(read, assertion=frozenset()), METHOD.id)


def test_a_key_of_2018_is_read_from_base58() -> None:
    raw = multikey.base58_encode(KEY.public_key().public_bytes_raw())
    entry = of_other(
        type="Ed25519VerificationKey2018", publicKeyBase58=raw, publicKeyMultibase=None
    )
    read = did.read_document(written(verificationMethod=entry), did=SCHAKEL_DID)
    assert multikey.same_key(did.assertion_key(read, METHOD.id).key, KEY.public_key())


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(written(id="did:web:elders.example"), id="about another DID"),
        pytest.param(
            written(verificationMethod=of_other() + of_other()), id="two keys with one id"
        ),
    ],
)
def test_a_crooked_document_is_refused(document: object) -> None:
    with pytest.raises(DidError):
        did.read_document(document, did=SCHAKEL_DID)


@pytest.mark.parametrize("document", ["text", [], {}])
def test_what_is_no_document_says_nothing_of_a_key(document: object) -> None:
    with pytest.raises(DidDocumentError):
        did.read_document(document, did=SCHAKEL_DID)


def test_to_json_ld_one_value_is_a_list_of_one() -> None:
    (entry,) = of_other(type=["Multikey"])
    for alone in (
        {"verificationMethod": entry, "assertionMethod": METHOD.id},
        {"verificationMethod": [], "assertionMethod": entry},
    ):
        read = did.read_document(written(**alone), did=SCHAKEL_DID)
        assert did.assertion_key(read, METHOD.id).id == METHOD.id


def test_keys_embedded_under_assertion_method_and_relative_ids_are_read() -> None:
    relative = of_other(id="#" + METHOD.id.partition("#")[2])
    read = did.read_document(
        written(verificationMethod=[], assertionMethod=relative), did=SCHAKEL_DID
    )
    assert did.assertion_key(read, METHOD.id).id == METHOD.id


def test_a_did_key_speaks_for_itself() -> None:
    identifier = multikey.did_key(KEY.public_key())
    document = did.key_document(identifier)
    method = did.assertion_key(document, f"{identifier}#{identifier.removeprefix('did:key:')}")
    assert multikey.same_key(method.key, KEY.public_key())
