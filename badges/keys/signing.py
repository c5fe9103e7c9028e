"""Who signs: the ``Signer`` protocol, local signers, and keys kept wrapped.

Issuing knows only the protocol, so a PKCS#11 token or a cloud key service can stand behind it. The
local signers hold a private key in memory. At rest a private key is wrapped with AES-256-GCM under
a key-encryption key that lives outside the database; the associated data (organisation, key id,
purpose) must be the same when it is unwrapped, so a wrapped key cannot be moved to another owner.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol, assert_never

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from badges.errors import KeyFormatError
from badges.keys.multikey import PublicKey

RSA_BITS: Final = 3072
"""As strong as the elliptic curves beside it: 128 bits (NIST SP 800-57 part 1, table 2)."""
_VERSION: Final = b"\x01"
"""Stands first, so that another way of wrapping can be told apart one day."""
_NONCE_SIZE: Final = 12
"""96 bits, drawn at random: safe for 2**32 keys under one (NIST SP 800-38D, section 8.3)."""


class Algorithm(StrEnum):
    """How a signer signs."""

    ED25519 = "Ed25519"
    """EdDSA over Curve25519, 64 bytes (RFC 8032)."""
    ES256 = "ES256"
    """ECDSA over P-256 with SHA-256, r and s of 32 bytes each (RFC 7518, section 3.4)."""
    RS256 = "RS256"
    """RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3)."""


class Signer(Protocol):
    """A private key that somebody keeps; only its signatures come out."""

    @property
    def verification_method(self) -> str:
        """The id of the key in its owner's DID document, an absolute DID URL."""

    @property
    def algorithm(self) -> Algorithm:
        """What ``sign`` makes."""

    @property
    def public_key(self) -> PublicKey:
        """The public half."""

    def sign(self, data: bytes) -> bytes:
        """Return the signature over the data itself (hashing is part of the algorithm)."""


@dataclass(frozen=True, slots=True)
class Ed25519Signer:
    """Signs with an Ed25519 key in memory."""

    verification_method: str
    private_key: Ed25519PrivateKey = field(repr=False)

    @property
    def algorithm(self) -> Algorithm:
        """Ed25519."""
        return Algorithm.ED25519

    @property
    def public_key(self) -> PublicKey:
        """The public half."""
        return self.private_key.public_key()

    def sign(self, data: bytes) -> bytes:
        """Return 64 bytes."""
        return self.private_key.sign(data)


@dataclass(frozen=True, slots=True)
class P256Signer:
    """Signs with a P-256 key in memory."""

    verification_method: str
    private_key: ec.EllipticCurvePrivateKey = field(repr=False)

    @property
    def algorithm(self) -> Algorithm:
        """ES256."""
        return Algorithm.ES256

    @property
    def public_key(self) -> PublicKey:
        """The public half."""
        return self.private_key.public_key()

    def sign(self, data: bytes) -> bytes:
        """Return r and s, 64 bytes."""
        # JOSE wants r and s side by side, OpenSSL gives them as DER (RFC 7518, section 3.4)
        r, s = decode_dss_signature(self.private_key.sign(data, ec.ECDSA(SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


@dataclass(frozen=True, slots=True)
class RsaSigner:
    """Signs with an RSA key in memory."""

    verification_method: str
    private_key: rsa.RSAPrivateKey = field(repr=False)

    @property
    def algorithm(self) -> Algorithm:
        """RS256."""
        return Algorithm.RS256

    @property
    def public_key(self) -> PublicKey:
        """The public half."""
        return self.private_key.public_key()

    def sign(self, data: bytes) -> bytes:
        """Return a signature as long as the modulus."""
        return self.private_key.sign(data, padding.PKCS1v15(), SHA256())


LocalSigner = Ed25519Signer | P256Signer | RsaSigner


def generate(algorithm: Algorithm) -> bytes:
    """Return a new private key as PKCS#8 DER, from the system's random source."""
    key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    match algorithm:
        case Algorithm.ED25519:
            key = Ed25519PrivateKey.generate()
        case Algorithm.ES256:
            key = ec.generate_private_key(ec.SECP256R1())
        case Algorithm.RS256:
            key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
        case _:
            assert_never(algorithm)
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def local_signer(private_key: bytes, *, verification_method: str) -> LocalSigner:
    """Return a signer for a private key in PKCS#8 DER, or raise KeyFormatError."""
    try:
        key = load_der_private_key(private_key, password=None)
    except (ValueError, TypeError) as error:
        raise KeyFormatError("This is not a private key in PKCS#8 DER.") from error
    if isinstance(key, Ed25519PrivateKey):
        return Ed25519Signer(verification_method, key)
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        return P256Signer(verification_method, key)
    if isinstance(key, rsa.RSAPrivateKey):
        return RsaSigner(verification_method, key)
    raise KeyFormatError("Only Ed25519, P-256 and RSA keys can sign badges.")


def wrap(private_key: bytes, *, kek: bytes, associated: bytes) -> bytes:
    """Encrypt a private key with AES-256-GCM under a 32-byte key-encryption key.

    The result is version, nonce, ciphertext and tag. ``associated`` says whose key it is and for
    what; it is not stored in the result.
    """
    nonce = os.urandom(_NONCE_SIZE)
    return _VERSION + nonce + _cipher(kek).encrypt(nonce, private_key, associated)


def unwrap(wrapped: bytes, *, kek: bytes, associated: bytes) -> bytes:
    """Decrypt what ``wrap`` made; KeyFormatError for another key, another owner or damage."""
    nonce, body = wrapped[1 : 1 + _NONCE_SIZE], wrapped[1 + _NONCE_SIZE :]
    if wrapped[:1] != _VERSION or len(nonce) != _NONCE_SIZE:
        raise KeyFormatError("This is not a wrapped key.")
    try:
        return _cipher(kek).decrypt(nonce, body, associated)
    except InvalidTag as error:
        message = "This wrapped key belongs to another owner or key-encryption key, or is damaged."
        raise KeyFormatError(message) from error


def _cipher(kek: bytes) -> AESGCM:
    if len(kek) != 32:
        raise KeyFormatError("The key-encryption key must have 32 bytes.")
    return AESGCM(kek)
