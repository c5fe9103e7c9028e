"""Keys as issuers publish and name them: older forms, addresses, digests, kinds unknown here."""

import base64
import json
from typing import Any

import pytest

from badges.keys import multikey
from badges.proofs.canonical import canonical_nquads
from badges.proofs.data_integrity import Suite, signing_input
from tests.badges.foundry import (
    SCHAKEL,
    VERVALSER,
    Json,
    badge,
    changed,
    claims,
    did_document,
    ed25519,
    jwk_of,
    jws,
    jwt,
    p256,
    p256_signer,
    rsa_key,
    rsa_signer,
    schakel_document,
    signed,
    signer,
)
from tests.badges.verifying.judging import judged, trouble
from tests.badges.verifying.test_older_versions import badge_1_1

SITE = "https://school.example.nl/issuers/1"
KEYS = "https://school.example.nl/keys"
KID = f"{KEYS}#key-1"
NONE = multikey.base64url_encode(b'{"alg":"none"}')
SECP256K1 = "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"
DIGEST = "pXkzQ7mK2n0xT3"


def old_entry(number: int = 1) -> Json:
    """A key in the form of 2018: bare bytes as base58."""
    key = ed25519(number).public_key()
    return {
        "id": f"{SCHAKEL}#old",
        "type": "Ed25519VerificationKey2018",
        "controller": SCHAKEL,
        "publicKeyBase58": multikey.base58_encode(key.public_bytes_raw()),
    }


def by_old_key(number: int = 1) -> Json:
    return signed(badge(credentialStatus=None), signer(number, method=f"{SCHAKEL}#old"))


def test_a_key_in_the_form_of_2018_is_the_issuers() -> None:
    at = {SCHAKEL: did_document(SCHAKEL, [old_entry()])}
    assert judged(by_old_key(), **at).verdict == "valid"
    assert trouble(judged(by_old_key(9), **at)) == {"signature-wrong"}


def test_a_key_in_the_list_as_it_was_called_before_did_1_counts_if_it_is_for_claims() -> None:
    document = did_document(SCHAKEL, [old_entry()])
    document["publicKey"] = document.pop("verificationMethod")
    assert judged(by_old_key(), **{SCHAKEL: document}).verdict == "valid"
    document["assertionMethod"] = [f"{SCHAKEL}#other"]
    assert judged(by_old_key(), **{SCHAKEL: document}).verdict == "invalid"
    del document["assertionMethod"]
    report = judged(by_old_key(), **{SCHAKEL: document})
    assert (report.verdict, trouble(report)) == ("could-not-check", {"key-kind-unknown"})


def test_an_issuer_with_keys_for_other_uses_only_is_left_open() -> None:
    profile = {"id": SITE, "type": "Profile", "publicKey": [{**old_entry(), "id": f"{SITE}#1"}]}
    at = {SITE: profile}
    document = changed(badge(credentialStatus=None), "issuer", "id", to=SITE)
    report = judged(signed(document, signer(1, method=f"{SITE}#1")), **at)
    assert (report.verdict, trouble(report)) == ("could-not-check", {"key-kind-unknown"})


def signed_2018(document: Json, number: int = 1, **changes: Any) -> Json:
    """Sign with Ed25519Signature2018, which this project does not issue."""
    proof = {
        "type": "Ed25519Signature2018",
        "created": "2026-11-20T10:00:00Z",
        "verificationMethod": signer(1).verification_method,
        "proofPurpose": "assertionMethod",
        **changes,
    }
    suite = Suite.ED25519_SIGNATURE_2018
    data = signing_input(document, proof, suite=suite, canonicalize=canonical_nquads)
    head = multikey.base64url_encode(b'{"alg":"EdDSA","b64":false,"crit":["b64"]}')
    signature = signer(number).sign(head.encode() + b"." + data)
    return {**document, "proof": proof | {"jws": f"{head}..{multikey.base64url_encode(signature)}"}}


def test_a_signature_of_2018_is_checked() -> None:
    good = signed_2018(badge_1_1())
    assert judged(good).verdict == "valid", trouble(judged(good))
    assert trouble(judged({**good, "name": "Lassen"})) == {"signature-wrong"}
    assert trouble(judged(signed_2018(badge_1_1(), 9))) == {"signature-wrong"}
    ended = {**badge_1_1(), "expirationDate": "2026-11-20T10:00:00Z"}
    assert judged(signed_2018(ended)).verdict == "expired"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("..", "."),
        lambda text: text[:-4],
        lambda text: text.partition("..")[0] + "..",
        lambda text: f"{NONE}..{text.partition('..')[2]}",
        lambda _text: "",
    ],
    ids=["one dot", "cut", "no signature", "alg none", "nothing"],
)
def test_a_crooked_signature_of_2018_is_wrong(change: Any) -> None:
    good = signed_2018(badge_1_1())
    assert trouble(judged(changed(good, "proof", "jws", to=change))) == {"signature-wrong"}


@pytest.mark.parametrize(
    "proof",
    [
        {"type": "JsonWebSignature2020", "jws": "eyJ..x"},
        {"type": "EcdsaSecp256k1Signature2019", "jws": "eyJ..x"},
        {"type": "BbsBlsSignature2020", "proofValue": "abc"},
        {"type": "DataIntegrityProof", "cryptosuite": "bbs-2023", "proofValue": "u2V0C"},
        {"type": "DataIntegrityProof", "cryptosuite": "mldsa44-rdfc-2024", "proofValue": "u2V0C"},
    ],
    ids=lambda proof: proof.get("cryptosuite", proof["type"]),
)
def test_of_a_kind_of_proof_that_is_not_known_nothing_is_said(proof: Json) -> None:
    method = {"verificationMethod": signer(1).verification_method}
    report = judged(badge(proof=[{**proof, **method, "proofPurpose": "assertionMethod"}]))
    assert (report.verdict, trouble(report)) == ("could-not-check", {"signature-kind-unknown"})
    [named] = [check for check in report.checks if check.code == "signature-kind-unknown"]
    assert proof.get("cryptosuite", proof["type"]) in named.message


@pytest.mark.parametrize(
    "entry",
    [
        {"type": "EcdsaSecp256k1VerificationKey2019", "publicKeyHex": "02ab"},
        {"type": "JsonWebKey", "publicKeyJwk": {"kty": "EC", "crv": "secp256k1", "x": "", "y": ""}},
        {"type": "Multikey", "publicKeyMultibase": SECP256K1},
        {"type": "SomethingNew2031"},
    ],
    ids=lambda entry: entry["type"],
)
def test_of_a_key_of_an_unknown_kind_nothing_is_said(entry: Json) -> None:
    name = f"{SCHAKEL}#new"
    at = {SCHAKEL: did_document(SCHAKEL, [{"id": name, "controller": SCHAKEL, **entry}])}
    for source in (signed(badge(), signer(1, method=name)), _token(kid=name)):
        report = judged(source, **at)
        assert (report.verdict, trouble(report)) == ("could-not-check", {"key-kind-unknown"})


@pytest.mark.parametrize("document", [{}, [], "Binnenkort hier onze website"])
def test_what_is_no_document_of_an_issuer_says_nothing_against_a_key(document: Any) -> None:
    report = judged(signed(badge()), **{SCHAKEL: document})
    assert report.verdict == "could-not-check", trouble(report)


def test_a_did_key_of_an_unknown_kind_is_left_open() -> None:
    issuer = "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"
    document = changed(badge(), "issuer", "id", to=issuer)
    report = judged(signed(document, signer(1, method=f"{issuer}#{issuer[8:]}")))
    assert (report.verdict, trouble(report)) == ("could-not-check", {"key-kind-unknown"})
    crooked = changed(badge(), "issuer", "id", to="did:key:zzzz")
    report = judged(signed(crooked, signer(1, method="did:key:zzzz#zzzz")))
    assert report.verdict == "invalid"


@pytest.mark.parametrize("alg", ["PS256", "RS512", "ES256K", "ES512", "ML-DSA-44", "es256"])
def test_of_an_algorithm_that_is_not_known_nothing_is_said(alg: str) -> None:
    report = judged(_token({"alg": alg, "kid": rsa_signer().verification_method}))
    assert (report.verdict, trouble(report)) == ("could-not-check", {"signature-kind-unknown"})
    assert [check.values["kind"] for check in report.checks if check.values] == [alg]


def _token(header: Json | None = None, document: Json | None = None, **more: Any) -> str:
    document = document or badge()
    head = {"alg": "ES256", "typ": "JWT", **(header or {}), **more}
    return jws(head, claims(document) | document, p256_signer().sign)


# How a JWT names its key


def by_jwk(number: int = 1) -> tuple[str, Json]:
    """An issuer that is its own key, and a badge of it."""
    key = json.dumps(jwk_of(p256()) if number == 1 else jwk_of(rsa_key(number))).encode()
    issuer = "did:jwk:" + base64.urlsafe_b64encode(key).rstrip(b"=").decode()
    return issuer, changed(badge(credentialStatus=None), "issuer", "id", to=issuer)


@pytest.mark.parametrize(
    "kid", ["#0", "0", "pXkzQ7mK2n0xT3", "urn:x:1", "https://a.example/k", None]
)
def test_a_did_jwk_has_one_key_whatever_it_is_called(kid: str | None) -> None:
    _, document = by_jwk()
    named = {} if kid is None else {"kid": kid}
    report = judged(_token(named, document))
    assert report.verdict == "valid", trouble(report)


def test_a_did_jwk_by_another_key_is_invalid() -> None:
    issuer, document = by_jwk(2)
    for kid in (f"{issuer}#0", "pXkz"):
        assert judged(_token({"kid": kid}, document)).verdict == "invalid"
    _, own = by_jwk()
    assert judged(_token({"kid": f"{issuer}#0"}, own)).verdict == "invalid"


@pytest.mark.parametrize(
    "kid", ["pXkzQ7mK2n0xT3", "key-1", "urn:ietf:params:oauth:jwk-thumbprint:x"]
)
def test_a_key_that_is_named_by_a_digest_is_not_looked_up(kid: str) -> None:
    report = judged(_token({"kid": kid}))
    assert (report.verdict, trouble(report)) == ("could-not-check", {"key-name-unknown"})


def school(**profile: Any) -> Json:
    return {SITE: {"id": SITE, "type": ["Profile"], "name": "School", **profile}}


def of_school(kid: str = KID) -> str:
    document = changed(badge(credentialStatus=None), "issuer", "id", to=SITE)
    return jwt(document, type(p256_signer())(kid, p256()))


def listed_key(**changes: Any) -> Json:
    key = {"type": "JsonWebKey", "controller": SITE, "publicKeyJwk": jwk_of(p256())}
    return {"id": KID, **key, **changes}


def test_a_key_at_an_address_that_the_profile_lists_is_the_issuers() -> None:
    at = school(verificationMethod=[listed_key()], assertionMethod=[KID])
    assert judged(of_school(), **at).verdict == "valid"
    assert judged(of_school(), **school(assertionMethod=[listed_key()])).verdict == "valid"


@pytest.mark.parametrize(
    "found",
    [
        jwk_of(p256()),
        {**jwk_of(p256()), "kid": "key-1"},
        {"keys": [{**jwk_of(rsa_key()), "kid": "key-2"}, {**jwk_of(p256()), "kid": "key-1"}]},
        listed_key(),
    ],
    ids=["JWK", "JWK with kid", "JWKS", "method"],
)
def test_a_key_that_the_profile_lists_by_its_address_only_is_fetched(found: Json) -> None:
    at = school(assertionMethod=[KID]) | {KEYS: found}
    report = judged(of_school(), **at)
    assert report.verdict == "valid", trouble(report)


def test_a_key_at_an_address_that_is_somebody_elses_is_refused() -> None:
    at = school(assertionMethod=[KID]) | {KEYS: listed_key(controller=VERVALSER)}
    assert judged(of_school(), **at).verdict == "invalid"
    other = school(assertionMethod=[KID]) | {KEYS: jwk_of(rsa_key(2))}
    assert judged(of_school(), **other).verdict == "invalid"
    unlisted = school(
        verificationMethod=[listed_key(id=f"{KEYS}#2")], assertionMethod=[f"{KEYS}#2"]
    )
    assert judged(of_school(), **unlisted).verdict == "invalid"


def test_a_profile_without_keys_leaves_it_open() -> None:
    """Open Badges 3.0, section 8.2.2, asks for no more than an address; nothing binds it."""
    for kid in (KID, "https://vervalser.example/key"):
        report = judged(of_school(kid), **school() | {KEYS: jwk_of(p256())})
        assert (report.verdict, trouble(report)) == ("could-not-check", {"keys-unpublished"})


def test_an_address_is_no_way_around_a_published_list() -> None:
    report = judged(_token({"kid": "https://vervalser.example/key"}), **{
        "https://vervalser.example/key": jwk_of(p256()), SCHAKEL: schakel_document(),
    })  # fmt: skip
    assert (report.verdict, trouble(report)) == ("invalid", {"key-not-issuers"})
