"""Public keys in words: Multikey, JWK and did:key, for Ed25519, P-256, P-384 and RSA.

Sources: Controlled Identifiers 1.0, section 2.2 (Multikey); RFC 7517/7518/8037 (JWK); the did:key
method. Only public keys go in and out of here, but for ``decode_secret``, which reads the secret
half of a Multikey as test vectors write it.

>>> key = decode("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")
>>> encode(key)
'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
"""

from __future__ import annotations

import base64
import binascii
from typing import Any, Final, TypeAlias

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badges.errors import DidError, KeyFormatError, UnsupportedKeyError

PublicKey: TypeAlias = Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey

MIN_RSA_BITS: Final = 2048

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DIGITS: Final = {character: value for value, character in enumerate(_ALPHABET)}
_MAX_BASE58: Final = 1024

_ED25519: Final = b"\xed\x01"
_P256: Final = b"\x80\x24"
_P384: Final = b"\x81\x24"
_ED25519_SECRET: Final = b"\x80\x26"
_OTHER_KINDS: Final = frozenset(
    bytes.fromhex(prefix) for prefix in ("e701", "ec01", "ea01", "eb01", "8224", "8324", "8524")
)
"""Multicodecs of secp256k1, X25519, BLS12-381 G1 and G2, P-521, Ed448 and RSA."""
_CURVES: Final[dict[bytes, ec.EllipticCurve]] = {_P256: ec.SECP256R1(), _P384: ec.SECP384R1()}
_JWK_CURVES: Final[dict[str, ec.EllipticCurve]] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}


def base58_encode(data: bytes) -> str:
    """Return the base58btc form, without a multibase prefix.

    >>> base58_encode(b"\\x00hello")
    '1Cn8eVZg'
    """
    number = int.from_bytes(data, "big")
    text = ""
    while number:
        number, digit = divmod(number, 58)
        text = _ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\x00"))) + text


def base58_decode(text: str) -> bytes:
    """Return the bytes of a base58btc text of at most 1,024 characters; KeyFormatError else."""
    if len(text) > _MAX_BASE58:
        raise KeyFormatError("This base58 text is too long.")
    number = 0
    try:
        for character in text:
            number = number * 58 + _DIGITS[character]
    except KeyError:
        message = "This is not base58: it has a character that base58 leaves out."
        raise KeyFormatError(message) from None
    zeros = len(text) - len(text.lstrip("1"))
    return b"\x00" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def multibase_decode(text: str) -> bytes:
    """Return the bytes of a multibase text: ``z`` base58btc or ``u`` base64url without padding."""
    if text.startswith("z"):
        return base58_decode(text[1:])
    if text.startswith("u"):
        return base64url_decode(text[1:])
    raise KeyFormatError("A multibase text begins with z (base58) or u (base64url).")


def base64url_encode(data: bytes) -> str:
    """Return base64url without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def base64url_decode(text: str) -> bytes:
    """Return the bytes of canonical base64url without padding; KeyFormatError for anything else."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeyFormatError("This is not base64url without padding.") from error
    if base64url_encode(data) != text:
        raise KeyFormatError("This is not canonical base64url without padding.")
    return data


def encode(key: PublicKey) -> str:
    """Return the Multikey text of an Ed25519, P-256 or P-384 key (``publicKeyMultibase``)."""
    if isinstance(key, Ed25519PublicKey):
        return "z" + base58_encode(_ED25519 + key.public_bytes_raw())
    if isinstance(key, ec.EllipticCurvePublicKey):
        point = key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        for prefix, curve in _CURVES.items():
            if curve.name == key.curve.name:
                return "z" + base58_encode(prefix + point)
    raise KeyFormatError("Only Ed25519, P-256 and P-384 keys have a Multikey form.")


def decode(text: str) -> PublicKey:
    """Return the key of a Multikey text; KeyFormatError for another kind, length or point."""
    data = multibase_decode(text)
    prefix, body = data[:2], data[2:]
    try:
        if prefix == _ED25519:
            return Ed25519PublicKey.from_public_bytes(body)
        if prefix in _CURVES and body[:1] in (b"\x02", b"\x03"):
            return ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[prefix], body)
    except ValueError as error:
        raise KeyFormatError("This Multikey does not hold a valid key.") from error
    if prefix in _OTHER_KINDS:
        raise UnsupportedKeyError("This Multikey is of a kind that is not supported.")
    raise KeyFormatError("This Multikey is not an Ed25519, P-256 or P-384 key.")


def decode_secret(text: str) -> Ed25519PrivateKey:
    """Return the Ed25519 private key of a ``secretKeyMultibase`` text."""
    data = multibase_decode(text)
    if data[:2] != _ED25519_SECRET or len(data) != 34:
        raise KeyFormatError("This is not an Ed25519 secretKeyMultibase.")
    return Ed25519PrivateKey.from_private_bytes(data[2:])


def to_jwk(key: PublicKey) -> dict[str, str]:
    """Return the public JWK (RFC 7517) without optional members."""
    if isinstance(key, Ed25519PublicKey):
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url_encode(key.public_bytes_raw())}
    if isinstance(key, rsa.RSAPublicKey):
        numbers = key.public_numbers()
        return {"kty": "RSA", "n": _integer(numbers.n), "e": _integer(numbers.e)}
    for name, curve in _JWK_CURVES.items():
        if curve.name == key.curve.name:
            point = key.public_numbers()
            size = (key.key_size + 7) // 8
            x, y = (base64url_encode(n.to_bytes(size, "big")) for n in (point.x, point.y))
            return {"kty": "EC", "crv": name, "x": x, "y": y}
    raise KeyFormatError("Only the curves P-256 and P-384 are supported.")


def from_jwk(jwk: object) -> PublicKey:
    """Return the key of a public JWK; refuses private members, weak RSA and unknown curves."""
    if not isinstance(jwk, dict) or not isinstance(jwk.get("kty"), str):
        raise KeyFormatError("A JWK is a JSON object with a kty.")
    if jwk.keys() & {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}:
        raise KeyFormatError("This JWK holds a private key; publish the public half only.")
    try:
        return _from_jwk(jwk)
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise KeyFormatError("This JWK does not hold a valid public key.") from error


def from_base58(text: str) -> Ed25519PublicKey:
    """Return the key of an Ed25519VerificationKey2018: 32 bare bytes as base58."""
    try:
        return Ed25519PublicKey.from_public_bytes(base58_decode(text))
    except ValueError as error:
        raise KeyFormatError("This publicKeyBase58 does not hold an Ed25519 key.") from error


def did_key(key: PublicKey) -> str:
    """Return the did:key of a key.

    >>> did_key(decode("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"))
    'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
    """
    return "did:key:" + encode(key)


def key_of_did(did: str) -> PublicKey:
    """Return the key of a did:key, without a fragment."""
    if not did.startswith("did:key:"):
        raise DidError("This is not a did:key.")
    return decode(did.removeprefix("did:key:"))


def same_key(one: PublicKey, other: PublicKey) -> bool:
    """Say whether two public keys are the same key."""
    return _der(one) == _der(other)


def _der(key: PublicKey) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _from_jwk(jwk: dict[str, Any]) -> PublicKey:
    if jwk["kty"] == "OKP" and jwk["crv"] == "Ed25519":
        return Ed25519PublicKey.from_public_bytes(base64url_decode(jwk["x"]))
    if jwk["kty"] == "EC" and jwk["crv"] in _JWK_CURVES:
        x, y = (int.from_bytes(base64url_decode(jwk[name]), "big") for name in ("x", "y"))
        return ec.EllipticCurvePublicNumbers(x, y, _JWK_CURVES[jwk["crv"]]).public_key()
    if jwk["kty"] == "RSA":
        e, n = (int.from_bytes(base64url_decode(jwk[name]), "big") for name in ("e", "n"))
        if n.bit_length() < MIN_RSA_BITS:
            raise KeyFormatError(f"An RSA key must have {MIN_RSA_BITS} bits or more.")
        return rsa.RSAPublicNumbers(e, n).public_key()
    raise UnsupportedKeyError("Only Ed25519, P-256, P-384 and RSA keys are supported.")


def _integer(value: int) -> str:
    return base64url_encode(value.to_bytes((value.bit_length() + 7) // 8, "big"))
