"""Signers, and keys at rest."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from badges.errors import KeyFormatError
from badges.keys.signing import Algorithm, generate, local_signer, unwrap, wrap

KEK = bytes(range(32))
OWNER = b"de-schakel|key-1|badges"
PRIVATE = {algorithm: generate(algorithm) for algorithm in Algorithm}


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_new_key_signs_and_its_public_half_verifies(algorithm: Algorithm) -> None:
    signer = local_signer(PRIVATE[algorithm], verification_method="did:web:a.nl#1")
    assert signer.algorithm is algorithm
    signature, key = signer.sign(b"data"), signer.public_key
    if isinstance(key, Ed25519PublicKey):
        key.verify(signature, b"data")
    elif isinstance(key, rsa.RSAPublicKey):
        assert key.key_size == 3072
        key.verify(signature, b"data", padding.PKCS1v15(), SHA256())
    else:
        r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
        key.verify(encode_dss_signature(r, s), b"data", ec.ECDSA(SHA256()))


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_signer_does_not_show_its_key(algorithm: Algorithm) -> None:
    signer = local_signer(PRIVATE[algorithm], verification_method="did:web:a.nl#1")
    assert "private" not in repr(signer)


def test_other_keys_cannot_sign_badges() -> None:
    strange = ec.generate_private_key(ec.SECP384R1()).private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )
    for private in (strange, b"", b"not a key"):
        with pytest.raises(KeyFormatError):
            local_signer(private, verification_method="did:web:a.nl#1")


def test_a_wrapped_key_comes_back() -> None:
    private = PRIVATE[Algorithm.ED25519]
    wrapped = wrap(private, kek=KEK, associated=OWNER)
    assert private not in wrapped
    assert unwrap(wrapped, kek=KEK, associated=OWNER) == private


def test_the_same_key_is_wrapped_differently_every_time() -> None:
    assert wrap(b"key", kek=KEK, associated=OWNER) != wrap(b"key", kek=KEK, associated=OWNER)


@pytest.mark.parametrize("at", range(0, 45, 4))
def test_a_damaged_wrapped_key_is_refused(at: int) -> None:
    wrapped = bytearray(wrap(b"private key 1234", kek=KEK, associated=OWNER))
    wrapped[at] ^= 1
    with pytest.raises(KeyFormatError):
        unwrap(bytes(wrapped), kek=KEK, associated=OWNER)


def test_a_wrapped_key_cannot_move_to_another_owner_or_kek() -> None:
    wrapped = wrap(b"key", kek=KEK, associated=OWNER)
    with pytest.raises(KeyFormatError):
        unwrap(wrapped, kek=KEK, associated=b"de-cirkel|key-1|badges")
    with pytest.raises(KeyFormatError):
        unwrap(wrapped, kek=bytes(32), associated=OWNER)


@pytest.mark.parametrize("wrapped", [b"", b"\x01", b"\x02" + bytes(40), b"\x01" + bytes(12)])
def test_what_was_never_wrapped_is_refused(wrapped: bytes) -> None:
    with pytest.raises(KeyFormatError):
        unwrap(wrapped, kek=KEK, associated=OWNER)


def test_a_key_encryption_key_has_32_bytes() -> None:
    with pytest.raises(KeyFormatError, match="32 bytes"):
        wrap(b"key", kek=b"short", associated=OWNER)
