"""Keys in words: known answers both ways, and refusals."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given
from hypothesis import strategies as st

from badges.errors import DidError, KeyFormatError
from badges.keys import multikey
from tests.badges.workshop import KEY

# W3C vc-di-eddsa, TestVectors, keyPair.json
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
# W3C vc-di-ecdsa, TestVectors
P256 = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"


@given(st.binary(max_size=80))
def test_base58_comes_back(data: bytes) -> None:
    assert multikey.base58_decode(multikey.base58_encode(data)) == data


@given(st.binary(max_size=80))
def test_base64url_comes_back(data: bytes) -> None:
    assert multikey.base64url_decode(multikey.base64url_encode(data)) == data


@pytest.mark.parametrize("text", ["0", "O", "I", "l", "+", "é", "1" * 1025])
def test_other_characters_are_not_base58(text: str) -> None:
    with pytest.raises(KeyFormatError):
        multikey.base58_decode(text)


@pytest.mark.parametrize("text", ["AA==", "AB", "A", "A+", "A/", "A A", "é", "AA\n"])
def test_only_canonical_base64url_is_read(text: str) -> None:
    with pytest.raises(KeyFormatError):
        multikey.base64url_decode(text)


def test_the_secret_key_of_the_w3c_vectors_belongs_to_their_public_key() -> None:
    assert multikey.encode(multikey.decode_secret(SECRET).public_key()) == PUBLIC


@pytest.mark.parametrize("text", [PUBLIC, P256], ids=["Ed25519", "P-256"])
def test_a_multikey_comes_back(text: str) -> None:
    assert multikey.encode(multikey.decode(text)) == text
    assert multikey.did_key(multikey.key_of_did(f"did:key:{text}")) == f"did:key:{text}"


def test_a_multikey_may_be_written_in_base64url() -> None:
    written = "u" + multikey.base64url_encode(multikey.multibase_decode(PUBLIC))
    assert multikey.encode(multikey.decode(written)) == PUBLIC


def test_a_p384_multikey_comes_back() -> None:
    key = ec.derive_private_key(7, ec.SECP384R1()).public_key()
    assert multikey.same_key(multikey.decode(multikey.encode(key)), key)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("m7QFAAAA", id="another multibase"),
        pytest.param("z" + multikey.base58_encode(b"\xed\x01" + bytes(31)), id="a byte short"),
        pytest.param(
            "z" + multikey.base58_encode(b"\x80\x24\x04" + bytes(64)), id="not compressed"
        ),
        pytest.param("z" + multikey.base58_encode(b"\x80\x24\x02" + b"\xff" * 32), id="no point"),
        pytest.param("z" + multikey.base58_encode(b"\xec\x01" + bytes(32)), id="X25519"),
        pytest.param(SECRET, id="a secret key"),
    ],
)
def test_another_multikey_is_refused(text: str) -> None:
    with pytest.raises(KeyFormatError):
        multikey.decode(text)


def test_a_public_key_is_not_read_as_a_secret_one() -> None:
    with pytest.raises(KeyFormatError):
        multikey.decode_secret(PUBLIC)


@pytest.mark.parametrize(
    "key",
    [
        KEY.public_key(),
        ec.derive_private_key(7, ec.SECP256R1()).public_key(),
        ec.derive_private_key(7, ec.SECP384R1()).public_key(),
        rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key(),
    ],
    ids=["Ed25519", "P-256", "P-384", "RSA"],
)
def test_a_jwk_comes_back(key: multikey.PublicKey) -> None:
    assert multikey.same_key(multikey.from_jwk(multikey.to_jwk(key)), key)


@pytest.mark.parametrize(
    "jwk",
    [
        pytest.param("key", id="text"),
        pytest.param({}, id="nothing in it"),
        pytest.param({"kty": "OKP", "crv": "X25519", "x": "AA"}, id="X25519"),
        pytest.param({"kty": "OKP", "crv": "Ed25519", "x": "AA"}, id="too short"),
        pytest.param({"kty": "OKP", "crv": "Ed25519", "x": 5}, id="a number"),
        pytest.param({"kty": "OKP", "crv": "Ed25519"}, id="no x"),
        pytest.param({"kty": "EC", "crv": "P-256", "x": "AQ", "y": "AQ"}, id="no point"),
        pytest.param({"kty": "RSA", "n": "w", "e": "AQAB"}, id="not base64url"),
        pytest.param({"kty": "RSA", "n": "AQAB", "e": "AQAB"}, id="a short modulus"),
        pytest.param({"kty": "oct", "k": "AAAA"}, id="a shared secret"),
    ],
)
def test_another_jwk_is_refused(jwk: object) -> None:
    with pytest.raises(KeyFormatError):
        multikey.from_jwk(jwk)


def test_a_jwk_with_its_private_half_is_refused() -> None:
    jwk = multikey.to_jwk(KEY.public_key()) | {"d": "AAAA"}
    with pytest.raises(KeyFormatError, match="private"):
        multikey.from_jwk(jwk)


def test_keys_of_other_curves_have_no_form_here() -> None:
    strange = ec.derive_private_key(7, ec.SECP521R1()).public_key()
    with pytest.raises(KeyFormatError):
        multikey.encode(strange)
    with pytest.raises(KeyFormatError):
        multikey.to_jwk(strange)


def test_another_did_is_not_a_did_key() -> None:
    with pytest.raises(DidError):
        multikey.key_of_did("did:web:example.com")


def test_two_keys_differ() -> None:
    assert not multikey.same_key(KEY.public_key(), multikey.decode(PUBLIC))
