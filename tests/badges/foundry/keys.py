"""Who is who, and their keys."""

from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badges.keys import multikey
from badges.keys.signing import Ed25519Signer, P256Signer, RsaSigner

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


CREATED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


SCHAKEL = "did:web:badges.example.nl:issuers:de-schakel"


VERVALSER = "did:web:vervalser.example:issuers:de-schakel"


NAME = "Kringloopcentrum De Schakel"


Json = dict[str, Any]


def ed25519(number: int) -> Ed25519PrivateKey:
    """The same key for the same number, on every run."""
    return Ed25519PrivateKey.from_private_bytes(sha256(b"test key %d" % number).digest())


def signer(number: int = 1, *, owner: str = SCHAKEL, method: str | None = None) -> Ed25519Signer:
    key = ed25519(number)
    return Ed25519Signer(method or f"{owner}#{multikey.encode(key.public_key())}", key)


@cache
def p256() -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(0x1F2E3D4C5B6A, ec.SECP256R1())


def rsa_key(number: int = 1) -> rsa.RSAPrivateKey:
    return _rsa_key(number)


@cache
def _rsa_key(_number: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def p256_signer(owner: str = SCHAKEL) -> P256Signer:
    return P256Signer(f"{owner}#p256-1", p256())


def rsa_signer(owner: str = SCHAKEL, number: int = 1) -> RsaSigner:
    return RsaSigner(f"{owner}#rsa-1", rsa_key(number))


def jwk_of(key: Any) -> Json:
    return dict(multikey.to_jwk(key.public_key()))
