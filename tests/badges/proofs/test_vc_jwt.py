"""Credentials as JWTs: made with two algorithms, read strictly, verified with a given key."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given
from hypothesis import strategies as st

from badges.contexts import CREDENTIALS_V1
from badges.documents import writing
from badges.errors import BadgesError, ParseError, TokenError
from badges.keys.multikey import base64url_decode, base64url_encode
from badges.keys.signing import RsaSigner, Signer
from badges.proofs.vc_jwt import credential_of, read_jwt, sign_jwt, verify_jwt
from tests.badges.workshop import BADGE, FATIMA, KEY, P256_SIGNER, SCHAKEL_DID, SIGNER

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
RSA_SIGNER = RsaSigner(f"{SCHAKEL_DID}#rsa-1", RSA)
DOCUMENT = writing.credential(BADGE)
BY_ALGORITHM = {"ES256": P256_SIGNER, "RS256": RSA_SIGNER}


def compact(
    payload: dict[str, Any], header: dict[str, Any] | bytes, signer: Signer = P256_SIGNER
) -> str:
    """A JWT with any header, signed by hand."""
    first = header if isinstance(header, bytes) else json.dumps(header).encode()
    text = ".".join(base64url_encode(p) for p in (first, json.dumps(payload).encode()))
    return f"{text}.{base64url_encode(signer.sign(text.encode()))}"


@pytest.mark.parametrize("algorithm", BY_ALGORITHM)
def test_a_badge_comes_back_from_its_jwt(algorithm: str) -> None:
    signer = BY_ALGORITHM[algorithm]
    token = read_jwt(sign_jwt(DOCUMENT, signer))
    verify_jwt(token, signer.public_key)
    assert credential_of(token) == DOCUMENT
    assert token.header == {"alg": algorithm, "kid": signer.verification_method, "typ": "JWT"}
    assert token.key_id == signer.verification_method


def test_the_claims_repeat_the_badge() -> None:
    """Open Badges 3.0, section 8.2.4."""
    payload = read_jwt(sign_jwt(DOCUMENT, P256_SIGNER)).payload
    assert payload["iss"] == SCHAKEL_DID
    assert payload["sub"] == FATIMA
    assert payload["jti"] == BADGE.id
    assert payload["nbf"] == int(BADGE.valid_from.timestamp())
    assert BADGE.valid_until is not None
    assert payload["exp"] == int(BADGE.valid_until.timestamp())


def test_a_badge_without_end_has_no_exp_and_an_issuer_may_be_text() -> None:
    document = {k: v for k, v in DOCUMENT.items() if k != "validUntil"} | {"issuer": SCHAKEL_DID}
    token = read_jwt(sign_jwt(document, P256_SIGNER))
    assert "exp" not in token.payload
    assert credential_of(token) == document


def test_a_badge_without_subject_id_cannot_be_a_jwt() -> None:
    subject = {k: v for k, v in DOCUMENT["credentialSubject"].items() if k != "id"}
    with pytest.raises(TokenError) as refused:
        sign_jwt(DOCUMENT | {"credentialSubject": subject}, P256_SIGNER)
    assert refused.value.place == "/credentialSubject/id"


def test_an_ed25519_key_does_not_issue_jwts() -> None:
    with pytest.raises(TokenError):
        sign_jwt(DOCUMENT, SIGNER)


def test_an_eddsa_jwt_of_others_verifies() -> None:
    token = read_jwt(compact(DOCUMENT, {"alg": "EdDSA"}, SIGNER))
    verify_jwt(token, KEY.public_key())
    with pytest.raises(TokenError):
        verify_jwt(read_jwt(compact(DOCUMENT, {"alg": "EdDSA"}, P256_SIGNER)), KEY.public_key())


@pytest.mark.parametrize(
    ("header", "key"),
    [
        pytest.param({"alg": "none"}, P256_SIGNER.public_key, id="none"),
        pytest.param({"alg": "HS256"}, P256_SIGNER.public_key, id="a shared secret"),
        pytest.param({"alg": "RS256"}, P256_SIGNER.public_key, id="RS256 with a P-256 key"),
        pytest.param({"alg": "ES256"}, RSA.public_key(), id="ES256 with an RSA key"),
        pytest.param({"alg": "ES256"}, KEY.public_key(), id="ES256 with an Ed25519 key"),
        pytest.param(
            {"alg": "ES256"},
            ec.derive_private_key(5, ec.SECP384R1()).public_key(),
            id="ES256 with a P-384 key",
        ),
        pytest.param({"alg": "ES384"}, P256_SIGNER.public_key, id="ES384 with a P-256 key"),
        pytest.param({}, P256_SIGNER.public_key, id="no algorithm"),
        pytest.param({"alg": ["ES256"]}, P256_SIGNER.public_key, id="a list of algorithms"),
    ],
)
def test_the_algorithm_must_fit_the_key(header: dict[str, Any], key: Any) -> None:
    with pytest.raises(TokenError):
        verify_jwt(read_jwt(compact(DOCUMENT, header)), key)


@pytest.mark.parametrize("name", ["crit", "b64", "zip"])
def test_headers_that_change_what_is_signed_are_refused(name: str) -> None:
    token = read_jwt(compact(DOCUMENT, {"alg": "ES256", name: ["exp"]}))
    with pytest.raises(TokenError, match=name):
        verify_jwt(token, P256_SIGNER.public_key)


def test_a_key_in_the_header_says_nothing() -> None:
    forger = ec.derive_private_key(666, ec.SECP256R1())
    header = {"alg": "ES256", "jku": "https://forger.example/keys", "x5u": "https://forger.example"}
    with pytest.raises(TokenError):
        verify_jwt(read_jwt(compact(DOCUMENT, header)), forger.public_key())
    verify_jwt(read_jwt(compact(DOCUMENT, header)), P256_SIGNER.public_key)


SIGNED = sign_jwt(DOCUMENT, P256_SIGNER)


@given(st.integers(min_value=0, max_value=len(SIGNED) - 1), st.sampled_from("AQgw0-_.9zZ"))
def test_any_changed_character_is_refused(at: int, character: str) -> None:
    changed = SIGNED[:at] + character + SIGNED[at + 1 :]
    if changed == SIGNED:
        return
    with pytest.raises(BadgesError):
        verify_jwt(read_jwt(changed), P256_SIGNER.public_key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.b",
        "a.b.c.d",
        "..",
        "e30.e30.=",
        "e30.e30.",
        "e30.e30.A A",
        "bnVsbA.e30.AAAA",
        "e30.W10.AAAA",
        "eyJhIjoxLCJhIjoyfQ.e30.AAAA",
    ],
)
def test_what_is_not_a_jwt_is_refused(text: str) -> None:
    with pytest.raises((TokenError, ParseError)):
        read_jwt(text)


@pytest.mark.parametrize(
    ("claims", "place"),
    [
        ({"iss": "did:web:forger.example"}, "/iss"),
        ({"sub": "urn:uuid:somebody-else"}, "/sub"),
        ({"jti": "urn:uuid:another"}, "/jti"),
        ({"nbf": 0}, "/nbf"),
        ({"exp": 4102444800}, "/exp"),
    ],
)
def test_a_claim_that_contradicts_the_badge_is_refused(claims: dict[str, Any], place: str) -> None:
    with pytest.raises(TokenError) as refused:
        credential_of(read_jwt(compact(DOCUMENT | claims, {"alg": "ES256"})))
    assert refused.value.place == place


@pytest.mark.parametrize("second", [1763717400, 1763717400.742, 1763717401])
def test_a_claim_may_leave_out_round_or_keep_the_fraction_of_a_moment(second: float) -> None:
    exact = DOCUMENT | {"validFrom": "2025-11-21T09:30:00.742Z"}
    read = credential_of(read_jwt(compact(exact | {"nbf": second}, {"alg": "ES256"})))
    assert read["validFrom"] == exact["validFrom"]


def test_in_the_older_form_nbf_repeats_the_day_of_issue() -> None:
    """VC Data Model 1.1, section 6.3.1; its `validFrom` is reserved for a later version."""
    moments = {"issuanceDate": "2025-10-15T00:44:21.142Z", "validFrom": "2022-12-31T00:00:00Z"}
    old = {"@context": [CREDENTIALS_V1], "issuer": SCHAKEL_DID, "credentialSubject": {}, **moments}
    token = {"vc": old, "iss": SCHAKEL_DID}
    assert credential_of(read_jwt(compact(token | {"nbf": 1760489061}, {"alg": "ES256"}))) == old
    with pytest.raises(TokenError):
        credential_of(read_jwt(compact(token | {"nbf": 1672444800}, {"alg": "ES256"})))


def test_the_older_form_with_vc_is_read() -> None:
    old = {
        "@context": [CREDENTIALS_V1],
        "issuer": SCHAKEL_DID,
        "issuanceDate": "2020-01-01T00:00:00Z",
        "credentialSubject": {},
    }
    payload = {"vc": old, "iss": SCHAKEL_DID, "nbf": 1577836800, "iat": 1577836800}
    assert credential_of(read_jwt(compact(payload, {"alg": "ES256"}))) == old


@pytest.mark.parametrize(
    "payload", [{"vc": "text"}, {"validFrom": "today"}, {"validFrom": 5, "nbf": 5}]
)
def test_a_crooked_payload_is_refused(payload: dict[str, Any]) -> None:
    with pytest.raises(TokenError):
        credential_of(read_jwt(compact(payload, {"alg": "ES256"})))


def test_a_key_id_that_is_not_text_counts_as_none() -> None:
    assert read_jwt(compact({}, {"alg": "ES256", "kid": 5})).key_id is None


def test_a_signature_of_a_wrong_length_is_refused() -> None:
    first, second, third = SIGNED.split(".")
    short = base64url_encode(base64url_decode(third)[:40])
    with pytest.raises(TokenError):
        verify_jwt(read_jwt(f"{first}.{second}.{short}"), P256_SIGNER.public_key)


def test_a_header_of_a_wrong_form_is_refused() -> None:
    token = read_jwt(compact(DOCUMENT, {"alg": "ES256", "jku": "no address"}))
    with pytest.raises(TokenError, match="form"):
        verify_jwt(token, P256_SIGNER.public_key)
